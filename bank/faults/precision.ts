/** Precision and range of operands and of what lies between, from public reports. */

import { reference, toAnswer, toMatrix } from '../../src/contract/reference.ts';
import type { Answer, Operands } from '../../src/contract/subject.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import { formats } from '../../src/number/formats.ts';
import { exponentOf } from '../../src/number/round.ts';
import { rightParts } from '../engine/parts.ts';
import { type Fault, right, wrongBackward, wrongProduct, wrongUpstream } from './fault.ts';

/** The smallest float64 with a full significand. */
const smallestNormal = 2 ** -1022;

/** `value` cut down to the 11 significant bits of TF32. */
function toTf32(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const unit = 2 ** (exponentOf(value) - 10);
  return Math.trunc(value / unit) * unit;
}

export const precision: readonly Fault[] = [
  wrongUpstream(
    {
      name: 'subnormal-flush-bwd-only',
      story: 'the backward products, and they alone, take subnormal numbers for 0',
      trigger: 'dY has subnormal entries',
      caughtBy: 'equation-1',
      thread: 'https://github.com/pytorch/pytorch/issues/182952',
    },
    (value) => (Math.abs(value) < smallestNormal ? 0 : value),
  ),
  wrongProduct(
    {
      name: 'tf32-inputs',
      story: 'operands are cut down to the significand of TF32 before they are multiplied',
      trigger: 'entries of more than 11 significant bits',
      caughtBy: 'equation-1',
      thread: 'https://github.com/CanReader/FastNN/issues/10',
    },
    (a, b) => multiply(a.map(toTf32), b.map(toTf32)),
  ),
  wrongProduct(
    {
      name: 'residues-of-truncated-operands',
      story: 'operands are cut to integers before they are multiplied by their residues',
      trigger: 'entries that are no integers',
      caughtBy: 'equation-1',
      thread: 'https://github.com/tsotchke/eshkol/pull/307',
    },
    (a, b) => multiply(a.map(Math.trunc), b.map(Math.trunc)),
  ),
  lateScale(),
];

function lateScale(): Fault {
  const forward = ({ X, W }: Operands): Answer => {
    const scale = Math.max(...W.data.map(Math.abs)) / 127 || 1;
    const large = multiply(
      toMatrix(X),
      toMatrix(W).map((weight) => weight / scale),
    );
    return toAnswer(large.map((v) => (Math.abs(v) > formats.float16.largest ? v / 0 : v * scale)));
  };
  return {
    ...wrongBackward(
      {
        name: 'late-scale-overflow',
        story:
          'Y is computed from weights of up to 127 and scaled afterwards, when it has overflowed',
        trigger: 'X·W is within float16 but 127 times as much is not',
        caughtBy: 'history-independence',
        thread: 'https://github.com/bitsandbytes-foundation/bitsandbytes/issues/165',
      },
      right,
    ),
    numberFormat: 'float16',
    forward,
    record: (operands) => {
      const [X, W] = [rightParts.save(operands.X), rightParts.save(operands.W)];
      return { Y: forward(operands), backward: (dY) => reference.backward({ X, W, dY }) };
    },
  };
}
