import { table } from '../lib/table.ts';
import type { Tried } from './try-combination.ts';

/** `reports/compat.md`: what the packed package was tried on, and what came of it. */
export function compatReport(tried: readonly Tried[]): string {
  const names = [...new Set(tried.flatMap(({ versions }) => Object.keys(versions)))];
  const rows = tried.map(({ versions, passed, failed }) => [
    ...names.map((name) => versions[name] ?? '–'),
    failed.length === 0 ? `all ${passed.length}` : `${failed.length} failed`,
  ]);
  const commands = [...new Set(tried.flatMap(({ passed }) => passed))].filter(
    (command) => !/ (install|add) /.test(` ${command}`),
  );
  return `# Compatibility

Written by \`npm run compat -- --write\`, on ${process.platform} ${process.arch}. The package is packed, and installed in an empty project for
each row: every Node that is promised, npm and pnpm, and both ends of each range of \`peerDependencies\`.

${table([...names, 'commands'], rows)}

After the installation, each project ran:

${commands.map((command) => `- \`${command}\``).join('\n')}

The first three are examples of README.md and docs/tests.md, word for word. For seed 1, \`verdict.json\` must have the bytes of this repository's own build,
on the reference and on a wrong subject: ${bytesLine(tried)}. \`POOL=threads\` judges in a worker,
\`POOL=forks\` in the main thread of a process; there, one word of a failure differs from the command's: whether it was asked again in a
\`fresh\` process.

${listed('Failed', tried, 'failed')}

${listed('Not run', tried, 'notRun')}
`;
}

function bytesLine(tried: readonly Tried[]): string {
  const bad = tried.filter(({ failed }) => failed.some((why) => why.includes('verdict.json')));
  return `so it is in ${tried.length - bad.length} of ${tried.length} rows`;
}

function listed(title: string, tried: readonly Tried[], key: 'failed' | 'notRun'): string {
  const lines = tried.flatMap((each) =>
    each[key].map((why) => `- Node ${each.versions['Node']}: ${why}`),
  );
  return `## ${title}\n\n${lines.length === 0 ? 'Nothing.' : lines.join('\n')}`;
}
