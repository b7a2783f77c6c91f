import { cheats } from '../../bank/cheats/index.ts';
import { classes, classOf } from '../../bank/faults/index.ts';
import { properties } from '../../properties/index.ts';
import { median } from '../lib/median.ts';
import { table } from '../lib/table.ts';
import type { Detection, FaultRecord, Rate, RightRecord } from './detection.ts';
import { heatMap, soloists } from './heat-map.ts';
import { checkers } from './hunt-fault.ts';

/** reports/detection.md, from what was found out. */
export function detectionReport(detection: Detection): string {
  const { faults, right, seed } = detection;
  const parts = [
    preface(detection),
    '## By class',
    byClass(faults),
    '## What others catch',
    others,
    peerTable(faults, right),
    '## Which property earns its keep',
    keep(seed),
    heatMap(faults),
    soloists(faults),
    '## Subjects that know that they are judged',
    knowing,
    table(
      ['subject', 'what it does', 'what catches it', ' exit code'],
      cheats.map(({ name, story, caughtBy, code }) => [name, story, caughtBy, `${code}`]),
    ),
    '## Right but unusual subjects',
    asked,
    rightTable(right),
    '## Every fault',
    everyFault(seed),
    faultTable(faults),
  ];
  return `${parts.join('\n\n')}\n`;
}

function preface({ faults, right, seed }: Detection): string {
  const rate = (profile: 'smoke' | 'ci' | 'deep'): string => {
    const rates = faults.map(({ rates: { [profile]: one } }) => one);
    const { seeds = 0 } = rates[0] ?? {};
    const full = rates.filter(({ hits }) => hits === seeds).length;
    return `| ${profile} | ${full} of ${faults.length} | ${share(rates)} | ${seeds} |`;
  };
  const asked = right.reduce((total, { problems }) => total + problems, 0);
  const least = Math.min(...right.map(({ problems }) => problems));
  const accused = right.reduce((total, { accusations }) => total + accusations, 0);
  const until = median(faults.flatMap(({ first }) => first?.problems ?? []));
  return `# Detection

${faults.length} wrong subjects, of which the gate should pass none, and ${right.length} right ones, of which it should accuse none. Written by
\`npm run detection\`, seed ${seed}, which determines all that is said of the faults; the right subjects are asked by \`-- --right N\`, from seed 2 on. Times are in \`detection-times.json\`, which is not kept.

| profile | faults caught by every seed | runs that catch | seeds |
| --- | --- | ---: | ---: |
${(['smoke', 'ci', 'deep'] as const).map(rate).join('\n')}

Median problems of a ci run until a fault is caught: ${until}. Right subjects: ${accused} accusations in ${count(asked)} problems, at least ${count(least)} of each.`;
}

function byClass(faults: readonly FaultRecord[]): string {
  const rows = Object.entries(classes).flatMap(([name, [words]]) => {
    const own = faults.filter((fault) => classOf(fault.name) === name);
    const rates = own.map((fault) => fault.rates.ci);
    const until = median(own.flatMap(({ first }) => first?.problems ?? []));
    return own.length === 0
      ? []
      : [
          [
            name,
            words,
            `${own.length}`,
            share(rates),
            `${until}`,
            ...checkers.map(({ name: peer }) => share(own.map((fault) => fault.peers[peer]))),
          ],
        ];
  });
  const header = ['class', 'what is wrong', ' faults', ' gradgate ci', ' median problems'];
  return table([...header, ...checkers.map(({ name }) => ` ${name}`)], rows);
}

const knowing = `The known ways to look right without being so (\`bank/cheats\`). Each is judged by the command in a test, at profile ci.
A subject that answers with the gradients of another library is right: its answers are all that is judged.`;

const others = `Each peer is run as its users run it, with its defaults, on normal random data; it never sees views, batches, options or
histories, for it has no way to ask for them. *Rejects wrong*: of the faults, over all seeds. *Rejects right*: of the right
subjects; that is how often it accuses.`;

function peerTable(faults: readonly FaultRecord[], right: readonly RightRecord[]): string {
  const rows = checkers.map(({ name }) => [
    name,
    share(faults.map(({ peers }) => peers[name])),
    share(right.map(({ peers }) => peers[name])),
  ]);
  const own = share(faults.map(({ rates }) => rates.ci));
  const accused = right.filter(({ accusations }) => accusations > 0).length;
  const ours = [
    'gradgate, profile ci',
    own,
    right.length === 0 ? '–' : `${accused} of ${right.length}`,
  ];
  return table(['checker', ' rejects wrong', ' rejects right'], [ours, ...rows]);
}

function keep(seed: number): string {
  return `How many faults of a class each property catches when it is judged alone (profile ci, seed ${seed}); a dot where none.`;
}

const asked = `Of five problems, one is of the sizes of profile smoke (extents to 17), four are small (extents to 6).`;

function rightTable(right: readonly RightRecord[]): string {
  const rows = right.map(({ name, problems, accusations, peers }) => {
    const accusing = Object.entries(peers).flatMap(([peer, { hits }]) => (hits > 0 ? peer : []));
    const perMillion = ((1e6 * accusations) / problems).toFixed(2).replace(/\.00$/, '');
    return [name, count(problems), perMillion, accusing.join(', ') || 'none'];
  });
  const header = ['subject', ' problems', ' accusations per million', 'peers that accuse it'];
  return table(header, rows);
}

function everyFault(seed: number): string {
  return `*First*: the property that catches it first in a ci run with seed ${seed}, in the order of the catalogue, and the problems of that run
until then. *By*: how many of the ${properties.length} properties catch it alone. *Peers*: those that reject it, with every seed or (so) with some.`;
}

function faultTable(faults: readonly FaultRecord[]): string {
  const rows = faults.map(({ name, first, by, rates, peers }) => [
    name,
    classOf(name),
    `${rates.ci.hits}/${rates.ci.seeds}`,
    first?.property ?? '–',
    first === undefined ? '–' : `${first.problems}`,
    `${Object.keys(by).length}`,
    rejecting(peers),
  ]);
  const header = ['fault', 'class', ' ci', 'first', ' problems', ' by', 'peers'];
  return table(header, rows);
}

function rejecting(peers: Readonly<Record<string, Rate>>): string {
  const names = Object.entries(peers).flatMap(([name, { hits, seeds }]) => {
    if (hits === 0) return [];
    return hits === seeds ? name : `(${name})`;
  });
  return names.join(', ') || 'none';
}

/** All hits of all seeds: "97.4 %". */
function share(rates: readonly (Rate | undefined)[]): string {
  const known = rates.filter((rate) => rate !== undefined);
  const hits = known.reduce((total, rate) => total + rate.hits, 0);
  const seeds = known.reduce((total, rate) => total + rate.seeds, 0);
  if (seeds === 0) return '–';
  // Rounded down: 100 % are all of them.
  return `${Math.floor((1000 * hits) / seeds) / 10} %`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
