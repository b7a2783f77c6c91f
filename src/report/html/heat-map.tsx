/** A matrix to be seen: numerals where they can be read, and tints that say nothing alone. */
import { at } from '../../at.ts';
import { decodeNumber } from '../../wire/json-number.ts';
import { numberText } from './number-text.ts';
import { isAt, type Place, type Shown, type Span, tintOf } from './shown.ts';
import { Whole } from './whole.tsx';

/** So many rows and columns have numerals. */
const most = 8;

/** The matrix: up to 8×8 with numerals; of a larger one the part around what is told, and all of it in small. */
export function HeatMap(shown: Shown) {
  const { matrix, name, chosen, lit, from = [0, 0] } = shown;
  const [rows, columns] = [matrix.length, matrix[0]?.length ?? 0];
  if (rows === 0 || columns === 0)
    return <p class="empty">{`${name} ${rows}×${columns}, empty`}</p>;
  const focus = chosen ?? shown.focus ?? [lit?.row ?? 0, lit?.column ?? 0];
  const part = {
    rows: within(focus[0], rows),
    columns: within(focus[1], columns),
  };
  const isPart = rows > most || columns > most;
  return (
    // A wide one scrolls, and must be reached by keys.
    <figure class="matrix" tabIndex={columns > 4 ? 0 : undefined}>
      <figcaption>
        <b>{name}</b>
        <span>{` ${rows}×${columns}`}</span>
        {isPart && <span class="quiet">{`, ${spanText(part)}`}</span>}
      </figcaption>
      <Numerals {...shown} part={part} from={from} />
      {isPart && <Whole {...{ ...shown, part }} />}
    </figure>
  );
}

function within(focus: number, extent: number): readonly [number, number] {
  const start = Math.max(0, Math.min(focus - most / 2, extent - most));
  return [start, Math.min(extent, start + most)];
}

function spanText({ rows, columns }: Span): string {
  return `rows ${rows[0]}–${rows[1] - 1}, columns ${columns[0]}–${columns[1] - 1}`;
}

function range([from, to]: readonly [number, number]): number[] {
  return Array.from({ length: to - from }, (_, place) => from + place);
}

function Numerals({ part, from, ...shown }: Shown & { part: Span; from: Place }) {
  const columns = range(part.columns);
  return (
    <table class="heat">
      <thead>
        <tr>
          <td />
          {columns.map((j) => (
            <th scope="col" class={shown.lit?.column === j ? 'lit' : undefined} key={j}>
              {from[1] + j}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {range(part.rows).map((i) => (
          <tr key={i}>
            <th scope="row" class={shown.lit?.row === i ? 'lit' : undefined}>
              {from[0] + i}
            </th>
            {columns.map((j) => (
              <Cell shown={shown} place={[i, j]} key={j} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ shown, place }: { readonly shown: Omit<Shown, 'from'>; readonly place: Place }) {
  const [i, j] = place;
  const { matrix, scale, wrong = [], chosen, lit, text = numberText } = shown;
  const json = at(at(matrix, i), j);
  const value = decodeNumber(shown.name, json);
  const isWrong = wrong.some((each) => isAt(each, place));
  const short = text(value);
  const classes = [
    tintOf(value, scale),
    ...(lit?.row === i || lit?.column === j ? ['lit'] : []),
    ...(isWrong ? ['bad'] : []),
    ...(chosen !== undefined && isAt(chosen, place) ? ['told'] : []),
  ].filter((name) => name !== '');
  return (
    <td
      class={classes.length === 0 ? undefined : classes.join(' ')}
      title={short.replace('−', '-') === String(json) ? undefined : String(json)}
    >
      {short}
      {isWrong && <span class="said"> wrong</span>}
    </td>
  );
}
