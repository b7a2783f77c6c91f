/** How often each class of m, n and k came: a grid of m × n for each class of k. */
import { at } from '../../at.ts';
import { type Counts, extentClasses } from '../../verdict/drawn-counts.ts';

/** The grids side by side, with numbers; classes of k that never came are left out, and are gaps. */
export function ExtentGrid({ extents }: { readonly extents: Counts }) {
  const most = Math.max(1, ...Object.values(extents));
  const came = classes.filter((k) => total(extents, (key) => key.endsWith(String(k))) > 0);
  return (
    <div class="grids">
      {came.map((k) => (
        <table class="heat" key={k}>
          <caption>{`k: ${at(extentClasses, k)}`}</caption>
          <thead>
            <tr>
              <td class="corner">m \ n</td>
              {classes.map((n) => (
                <th scope="col" key={n}>
                  {short[n]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {classes.map((m) => (
              <tr key={m}>
                <th scope="row">{short[m]}</th>
                {classes.map((n) => (
                  <Count count={extents[`${m}${n}${k}`] ?? 0} most={most} key={n} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

const classes = extentClasses.map((_, place) => place);

const short = ['0', '1', '2–8', '9–32', '33+'];

function Count({ count, most }: { readonly count: number; readonly most: number }) {
  if (count === 0) return <td class="none">·</td>;
  // Logarithmic: the classes differ by factors.
  const tint = Math.max(1, Math.ceil((4 * Math.log1p(count)) / Math.log1p(most)));
  return <td class={`p${tint}`}>{count}</td>;
}

function total(extents: Counts, has: (key: string) => boolean): number {
  return Object.entries(extents).reduce((sum, [key, count]) => (has(key) ? sum + count : sum), 0);
}

/** Classes of a single axis that never came: "m of 33 and more". An extent of 0 is due where it is claimed. */
export function axisGaps(extents: Counts, isEmptyDue: boolean): string[] {
  return ['m', 'n', 'k'].flatMap((axis, place) =>
    classes
      .filter((each) => each > 0 || isEmptyDue)
      .filter((each) => total(extents, (key) => key[place] === String(each)) === 0)
      .map((each) => `${axis} of ${at(extentClasses, each)}`),
  );
}
