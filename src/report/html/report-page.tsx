/** The report of a run as a page for people. */
import { bearingOf, isBailed } from '../../verdict/bearing-of.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import type { ReplayCommand } from '../../verdict/see-again.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { oneLine } from '../../wire/printable.ts';
import { Banner } from './banner.tsx';
import { Covered } from './covered.tsx';
import { Failures } from './failures.tsx';
import { HowJudged } from './how-judged.tsx';
import { page } from './page.tsx';
import { printed } from './printed.ts';
import { PropertyTable } from './property-table.tsx';

/**
 * The verdict as one file of HTML: what it is, how it was come by, each property, each failure. No
 * clock and no path, so equal verdicts give equal bytes in one environment, which is named.
 */
export function reportPage(
  verdict: Verdict,
  replayCommand: ReplayCommand,
  environment?: string,
): string {
  const told = printed(verdict);
  const failures = told.properties.filter(isTold);
  const command: ReplayCommand = (token) => oneLine(replayCommand(token));
  return page({
    title: `${told.run.subject}: ${told.conclusion}`,
    writtenBy: `gradgate ${told.gradgate}`,
    children: (
      <>
        <Banner verdict={told} failures={failures} replayCommand={command} />
        <HowJudged verdict={told} {...(environment !== undefined && { environment })} />
        <PropertyTable properties={told.properties} />
        {failures.length > 0 && <Failures failures={failures} replayCommand={command} />}
        <Covered verdict={told} />
      </>
    ),
  });
}

/** Whether there is something to see: also what is known to fail. */
function isTold(verdict: PropertyVerdict): boolean {
  const bearing = bearingOf(verdict);
  if (isBailed(verdict)) return false;
  return verdict.outcome === 'known to fail' || (bearing !== 'judged' && bearing !== 'unjudged');
}
