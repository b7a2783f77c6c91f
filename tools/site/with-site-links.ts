import { existsSync, statSync } from 'node:fs';
import { posix } from 'node:path';

/** What a page links to beside pages: files that are handed out as they are. */
export interface Links {
  readonly text: string;
  readonly files: readonly string[];
}

/**
 * The text of the document at `path` with its links as the site wants them: README is its first page, a
 * folder is its README, and a file that is no page is one to download. `pages` are the paths of all documents.
 * @throws Error for a link to something that is not there
 */
export function withSiteLinks(path: string, text: string, pages: ReadonlySet<string>): Links {
  const files = new Set<string>();
  const linked = text.replaceAll(codeOrLink, (whole, label?: string, target?: string) =>
    label === undefined || target === undefined
      ? whole
      : changed({ whole, label, target, path, pages, files }),
  );
  return { text: linked, files: [...files] };
}

/** A block of code, a link with its label and target, or code within a line: what comes first. */
const codeOrLink = /^```.*?^```|(!?\[(?:`[^`]*`|[^\]`])*\])\(([^)\s]+)\)|`[^`\n]+`/gms;

interface Met {
  readonly whole: string;
  readonly label: string;
  readonly target: string;
  readonly path: string;
  readonly pages: ReadonlySet<string>;
  readonly files: Set<string>;
}

function changed({ whole, label, target, path, pages, files }: Met): string {
  if (/^(https?:|mailto:|#|\/)/.test(target)) return whole;
  const [file = '', anchor] = target.split('#');
  const found = posix.join(posix.dirname(path), file);
  const page = [found, posix.join(found, 'README.md')].find((each) => pages.has(each));
  if (page !== undefined) return `${label}(${siteLink(page)}${anchor ? `#${anchor}` : ''})`;
  if (!existsSync(found) || statSync(found).isDirectory())
    throw new Error(`${path}: expected a link to a page or a file, got ${target}.`);
  files.add(found);
  // The router of the site must not take it for a page.
  return label.startsWith('!') ? `${label}(/${found})` : `${label}(/${found}){target="_self"}`;
}

/** docs/ci.md → /docs/ci, README.md → / */
function siteLink(page: string): string {
  return page === 'README.md' ? '/' : `/${page.replace(/\.md$/, '')}`;
}
