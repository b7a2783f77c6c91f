/** How far answers were off, as fractions of what is allowed. */
import { scaleBand, scaleSymlog } from 'd3-scale';
import { type Distances, extentClasses } from '../../verdict/drawn-counts.ts';

const [width, height, floor] = [220, 96, 78];

/** A histogram for each length of sums, the shortest first; a sentence, where all was exact. */
export function DistanceHistogram({ distances }: { readonly distances: Distances }) {
  const rows = [...extentClasses, 'other'].flatMap((length) => {
    const tenths = distances[length];
    return tenths === undefined ? [] : [{ length, tenths }];
  });
  if (rows.length === 0) return <p>Every answer had to be exact.</p>;
  return (
    <>
      <p class="legend">
        Entries that may be rounded, by the tenth of what they may be off by; heights are
        logarithmic. Beyond 1 an answer is wrong.
      </p>
      <div class="histograms">
        {rows.map(({ length, tenths }) => (
          <figure key={length}>
            <figcaption>{titleOf(length)}</figcaption>
            <Histogram tenths={tenths} title={titleOf(length)} />
          </figure>
        ))}
      </div>
    </>
  );
}

function titleOf(length: string): string {
  if (length === 'other') return 'sums of several products, or of other things';
  return length === '1' ? 'single products' : `sums of ${length} terms`;
}

function Histogram({ tenths, title }: { tenths: readonly number[]; title: string }) {
  const x = scaleBand(
    tenths.map(String).map((_, place) => place),
    [0, width],
  ).padding(0.15);
  const y = scaleSymlog([0, Math.max(1, ...tenths)], [floor, 6]);
  const bars = tenths.map((count, place) => ({ count, left: x(place) ?? 0, top: y(count) }));
  return (
    <svg
      class="histogram"
      role="img"
      aria-label={labelOf(title, tenths)}
      viewBox={`0 0 ${width} ${height}`}
    >
      {bars.map(({ count, left, top }) => (
        <rect
          class="part"
          x={round(left)}
          y={round(count === 0 ? floor : top)}
          width={round(x.bandwidth())}
          height={round(count === 0 ? 0 : floor - top)}
          key={left}
        />
      ))}
      <path class="base" d={`M0 ${floor}H${width}`} />
      <text y={height - 4}>0</text>
      <text x={width / 2} y={height - 4} text-anchor="middle">
        0.5
      </text>
      <text x={width} y={height - 4} text-anchor="end">
        1, the bound
      </text>
    </svg>
  );
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}

function labelOf(title: string, tenths: readonly number[]): string {
  const all = tenths.reduce((sum, count) => sum + count, 0);
  const last = tenths.findLastIndex((count) => count > 0);
  return `${title}: ${all} entries, the farthest at ${(last + 1) / 10} of its bound at most`;
}
