/** Which documents are pages of the site, and in which order a reader finds them. */
import { readdirSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';
import { properties } from '../../properties/index.ts';
import { groupOf, propertyGroups } from '../../src/report/html/property-groups.ts';

/** A page under its name, or a group of them. */
type Item = DefaultTheme.SidebarItem;

/** Guides, by group: what each is called, and its file in docs without the ending. */
const guides = {
  Begin: {
    'Saying an arithmetic': 'arithmetic',
    'Libraries not made for it': 'recipes',
    'Any language: the protocol': 'protocol',
  },
  Use: {
    CI: 'ci',
    Campaigns: 'campaigns',
    'Seeing an arithmetic': 'inspect',
    'A property of your own': 'property',
  },
} as const;

/** Documents that are not in docs, by the name that they have in the side bar. */
const others = {
  Begin: { 'From Python': 'python/README' },
  Use: { 'Golden vectors': 'vectors/README' },
  Evidence: {
    'All reports': 'reports/README',
    'What was found in libraries': 'reports/findings',
    'The libraries, one by one': 'reports/subjects',
    'How each fault is caught': 'reports/detection',
    'What is said of the cause': 'reports/diagnosis',
    'The adapters': 'subjects/README',
  },
  Project: {
    Changes: 'CHANGELOG',
    'How it is built': 'ARCHITECTURE',
    Contributing: 'CONTRIBUTING',
    Security: 'SECURITY',
    한국어: 'README.ko',
  },
} as const;

/** Every document that becomes a page, by its path in the repository. */
export function documents(): string[] {
  const inFolder = (folder: string): string[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`);
  const named = Object.values(others).flatMap((group) => Object.values(group));
  const paths = named.map((path) => `${path}.md`);
  return [...new Set(['README.md', ...inFolder('docs'), ...inFolder('reports'), ...paths])].sort();
}

/** The side bar; `api` are the doors that the reference has a page of, as `gradgate/vitest`. */
export function sideBar(api: readonly string[]): Item[] {
  const linked = (entries: Readonly<Record<string, string>>, folder = ''): Item[] =>
    Object.entries(entries).map(([text, path]) => ({ text, link: `/${folder}${path}` }));
  const doors = api.map((door) => ({ text: door, link: `/api/${door}` }));
  return [
    {
      text: 'Begin',
      items: [
        { text: 'What it is', link: '/' },
        ...linked(guides.Begin, 'docs/'),
        ...linked(others.Begin),
      ],
    },
    { text: 'Use', items: [...linked(guides.Use, 'docs/'), ...linked(others.Use)] },
    { text: 'Properties', items: propertyPages() },
    { text: 'Evidence', items: linked(others.Evidence) },
    { text: 'API', collapsed: true, items: doors },
    { text: 'Project', collapsed: true, items: linked(others.Project) },
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
