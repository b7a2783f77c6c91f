import type { Claim } from '../../../claims/claim.ts';
import { claimList } from '../../../claims/index.ts';
import { Border } from '../../call/border.ts';
import type { Claims } from '../../contract/subject.ts';
import { formatNames, formats } from '../../number/formats.ts';
import { operandNames } from '../../number/tensor-formats.ts';
import type { Change } from '../../verdict/change.ts';
import { answeringIn } from './answering-in.ts';

/** The subject as it would be judged if it said one thing otherwise. */
export interface Neighbour {
  readonly change: Change;
  readonly border: Border;
}

/**
 * Every single change of what a subject says: first what it claims, made weaker or left out; then narrower number
 * formats; then what would let it off, the least first. Only that a gradient is missing is left as it
 * is: of what is not asked, nothing could be wrong.
 */
export function neighboursOf(border: Border): Neighbour[] {
  const { subject, claims } = border;
  const bits = Math.max(...operandNames.map((name) => border.formats[name].precision));
  const others = claimList.toReversed().filter(({ name }) => name !== 'gradients');
  const made = others.filter(({ name }) => claims[name]);
  const unmade = others.filter(
    ({ name, settles }) =>
      !made.some((each) => each.name === name) && bits <= (settles?.upTo ?? bits),
  );
  const less = [
    ...made.flatMap((claim) => [...withLess(claim, claims), ...withOther(claim, claims)]),
    ...made.map(({ name }) => without(name, claims)),
  ];
  const more = unmade.flatMap(({ name, settles: { claimed = [] } = {} }) =>
    claimed.map((value) => saying({ [name]: value }, claims)),
  );
  const neighbour = ({ change, claims: judgedBy }: Said): Neighbour => ({
    change,
    border: new Border(subject, judgedBy),
  });
  return [...less.map(neighbour), ...narrower(border), ...more.map(neighbour)];
}

interface Said {
  readonly change: Change;
  /** All that would be claimed. */
  readonly claims: Claims;
}

function saying(claims: Claims, made: Claims, insteadOf?: Claims): Said {
  return { change: { ...(insteadOf && { insteadOf }), claims }, claims: { ...made, ...claims } };
}

/** Of a list of words, each time one less. */
function withLess({ name, some }: Claim, claims: Claims): Said[] {
  const own: unknown = claims[name];
  const words: readonly unknown[] = Array.isArray(own) ? own : (some ?? []);
  if (words.length < 2) return [];
  return words.map((word) => ({
    change: { insteadOf: { [name]: [word] } },
    claims: { ...claims, [name]: words.filter((other) => other !== word) },
  }));
}

/** Another word, those that are covered by the one that is claimed first; of an excuse, those alone. */
function withOther({ name, values, settles }: Claim, claims: Claims): Said[] {
  const words: readonly unknown[] = values;
  const at = words.indexOf(claims[name]);
  if (at < 0) return [];
  const weaker = words.slice(at + 1).filter((word) => word !== false);
  const excuses: readonly unknown[] | undefined = settles?.claimed;
  const others =
    excuses === undefined
      ? [...weaker, ...words.slice(0, at)]
      : weaker.filter((word) => excuses.includes(word));
  return others.map((word) => saying({ [name]: word }, claims, only(name, claims)));
}

function only(name: keyof Claims, claims: Claims): Claims {
  return { [name]: claims[name] };
}

function without(name: keyof Claims, { [name]: own, ...claims }: Claims): Said {
  return { change: { insteadOf: { [name]: own } }, claims };
}

/**
 * With number formats whose numbers are all of its own one; none, where tensors have several. It must answer
 * such numbers, as whoever has more does not by chance.
 */
function narrower({ subject, format, claims }: Border): Neighbour[] {
  if (subject.formats !== undefined) return [];
  const names = formatNames.filter((name) => {
    const { precision, maxExponent } = formats[name];
    return precision < format.precision && maxExponent <= format.maxExponent;
  });
  return names.map((numberFormat) => ({
    change: { numberFormat },
    border: new Border(answeringIn(numberFormat, subject), claims),
  }));
}
