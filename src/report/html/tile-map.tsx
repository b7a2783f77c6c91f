import { at } from '../../at.ts';
import type { WrongMap } from '../../verdict/counterexample.ts';

/** Where a large result is wrong: a square for each tile, filled and crossed where entries are. */
export function TileMap({ map: { tile, lines } }: { readonly map: WrongMap }) {
  const [rows, columns] = [lines.length, at(lines, 0).length];
  const side = Math.max(4, Math.min(14, Math.floor(480 / Math.max(rows, columns))));
  const places = lines.flatMap((line, i) =>
    [...line].flatMap((letter, j) => (letter === '#' ? [[i, j] as const] : [])),
  );
  const square = ([i, j]: readonly [number, number]): string =>
    `M${j * side} ${i * side}h${side}v${side}h-${side}z`;
  const cross = ([i, j]: readonly [number, number]): string =>
    `M${j * side} ${i * side}l${side} ${side}m-${side} 0l${side}-${side}`;
  const words = `${places.length} of ${rows * columns} tiles of ${tile.join('×')} entries have wrong ones`;
  return (
    <figure class="tiles">
      <figcaption>
        <b>Where it is wrong</b> <span class="quiet">{words}</span>
      </figcaption>
      <svg
        class="whole"
        role="img"
        aria-label={words}
        viewBox={`-1 -1 ${columns * side + 2} ${rows * side + 2}`}
        width={columns * side + 2}
        height={rows * side + 2}
      >
        <rect class="paper" width={columns * side} height={rows * side} />
        <path class="hit" d={places.map(square).join('')} />
        <path class="cross" d={places.map(cross).join('')} />
      </svg>
    </figure>
  );
}
