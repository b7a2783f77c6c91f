import { propertyNamed } from '../../properties/index.ts';
import { Border } from '../../src/call/border.ts';
import { reference } from '../../src/contract/reference.ts';
import type { Given, Subject } from '../../src/contract/subject.ts';
import { judge } from '../../src/gate/judge/judge.ts';
import { profiles } from '../../src/gate/run/profiles.ts';
import { sevens } from './wrong.ts';

const known = new Set<string>();

function textOf({ X, W, dY }: Given): string {
  return [X, W, dY].map(({ shape, data }) => `${shape}:${data}`).join('|');
}

const { forward: _, ...silent } = reference;
const listening: Subject = {
  ...silent,
  backward: (given) => {
    known.add(textOf(given));
    return reference.backward(given);
  },
};
const plan = { ...profiles.ci, seed: 1, unexplained: true } as const;
await judge(propertyNamed('equation-1'), new Border(listening), plan);

const subject: Subject = {
  name: 'recognises-seed-1',
  numberFormat: 'float64',
  backward: (given) => (known.has(textOf(given)) ? reference.backward(given) : sevens(given)),
};

/** Right on every question that equation-1 asks with the default seed, for it has asked them itself. */
export default subject;
