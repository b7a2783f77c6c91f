import { at } from '../../at.ts';
import { decodeNumber } from '../../wire/json-number.ts';
import { type Shown, type Span, tintOf } from './shown.ts';

/** More cells than that are no picture. */
const mostCells = 4000;

/** A large matrix in small: a tint an entry, a cross on those that are wrong, a frame around what has numerals. */
export function Whole({ matrix, name, scale, wrong = [], part }: Shown & { readonly part: Span }) {
  const [rows, columns] = [matrix.length, at(matrix, 0).length];
  if (rows * columns > mostCells || Math.max(rows, columns) > 400) return null;
  const side = Math.max(2, Math.min(7, Math.floor(220 / Math.max(rows, columns))));
  const cell = (i: number, j: number): string =>
    `M${j * side} ${i * side}h${side}v${side}h-${side}z`;
  const tints = new Map<string, string>();
  matrix.forEach((row, i) => {
    row.forEach((entry, j) => {
      const tint = tintOf(decodeNumber(name, entry), scale);
      if (tint !== '') tints.set(tint, (tints.get(tint) ?? '') + cell(i, j));
    });
  });
  const [width, height] = [columns * side, rows * side];
  const cross = ([i, j]: readonly [number, number]): string =>
    `M${j * side} ${i * side}l${side} ${side}m-${side} 0l${side}-${side}`;
  const label = `all of ${name}, ${rows}×${columns}`;
  return (
    <svg
      class="whole"
      role="img"
      aria-label={wrong.length === 0 ? label : `${label}: ${wrong.length} entries are wrong`}
      viewBox={`-1 -1 ${width + 2} ${height + 2}`}
      width={width + 2}
      height={height + 2}
    >
      <rect class="paper" width={width} height={height} />
      {[...tints].map(([tint, path]) => (
        <path class={tint} d={path} key={tint} />
      ))}
      <path class="cross" d={wrong.map(cross).join('')} />
      <rect
        class="frame"
        x={part.columns[0] * side}
        y={part.rows[0] * side}
        width={(part.columns[1] - part.columns[0]) * side}
        height={(part.rows[1] - part.rows[0]) * side}
      />
    </svg>
  );
}
