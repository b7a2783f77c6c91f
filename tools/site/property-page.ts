import { existsSync, readFileSync } from 'node:fs';
import { type Fault, faults } from '../../bank/faults/index.ts';
import { claimList } from '../../claims/index.ts';
import type { Property } from '../../src/property/property.ts';
import { inline } from '../../src/report/markdown-text.ts';
import type { FaultRecord } from '../detection/detection.ts';
import { table } from '../lib/table.ts';

/** What a page of a property is made from, beside the property. */
export interface Known {
  /** By id, the formula as MathML, as `npm run derive` writes it. */
  readonly equations: Readonly<Record<string, string>>;
  /** What `npm run detection` measured. */
  readonly detected: readonly FaultRecord[];
}

/** A fault of the bank, and what was measured of it. */
interface Caught {
  readonly fault: Fault;
  readonly record: FaultRecord;
}

/** The page of a property: its law, whom it is asked of, and the real bugs that it catches. */
export function propertyPage(property: Property, { equations, detected }: Known): string {
  const { id, statement, cites } = property;
  const caught = caughtBy(id, detected);
  const [own, others] = [caught.filter(isOwn), caught.filter((each) => !isOwn(each))];
  const parts = [
    `# ${id}`,
    `**${inline(statement)}**`,
    id in equations ? `<p class="equation" v-pre>${equations[id]}</p>` : '',
    `${fromThePaper[cites]} ${askedOf(property)}`,
    '## What it sees',
    inline(commentOf(id)),
    inWords(caught),
    '## Real bugs of its kind',
    own.length === 0
      ? 'No bug of the bank names this property first. It is one that others are caught by, too.'
      : bugTable(id, own),
    others.length === 0 ? '' : moreBugs(id, others),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;

  function isOwn({ fault }: Caught): boolean {
    return fault.caughtBy === id;
  }
}

/** The real bugs that a property catches, those that it finds soonest first. */
function caughtBy(id: string, detected: readonly FaultRecord[]): Caught[] {
  const byName = new Map(faults.map((fault) => [fault.name, fault]));
  return detected
    .filter(({ by }) => id in by)
    .flatMap((record) => {
      const fault = byName.get(record.name);
      return fault?.thread === undefined ? [] : [{ fault, record }];
    })
    .sort((a, b) => (a.record.by[id] ?? 0) - (b.record.by[id] ?? 0));
}

const fromThePaper: Readonly<Record<Property['cites'], string>> = {
  definition: 'It follows from the definition of the gradient.',
  'eq. (1)': 'It is equation (1) of the paper.',
  'eq. (2)': 'It is equation (2) of the paper.',
  'eq. (1), (2)': 'It follows from equations (1) and (2) of the paper.',
  'eq. (3)': 'It is equation (3) of the paper, the first step of its proof.',
  'step 2': 'It is step 2 of the proof in the paper.',
  'step 3': 'It is step 3 of the proof in the paper.',
  symmetry: 'It is the symmetry of the two equations.',
};

/** Of which subjects it is asked. */
function askedOf({ needs: need, gradients = [] }: Property): string {
  const has = gradients.length === 0 ? '' : ` that has ${gradients.join(' and ')}`;
  if (need === undefined) return `It is asked of every subject${has}, whatever it claims.`;
  if (need === 'forward') return `It is asked of every subject that has \`forward\`.`;
  if (need === 'two claims')
    return 'It is asked of a subject with two [claims](../docs/claims.md) that one call may need.';
  const claim = claimList.find(({ needs = {} }) => need in needs);
  if (claim === undefined) throw new Error(`no claim meets ${need}`);
  return `It is asked of a subject that [claims](../docs/claims.md) \`${claim.name}\`: ${claim.sentence}.`;
}

/** What the file of the property says before it, as one paragraph. @throws Error without such words */
function commentOf(id: string): string {
  const source = readFileSync(sourceOf(id), 'utf8');
  const [, comment] =
    /\/\*\*((?:(?!\*\/).)*?)\*\/\s*export const \w+: Property\b/s.exec(source) ?? [];
  if (comment === undefined)
    throw new Error(`properties/${id}.ts: expected a comment on the property`);
  return comment
    .replaceAll(/^\s*\* ?/gm, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function sourceOf(id: string): string {
  const path = `properties/${id}.ts`;
  if (!existsSync(path)) throw new Error(`expected a file ${path}, named after its property`);
  return path;
}

/** How much it catches, and what no other would. */
function inWords(caught: readonly Caught[]): string {
  const alone = caught.filter(({ record }) => Object.keys(record.by).length === 1);
  const counted = `Of the ${faults.filter(({ thread }) => thread).length} real bugs in the bank it catches ${caught.length}, judged alone.`;
  if (alone.length === 0) return counted;
  return `${counted} ${alone.length} of these no other property catches.`;
}

function moreBugs(id: string, others: readonly Caught[]): string {
  return [
    `::: details ${others.length} more, which another property states more directly`,
    bugTable(id, others),
    ':::',
  ].join('\n\n');
}

function bugTable(id: string, bugs: readonly Caught[]): string {
  return table(
    ['what went wrong', 'when', ' fails after', 'smallest problem'],
    bugs.map(({ fault: { story, trigger, thread = '' }, record: { by, shrinking } }) => [
      `${written(story)} ([${placeOf(thread)}](${thread}))`,
      written(trigger),
      String(by[id] ?? ''),
      shrinking?.property === id ? shrinking.text : '',
    ]),
  );
}

/** As `inline` has it; `table` escapes what parts cells. */
function written(text: string): string {
  return inline(text).replaceAll('\\|', '|');
}

/** https://github.com/pytorch/pytorch/pull/7748 → pytorch#7748 */
function placeOf(thread: string): string {
  const [, repository, number] = /github\.com\/[^/]+\/([^/]+)\/\w+\/(\d+)/.exec(thread) ?? [];
  return repository === undefined ? new URL(thread).host : `${repository}#${number}`;
}
