import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { DefaultTheme, UserConfig } from 'vitepress';
import { properties } from '../../properties/index.ts';
import type { Detection } from '../detection/detection.ts';
import { apiPages, doors } from './api-pages.ts';
import { propertyPage } from './property-page.ts';
import { documents, sideBar } from './site-pages.ts';
import { withSiteLinks } from './with-site-links.ts';

/** What is left out of the site. */
export interface Staging {
  /** The most rows of a table that is not in a guide: thousands take as long as all other pages. */
  readonly rows?: number;
}

/**
 * Writes into `folder` what VitePress makes the site from: every document where it is in the repository, so
 * that links between them stay what they are, and the pages that follow from the code.
 * @throws Error for a link that leads nowhere
 */
export async function stageSite(folder: string, { rows }: Staging = {}): Promise<void> {
  const written = new Map([...writtenByHand(), ...propertyPages()]);
  const pages = new Set([...written.keys(), ...properties.map(({ id }) => `properties/${id}.md`)]);
  for (const [path, text] of written) {
    const { text: linked, files } = withSiteLinks(path, text, pages);
    const shown = rows === undefined || path.startsWith('docs/') ? linked : cut(linked, rows);
    write(folder, path === 'README.md' ? 'index.md' : path, frontMatter(path) + shown);
    for (const file of files) copy(file, join(folder, 'public', file));
  }
  for (const [path, text] of await apiPages()) write(folder, `api/${path}`, text);
  write(folder, '.vitepress/config.mjs', `export default ${JSON.stringify(config())};\n`);
  cpSync('tools/site/theme', join(folder, '.vitepress', 'theme'), { recursive: true });
}

function writtenByHand(): [string, string][] {
  return documents().map((path) => {
    const text = readFileSync(path, 'utf8');
    return [
      path,
      path === 'docs/properties.md' || path === 'docs/claims.md' ? withPages(text) : text,
    ];
  });
}

/** The text whose tables lead from the name of a property to its page, which the site alone has. */
function withPages(text: string): string {
  const ids = new Set(properties.map(({ id }) => id));
  return text.replaceAll(/(?<=\| |, )[a-z0-9-]+(?=,? )/g, (word) =>
    ids.has(word) ? `[${word}](../properties/${word}.md)` : word,
  );
}

function propertyPages(): [string, string][] {
  const equations: Record<string, string> = JSON.parse(
    readFileSync('src/report/html/equations.json', 'utf8'),
  );
  const { faults: detected }: Detection = JSON.parse(
    readFileSync('reports/detection.json', 'utf8'),
  );
  return properties.map((property) => [
    `properties/${property.id}.md`,
    propertyPage(property, { equations, detected }),
  ]);
}

/** The text with the first rows of each table. */
function cut(text: string, rows: number): string {
  return text.replaceAll(/(?:^\|.*\n)+/gm, (whole) =>
    whole
      .split('\n')
      .slice(0, rows + 2)
      .concat('')
      .join('\n'),
  );
}

/** Reports are long tables: they are read, not searched. */
function frontMatter(path: string): string {
  return path.startsWith('reports/') ? '---\nsearch: false\naside: false\n---\n\n' : '';
}

function config(): UserConfig<DefaultTheme.Config> {
  const api = Object.keys(doors);
  return {
    title: 'gradgate',
    base: './', // it may be served under any path
    description: 'Decides whether the backward pass of a matrix multiplication is right',
    lang: 'en',
    cleanUrls: false,
    ignoreDeadLinks: false,
    lastUpdated: false,
    themeConfig: {
      search: { provider: 'local' },
      outline: [2, 3],
      sidebar: sideBar(api),
      nav: [
        { text: 'Ten minutes', link: '/docs/adapter' },
        { text: 'Questions', link: '/docs/faq' },
        { text: 'Found in libraries', link: '/reports/findings' },
        { text: 'API', link: '/api/gradgate' },
      ],
    },
  };
}

function write(folder: string, path: string, text: string): void {
  const place = join(folder, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text);
}

function copy(file: string, place: string): void {
  mkdirSync(dirname(place), { recursive: true });
  cpSync(resolve(file), place);
}
