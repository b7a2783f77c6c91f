/** A problem and its wrong answer side by side, as heat maps, with the sum behind the entry that is told. */
import type { ComponentChildren } from 'preact';
import { at } from '../../at.ts';
import type { JsonProblem, WrongEntries } from '../../verdict/counterexample.ts';
import type { JsonMatrix } from '../../verdict/encode-matrix.ts';
import { printProblem } from '../../verdict/explain.ts';
import { decodeNumber, encodeNumber } from '../../wire/json-number.ts';
import { HeatMap } from './heat-map.tsx';
import { numberText } from './number-text.ts';
import type { Place } from './shown.ts';
import { SumLine } from './sum-line.tsx';
import { type Line, writtenSum } from './written-sum.ts';

/** The operands; where entries are wrong, also expected, actual and how far apart they are. */
export function Picture({ problem, wrong }: { problem: JsonProblem; wrong?: WrongEntries }) {
  const { X, W, dY } = problem;
  const sum = wrong && writtenSum(problem, wrong);
  const operands = Object.entries({ X, W, dY }).flatMap(([name, matrix]) =>
    matrix === undefined ? [] : [{ name, matrix }],
  );
  const words = wordsFor(problem);
  return (
    <>
      <MatrixRow>
        {operands.map(({ name, matrix }) => {
          const line = Object.entries(sum?.lit ?? {}).find(([factor]) => factor === name)?.[1];
          const lit = line && { lit: line, focus: focusOn(line, sum?.told ?? 0) };
          return <HeatMap {...{ name, matrix, scale: scaleOf(matrix) }} {...lit} key={name} />;
        })}
      </MatrixRow>
      {words !== '' && <pre class="asked">{words}</pre>}
      {wrong !== undefined && <Sides wrong={wrong} />}
      {sum !== undefined && <SumLine sum={sum} />}
    </>
  );
}

/** Matrices in a row, which breaks where there is no room. */
function MatrixRow({ children }: { readonly children: ComponentChildren }) {
  return <div class="matrices">{children}</div>;
}

/** Where a line is at the term that is told. */
function focusOn(line: Line, told: number): Place {
  return 'row' in line ? [line.row, told] : [told, line.column];
}

/** What is said of a problem beside its matrices: views, options, scales. */
function wordsFor({ X, W, dY, ...rest }: JsonProblem): string {
  return printProblem(rest);
}

/** The largest magnitude that is a finite number. */
function scaleOf(...matrices: readonly JsonMatrix[]): number {
  const sizes = matrices.flat(2).map((entry) => Math.abs(decodeNumber('', entry)));
  return Math.max(0, ...sizes.filter(Number.isFinite));
}

/** Expected, actual and difference; the last in units of the bound, where there is one. */
function Sides({ wrong }: { readonly wrong: WrongEntries }) {
  const { sides, where, entry } = wrong;
  const { from = [0, 0], of } = sides;
  const chosen: Place = [entry[0] - from[0], entry[1] - from[1]];
  const scale = scaleOf(sides.expected);
  const place = { chosen, from };
  const isRounded = sides.allowed !== undefined;
  return (
    <>
      <MatrixRow>
        <HeatMap name={`${where}, expected`} matrix={sides.expected} scale={scale} {...place} />
        <HeatMap name="actual" matrix={sides.actual} scale={scale} {...place} wrong={sides.wrong} />
        <HeatMap
          name={isRounded ? 'difference, in bounds' : 'difference'}
          matrix={differenceOf(wrong)}
          scale={isRounded ? 4 : scale}
          text={isRounded ? boundsText : numberText}
          {...place}
          wrong={sides.wrong}
        />
      </MatrixRow>
      <p class="quiet">
        {boundText(wrong)}
        {of === undefined
          ? ''
          : ` The part shown begins at (${from.join(', ')}) of ${of.join('×')}.`}
      </p>
    </>
  );
}

/** A multiple of a bound: how large it is does not matter any more, once it is beyond a million. */
function boundsText(value: number): string {
  if (!(Math.abs(value) > 1e6)) return numberText(value);
  return value > 0 ? '> 10⁶' : '< −10⁶';
}

/** Of each entry, actual − expected: as a multiple of what is allowed there, where that is not 0. */
function differenceOf({ sides: { actual, expected, allowed } }: WrongEntries): JsonMatrix {
  return actual.map((row, i) =>
    row.map((entry, j) => {
      const [is, right] = [entry, at(at(expected, i), j)].map((each) => decodeNumber('', each));
      const apart = is === right || is === undefined || right === undefined ? 0 : is - right;
      if (allowed === undefined || apart === 0) return encodeNumber(apart);
      return encodeNumber(apart / decodeNumber('', at(at(allowed, i), j)));
    }),
  );
}

function boundText({ sides, expected, excess }: WrongEntries): string {
  const count = sides.wrong.length;
  const entries = count === 1 ? '1 entry is wrong' : `${count} entries are wrong`;
  if (sides.allowed === undefined) {
    return `${entries}. No sum of this problem can be rounded: every entry must be exact.`;
  }
  const [rad, beyond] = [expected.rad, excess].map(numberText);
  return `${entries}. The entry told may be off by ${rad}, and is ${beyond} beyond that.`;
}
