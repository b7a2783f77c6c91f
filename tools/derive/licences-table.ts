import { table } from '../lib/table.ts';

/** What may be used without a condition on the user's own code. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** A package as package-lock.json has it. */
interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

/**
 * Every package that is installed with gradgate, and its licence. @throws Error, where one is not permissive
 * @param lockfile the text of package-lock.json
 */
export function licencesTable(lockfile: string): string {
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(lockfile);
  const installed = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
  );
  const rows = installed.map(([path, { license = 'none' }]) => {
    const name = path.replace(/^.*node_modules\//, '');
    if (!permissive.includes(license)) {
      throw new Error(`${name}: expected a licence of ${permissive.join(', ')}, got ${license}`);
    }
    return [`\`${name}\``, license];
  });
  return table(['package', 'licence'], rows);
}
