/** The whole way of shrinking in one picture: extents, and entries that are not 0, by step. */
import { scaleLinear, scaleLog } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { at } from '../../at.ts';
import type { Step } from '../../verdict/counterexample.ts';

const width = 640;
const height = 150;
const margin = { left: 34, right: 116, top: 10, bottom: 22 } as const;

/** Where a step stands from left to right, and a count from top to bottom: logarithmic, 0 below 1. */
export function pathOf(steps: readonly Step[]) {
  const most = Math.max(10, ...steps.map(({ nonZero }) => nonZero), ...steps.flatMap(extentsOf));
  const x = scaleLinear([0, Math.max(1, steps.length - 1)], [margin.left, width - margin.right]);
  const y = scaleLog([0.5, most], [height - margin.bottom, margin.top]);
  return {
    xAt: (place: number): number => round(x(place)),
    yAt: (count: number): number => round(y(Math.max(0.5, count))),
    ticks: [1, 10, 100, 1000, 10_000, 100_000].filter((count) => count <= most),
  };
}

function extentsOf({ shape: { m, n, k } }: Step): number[] {
  return [m, n, k];
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}

/** The picture; what it shows stands in words in the list below it. */
export function ShrinkPath({ steps }: { readonly steps: readonly Step[] }) {
  const { xAt, yAt, ticks } = pathOf(steps);
  const floor = yAt(0);
  const [first, last] = [at(steps, 0), at(steps, steps.length - 1)];
  const filled = area<Step>(
    (_, place) => xAt(place),
    floor,
    ({ nonZero }) => yAt(nonZero),
  );
  return (
    <svg
      class="path"
      role="img"
      aria-label={`From ${sizeText(first)} to ${sizeText(last)}`}
      viewBox={`0 0 ${width} ${height}`}
    >
      {ticks.map((count) => (
        <g class="tick" key={count}>
          <path d={`M${margin.left} ${yAt(count)}H${width - margin.right}`} />
          <text x={margin.left - 6} y={yAt(count) + 4} text-anchor="end">
            {count}
          </text>
        </g>
      ))}
      <path class="area" d={filled.curve(curveStepAfter)([...steps]) ?? ''} />
      {axes.map(({ name, of }) => {
        const drawn = line<Step>(
          (_, place) => xAt(place),
          (step) => yAt(of(step)),
        );
        return (
          <path
            class={`axis-${name}`}
            d={drawn.curve(curveStepAfter)([...steps]) ?? ''}
            key={name}
          />
        );
      })}
      {labels(last, yAt).map(({ text, y, name }) => (
        <g transform={`translate(${width - margin.right + 6} ${y})`} key={name}>
          {name === 'area' ? (
            <rect class="area" y={-9} width={14} height={9} />
          ) : (
            <path class={`axis-${name}`} d="M0 -4h14" />
          )}
          <text x={19}>{text}</text>
        </g>
      ))}
      <text class="axis" x={margin.left} y={height - 6}>
        first
      </text>
      <text class="axis" x={width - margin.right} y={height - 6} text-anchor="end">
        {`step ${steps.length - 1}, the smallest`}
      </text>
      <path class="cursor" d={`M0 ${margin.top}V${floor}`} transform={`translate(${xAt(0)})`} />
    </svg>
  );
}

const axes = [
  { name: 'm', of: ({ shape }: Step): number => shape.m },
  { name: 'n', of: ({ shape }: Step): number => shape.n },
  { name: 'k', of: ({ shape }: Step): number => shape.k },
] as const;

/** What the lines are, at their right ends, one below another where they would meet. */
function labels(last: Step, yAt: (count: number) => number) {
  const all = [
    { name: 'area', text: `${last.nonZero} not 0`, wanted: yAt(last.nonZero) + 4 },
    ...axes.map(({ name, of }) => ({
      name,
      text: `${name} = ${of(last)}`,
      wanted: yAt(of(last)) + 4,
    })),
  ].sort((a, b) => a.wanted - b.wanted);
  const step = 15;
  const lowest = height - 24;
  // From below: each at its own height, or as far above the one below it as a line of text is high.
  const placed: { name: string; text: string; y: number }[] = [];
  for (const { name, text, wanted } of all.toReversed()) {
    const under = placed.at(-1)?.y ?? lowest + step;
    placed.push({ name, text, y: Math.min(wanted, under - step) });
  }
  return placed;
}

function sizeText({ shape: { m, n, k }, nonZero }: Step): string {
  return `m = ${m}, n = ${n}, k = ${k} with ${nonZero} entries that are not 0`;
}
