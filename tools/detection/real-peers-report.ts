import { table } from '../lib/table.ts';
import type { Comparison, RealPeers } from './real-peers.ts';

/** reports/real-peers.md: how often PyTorch's own gradcheck and its re-statement say the same. */
export function realPeersReport({ torch, comparisons, disagreements, leftOut }: RealPeers): string {
  const rows = (['slow', 'fast'] as const).map((mode) => {
    const asked = comparisons.filter((each) => each.mode === mode);
    const accepted = asked.filter(({ real }) => real === 'accepts').length;
    const same = asked.filter(({ real, ours }) => real === ours).length;
    return [mode, `${asked.length}`, `${accepted}`, `${asked.length - accepted}`, `${same}`];
  });
  const subjects = new Set(comparisons.map(({ subject }) => subject)).size;
  return `# The real gradcheck

PyTorch ${torch}, \`torch.autograd.gradcheck\` with its defaults, against the re-statement in \`bank/peers/gradcheck.ts\`, on the same X and W:
${subjects} faults of the bank that show on plain dense float64 problems. Written by \`npm run detection -- --real-peers\`, which needs the Debian
package python3-torch.

${table(['mode', ' problems', ' it accepts', ' it rejects', ' ours says the same'], rows)}

${disagreements.length === 0 ? 'They never disagree.' : told(disagreements)}

${leftOut.length} faults are left out, as they need views, batches, options, a history or another number format.
`;
}

function told(disagreements: readonly Comparison[]): string {
  const rows = disagreements.map(({ subject, shape, seed, mode, real, ours, why }) => [
    subject,
    shape,
    `${seed}`,
    mode,
    real,
    ours,
    why,
  ]);
  const header = ['fault', 'shape', ' seed', 'mode', 'the real one', 'ours', 'why'];
  return `They disagree here:\n\n${table(header, rows)}`;
}
