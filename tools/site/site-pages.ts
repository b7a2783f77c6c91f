/** Which documents are pages of the site, and in which order a reader finds them. */
import { readdirSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';
import { properties } from '../../properties/index.ts';
import { groupOf, propertyGroups } from '../../src/report/html/property-groups.ts';

/** A page under its name, or a group of them. */
type Item = DefaultTheme.SidebarItem;

/** By group and name in the side bar, a document: its path in the repository without the ending. */
const named = {
  Begin: {
    'An adapter in ten minutes': 'docs/adapter',
    'Libraries not made for it': 'docs/recipes',
    'In your own tests': 'docs/tests',
    'From Python': 'python/README',
    'Any language: the protocol': 'docs/protocol',
    'A port: vectors and oracle': 'docs/port',
    'Golden vectors': 'vectors/README',
    한국어: 'README.ko',
  },
  Understand: {
    'Reading a report': 'docs/report',
    'No tolerance': 'docs/no-tolerance',
    'What holds when it passes': 'docs/properties',
    Claims: 'docs/claims',
    'Saying an arithmetic': 'docs/arithmetic',
    'Seeing an arithmetic': 'docs/inspect',
    'What is not checked': 'docs/limits',
    Questions: 'docs/faq',
  },
  Use: {
    'The command': 'docs/command',
    CI: 'docs/ci',
    Campaigns: 'docs/campaigns',
    'Large problems': 'docs/large',
    'A property of your own': 'docs/property',
  },
  Evidence: {
    'Other checkers': 'docs/comparison',
    'What was found in libraries': 'reports/findings',
    'The libraries, one by one': 'reports/subjects',
    'How each fault is caught': 'reports/detection',
    'Where it was tried': 'reports/compat',
    'All reports': 'reports/README',
    'The adapters': 'subjects/README',
  },
  Project: {
    Changes: 'CHANGELOG',
    'How it is built': 'ARCHITECTURE',
    Contributing: 'CONTRIBUTING',
    Security: 'SECURITY',
    Licences: 'docs/licences',
  },
} as const;

/** Every document that becomes a page, by its path in the repository. */
export function documents(): string[] {
  const inFolder = (folder: string): string[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`);
  const others = Object.values(named).flatMap((group) => Object.values(group));
  const paths = others.map((path) => `${path}.md`);
  return [...new Set(['README.md', ...inFolder('docs'), ...inFolder('reports'), ...paths])].sort();
}

/** The side bar; `api` are the doors that the reference has a page of, as `gradgate/vitest`. */
export function sideBar(api: readonly string[]): Item[] {
  const linked = (group: keyof typeof named): Item[] =>
    Object.entries(named[group]).map(([text, path]) => ({ text, link: `/${path}` }));
  const doors = api.map((door) => ({ text: door, link: `/api/${door}` }));
  return [
    { text: 'Begin', items: [{ text: 'What it is', link: '/' }, ...linked('Begin')] },
    { text: 'Understand', items: linked('Understand') },
    { text: 'Use', items: linked('Use') },
    { text: 'Properties', items: propertyPages() },
    { text: 'Evidence', items: linked('Evidence') },
    { text: 'API', collapsed: true, items: doors },
    { text: 'Project', collapsed: true, items: linked('Project') },
  ];
}

/** A page for each property, in the groups that reports have. */
function propertyPages(): Item[] {
  return propertyGroups.flatMap(({ title }) => {
    const ids = properties.map(({ id }) => id).filter((id) => groupOf(id) === title);
    const items = ids.map((id) => ({ text: id, link: `/properties/${id}` }));
    return items.length === 0 ? [] : [{ text: title, collapsed: true, items }];
  });
}
