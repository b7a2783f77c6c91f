/** What the package is tried on: a Node, a package manager, and peers at one end of their ranges. */
export interface Combination {
  /** A version or a range of it, as npm understands it. */
  readonly node: string;
  /** npm is the one that is here; pnpm is installed. */
  readonly manager: 'npm' | `pnpm@${string}`;
  readonly peers: Readonly<Record<string, string>>;
}

/** The least that package.json allows. vitest 5 needs Node 22, and a later vite. */
const least = { 'fast-check': '4.0.0', vitest: '4.1.0', vite: '6.1.0' };
const leastOf5 = { ...least, vitest: '5.0.0', vite: '6.4.0' };
const newest = { 'fast-check': '4', vitest: '5', vite: '8' };
const newestOf4 = { ...newest, vitest: '4' };

/** Every Node, both managers, both ends of every range: not each with each. */
export const combinations: readonly Combination[] = [
  { node: '20.19.0', manager: 'npm', peers: { ...least, 'playwright-core': '1.52.0' } },
  { node: '20', manager: 'pnpm@10', peers: newestOf4 },
  { node: '22.12.0', manager: 'npm', peers: leastOf5 },
  { node: '22', manager: 'pnpm@12', peers: { ...newestOf4, vite: '7' } },
  { node: '24', manager: 'npm', peers: newest },
  { node: '24', manager: 'pnpm@12', peers: least },
  { node: '26', manager: 'npm', peers: newestOf4 },
  { node: '26', manager: 'pnpm@12', peers: { ...newest, 'playwright-core': '1' } },
];

/** A combination as one line: "Node 24, pnpm@12, fast-check 4, …". */
export function nameOf({ node, manager, peers }: Combination): string {
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  return [`Node ${node}`, manager, ...versions].join(', ');
}
