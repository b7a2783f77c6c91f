import { type Draw, pick } from '../problem/draw/draw.ts';

type Place = readonly [row: number, column: number];

const tiles = [8, 16, 32, 64, 128, 256] as const;

/** So many entries of a matrix: corners, both sides of tiles' borders, and any others. */
export function chosenPlaces(
  [rows, cols]: readonly [number, number],
  count: number,
  draw: Draw,
): Place[] {
  const [across, down] = [bordersOf(rows, draw), bordersOf(cols, draw)];
  const corners = [0, rows - 1].flatMap((i) => [0, cols - 1].map((j): Place => [i, j]));
  const any = (extent: number): number => draw.integer(0, extent - 1);
  const others = Array.from({ length: Math.max(0, count - corners.length) }, (_, which): Place => {
    const i = which % 4 < 2 ? pick(draw, across) : any(rows);
    return [i, which % 2 === 0 ? pick(draw, down) : any(cols)];
  });
  return [...corners, ...others];
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
