/** Where a version stands beside package.json: by file, the text around it. */
export const versionPlaces: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'CITATION.cff': ['\nversion: ', '\n'],
  'python/pyproject.toml': ['\nversion = "', '"\n'],
  'README.md': ['gradgate-', '.tgz'],
  'python/README.md': ['gradgate-', '.tgz'],
  'docs/tests.md': ['gradgate-', '.tgz'],
  'docs/protocol.md': ['"gradgate":"', '"'],
};

/** What a file that has the old version says of the new one. */
export function withVersion(
  file: string,
  text: string,
  [from, to]: readonly [string, string],
): string {
  const [before = '', after = ''] = versionPlaces[file] ?? [];
  return text.replaceAll(before + from + after, before + to + after);
}

/** The files that do not name this version. */
export function othersThan(version: string, read: (file: string) => string): string[] {
  return Object.entries(versionPlaces)
    .filter(([file, [before, after]]) => !read(file).includes(before + version + after))
    .map(([file, [before, after]]) => {
      return `${file}: expected ${(before + version + after).trim()}, got none`;
    });
}
