/**
 * `npm run large` hunts the faults that begin at a size, at profile `large` by seeds 1 to 10, and asks right
 * subjects at these sizes. It writes reports/large.md. `-- --seeds N` takes others; `-- --only NAME` hunts one
 * fault, and writes nothing.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { atSize, type FaultAtSize, splitProduct } from '../../bank/faults/at-size.ts';
import complete from '../../bank/unusual/complete.ts';
import { propertyNamed } from '../../properties/index.ts';
import { Border } from '../../src/call/border.ts';
import { reference, toAnswer, toMatrix } from '../../src/contract/reference.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { judgeLarge } from '../../src/gate/judge/judge-large.ts';
import { planOf } from '../../src/gate/run/plan-of.ts';
import type { ProductName } from '../../src/problem/large/large-problem.ts';
import { table } from '../lib/table.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string' }, only: { type: 'string' } } });
const seeds = Array.from({ length: Number(values.seeds ?? 10) }, (_, i) => i + 1);

const products = { 'equation-1': 'dX', 'equation-2': 'dW', 'forward-product': 'Y' } as const;

async function judged(subject: Subject, id: string, seed: number) {
  // SAFETY: only these properties state a product.
  const product: ProductName = products[id as keyof typeof products];
  const property = { ...propertyNamed(id), product };
  const shrinking = { calls: 400, milliseconds: Number.POSITIVE_INFINITY }; // whatever else runs here
  const plan = { ...planOf({ profile: 'large', seed }), shrinking };
  return judgeLarge(property, new Border(subject), plan);
}

/** "131×1·1×2", of a batch "65537 of 1×1·1×1". */
function sizeOf({
  from: { m, n, k },
  members,
}: Pick<FaultAtSize, 'from'> & { readonly members?: number | undefined }): string {
  return `${members === undefined ? '' : `${members} of `}${m}×${n}·${n}×${k}`;
}

/** What the seeds make of a fault. */
async function hunted(fault: FaultAtSize): Promise<string[]> {
  let [caught, exactly, calls] = [0, 0, 0];
  for (const seed of seeds) {
    const { failures, shrinking } = await judged(fault, fault.caughtBy, seed);
    const last = failures.at(-1);
    const found = last && sizeOf({ from: last.problem.shape, members: last.problem.members });
    caught += Math.min(1, failures.length);
    exactly += found === sizeOf(fault) ? 1 : 0;
    calls = Math.max(calls, shrinking?.calls ?? 0);
    console.error(`${fault.name}, seed ${seed}: ${found ?? 'not caught'}`);
  }
  const smallest = sizeOf(fault);
  return [
    fault.name,
    fault.story,
    `${caught} of ${seeds.length}`,
    smallest,
    `${exactly}`,
    `${calls}`,
  ];
}

/** Sums of parts, as kernels split them. */
const split: Subject = {
  ...{ name: 'sums split into parts of 256 terms', numberFormat: 'float64' },
  backward: ({ X, W, dY }) => ({
    dX: toAnswer(splitProduct(toMatrix(dY), toMatrix(W).T)),
    dW: toAnswer(splitProduct(toMatrix(X).T, toMatrix(dY))),
  }),
  forward: ({ X, W }) => toAnswer(splitProduct(toMatrix(X), toMatrix(W))),
};

async function asked(subject: Subject): Promise<string[]> {
  let [problems, accused] = [0, 0];
  for (const id of Object.keys(products)) {
    const { runs, failures } = await judged(subject, id, 1);
    problems += runs;
    accused += Math.min(1, failures.length);
  }
  return [subject.name, `${problems}`, `${accused}`];
}

const chosen = atSize.filter(({ name }) => values.only === undefined || name === values.only);
const rows: string[][] = [];
for (const fault of chosen) rows.push(await hunted(fault));
const faults = table(
  ['fault', 'what is wrong', 'caught', 'smallest problem', 'shrunk to it', 'calls at most'],
  rows,
);
if (values.only === undefined) {
  const right = table(
    ['right subject', 'problems', 'accused'],
    [await asked(reference), await asked(split), await asked(complete)],
  );
  const text = `# Large problems\n\nWritten by \`npm run large\`, seeds 1 to ${seeds.length}, profile \`large\`.\n\n${faults}\n\n${right}\n`;
  await writeFile('reports/large.md', text);
} else console.log(faults);
