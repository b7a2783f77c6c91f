/**
 * What comes out of loading packages that are installed in a subject's own folder.
 * @throws Error, with the command that installs them, when they are not
 */
export async function installed<T>(folder: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const remedy = `Install what it judges first: npm ci --prefix ${folder}`;
    throw new Error(`A package of ${folder} could not be loaded. ${remedy}`, { cause });
  }
}
