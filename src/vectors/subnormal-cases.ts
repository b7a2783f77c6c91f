/** Cases with numbers below the normal range, which some processors take for 0. */
import { smallestNormal } from '../number/formats.ts';
import { operandNames, tensorFormats } from '../number/tensor-formats.ts';
import type { JsonTensor } from '../wire/json-tensor.ts';
import type { Said } from '../wire/said-in.ts';
import type { Case } from './vector-file.ts';

/** Whether an operand has subnormal numbers of its format: who takes them for 0 is not asked. */
export function hasSubnormals(asked: Case, said: Said): boolean {
  return operandNames.some((name) => asked[name].data.some(isSubnormalIn(said, name)));
}

/** The case with 0 in the place of the subnormal numbers of its operands. */
export function withoutSubnormals(asked: Case, said: Said): Case {
  const [X, W, dY] = operandNames.map((name): JsonTensor => {
    const isSmall = isSubnormalIn(said, name);
    const data = asked[name].data.map((entry) => (isSmall(entry) ? 0 : entry));
    return { ...asked[name], data };
  });
  return { ...asked, ...(X && W && dY && { X, W, dY }) };
}

function isSubnormalIn(said: Said, name: (typeof operandNames)[number]) {
  const normal = smallestNormal(tensorFormats(said)[name]);
  return (entry: number | string): boolean => entry !== 0 && Math.abs(Number(entry)) < normal;
}
