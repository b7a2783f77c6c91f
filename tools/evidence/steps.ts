/** A command of this repository that writes something which follows from the code. */
export interface Step {
  /** The name of its script, and what is passed on to it. */
  readonly script: string;
  readonly options?: readonly string[];
  readonly writes: string;
  /** What makes it write nothing, and fail where a file is stale. Left out: it cannot be checked. */
  readonly check?: readonly string[];
  /** It takes minutes: `--quick` leaves it out. */
  readonly slow?: true;
}

/** In this order: what a step reads, an earlier one has written. */
export const steps: readonly Step[] = [
  { script: 'templates', writes: 'templates', check: ['--check'] },
  { script: 'vectors', writes: 'vectors', check: ['--check'], slow: true },
  {
    script: 'vectors',
    options: ['--measure'],
    writes: 'reports/vectors.md',
    check: ['--measure', '--check'],
  },
  {
    script: 'detection',
    writes: 'reports/detection.md, .json and shrinking.md',
    check: ['--check'],
  },
  { script: 'subjects', options: ['--report'], writes: 'reports/subjects.md', check: ['--check'] },
  { script: 'derive', writes: 'schemas, and tables in documents', check: ['--check'] },
];

/** What no step writes, and why. */
export const leftOut = [
  'reports/compat.md: it takes ten minutes and a registry (npm run compat -- --write)',
  'reports/diagnosis.md: it takes minutes (npm run diagnosis)',
  'reports/bench.md and protocol.md: they are times (npm run bench -- --write)',
  'reports/generator.md: it takes minutes (npm run bench -- --generator --write)',
  'reports/real-peers.md and hypothesis.md: they need PyTorch and Hypothesis (npm run detection)',
  'reports/subjects.json: it needs the toolchains of the subjects (npm run subjects)',
] as const;

/** A step as one types it. */
export function commandOf(script: string, options: readonly string[] = []): string {
  return ['npm run', script, ...(options.length === 0 ? [] : ['--', ...options])].join(' ');
}
