import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/**
 * Every link of the pages in a built site that leads nowhere, as "page: target": to the root of the host, to a file
 * that is not there, or to a place that the page does not have. VitePress looks at neither anchors nor the side bar.
 */
export function deadLinks(site: string): string[] {
  const pages = new Map(
    readdirSync(site, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.html') && path !== '404.html')
      .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(site, path), 'utf8')]),
  );
  const places = new Map([...pages].map(([path, html]) => [path, placesIn(html)]));
  return [...pages].flatMap(([path, html]) =>
    linksIn(html)
      .filter((link) => !leadsTo(link, path))
      .map((link) => `${path}: ${link}`),
  );

  function leadsTo(link: string, from: string): boolean {
    const [file = '', anchor] = decodeURI(link).split('#');
    if (file.startsWith('/')) return false;
    const path = file === '' ? from : posix.join('/', posix.dirname(from), file).slice(1);
    const page = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    if (!existsSync(join(site, page))) return false;
    return !anchor || places.get(page)?.has(anchor) === true;
  }
}

/** Where its links within the site lead, each once. */
function linksIn(html: string): string[] {
  const found = [...html.matchAll(/<(?:a|link|img|script)\b[^>]*?\s(?:href|src)="([^"]*)"/g)];
  const links = found.map(([, link = '']) => link.replaceAll('&amp;', '&'));
  return [...new Set(links)].filter((link) => !/^(https?:|mailto:|data:)/.test(link));
}

function placesIn(html: string): Set<string> {
  return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id));
}
