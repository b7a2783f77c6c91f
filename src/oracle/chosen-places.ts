import { type Draw, pick } from '../problem/draw/draw.ts';

const tiles = [8, 16, 32, 64, 128, 256] as const;

/** So many entries of a matrix: corners, both sides of tiles' borders, and any others. */
export function chosenPlaces(
  [rows, cols]: readonly [number, number],
  count: number,
  draw: Draw,
): (readonly [number, number])[] {
  const [across, down] = [bordersOf(rows, draw), bordersOf(cols, draw)];
  const corners = [0, rows - 1].flatMap((i) => [0, cols - 1].map((j) => [i, j] as const));
  const any = (extent: number): number => draw.integer(0, extent - 1);
  const others = Array.from({ length: Math.max(0, count - corners.length) }, (_, which) => {
    if (which % 4 === 0) return [pick(draw, across), pick(draw, down)] as const;
    if (which % 4 === 1) return [pick(draw, across), any(cols)] as const;
    return which % 4 === 2 ? ([any(rows), pick(draw, down)] as const) : [any(rows), any(cols)];
  });
  return [...corners, ...others] as (readonly [number, number])[];
}

/** Both ends, and where tiles begin and end: the first, the last and one between. */
function bordersOf(extent: number, draw: Draw): number[] {
  const last = extent - 1;
  const all = tiles.flatMap((tile) => {
    const whole = Math.floor(last / tile);
    return [tile, whole * tile, draw.integer(0, whole) * tile].flatMap((from) => [from - 1, from]);
  });
  return [...new Set([0, last, ...all])].filter((place) => place >= 0 && place <= last);
}
