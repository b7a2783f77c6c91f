/** Mistakes about what the codes of an operand are of: its bits are read as those of another format. */
import type { Matrix } from '../../matrix/matrix.ts';
import { formats, type NumberFormat } from '../../number/formats.ts';
import { exponentOf } from '../../number/round.ts';
import { exactGuessOf } from '../guess.ts';
import { formulaOf } from '../seen.ts';
import type { Mistake } from './mistake.ts';

const names = ['X', 'W', 'dY'] as const;

/** Formats of eight bits, and those of sixteen. */
const families: readonly (readonly NumberFormat[])[] = [
  [formats.float8_e4m3fn, formats.float8_e5m2, formats.float8_e4m3fnuz, formats.float8_e5m2fnuz],
  [formats.float16, formats.bfloat16],
];

/** Every mistake of taking one format for another of the same width. */
export const ofCodes: readonly Mistake[] = names.flatMap((name) =>
  families.flatMap((family) =>
    family.map(
      (taken): Mistake => ({
        cause: 'values',
        rank: 1,
        sentence: () => `the bits of ${name} are taken for those of ${taken.name}`,
        guesses: ({ problem, operands, ...asked }) => {
          const own = family.find((format) => format.name === operands?.[name].name);
          if (own === undefined || own === taken) return [];
          const operand: Matrix = problem[name];
          const other = operand.map((entry) => numberOf(bitsOf(entry, own), taken));
          return [exactGuessOf(formulaOf({ ...asked, problem: { ...problem, [name]: other } }))];
        },
      }),
    ),
  ),
);

/** The bits of a number of the format but for its sign, as a whole number with that sign. */
function bitsOf(value: number, { precision, minExponent, smallest }: NumberFormat): number {
  if (value === 0) return 0;
  const exponent = exponentOf(value);
  if (exponent < minExponent) return value / smallest;
  const leading = 2 ** (precision - 1);
  const field = exponent - minExponent + 1;
  return Math.sign(value) * ((field - 1) * leading + (Math.abs(value) / 2 ** exponent) * leading);
}

function numberOf(bits: number, { precision, minExponent, smallest }: NumberFormat): number {
  const leading = 2 ** (precision - 1);
  const [size, sign] = [Math.abs(bits), Math.sign(bits)];
  const field = Math.floor(size / leading);
  if (field === 0) return bits * smallest;
  return sign * (1 + (size % leading) / leading) * 2 ** (field - 1 + minExponent);
}
