import { properties } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import type { Claims, Subject } from '../../contract/subject.ts';
import { layoutKinds } from '../../problem/draw/draw-layout.ts';
import { judge } from '../judge/judge.ts';
import { reasonOf } from '../judge/to-verdict.ts';
import { profiles } from './profiles.ts';

/** A claim, and the properties that show whether it holds. */
export interface Probe {
  readonly claims: Claims;
  readonly by: readonly string[];
}

/** What came of trying a claim. */
export interface Probed {
  readonly claims: Claims;
  readonly holds: boolean;
  /** Where it does not hold. */
  readonly reason?: string;
}

const equations = ['equation-1', 'equation-2'];

/** Every claim that there is, the stronger of two alternatives first. */
export const probes: readonly Probe[] = [
  { claims: { algorithm: 'conventional' }, by: equations },
  { claims: { algorithm: 'strassen' }, by: equations },
  { claims: { deterministic: true }, by: ['purity', 'power-of-two-scaling'] },
  ...layoutKinds.map((kind) => ({
    claims: { layouts: [kind] },
    by: ['layout-independence', ...equations],
  })),
  { claims: { emptyExtents: true }, by: ['empty-extents'] },
  { claims: { batching: 'broadcast' }, by: ['broadcast-reduction', 'batch-decomposition'] },
  { claims: { batching: 'leading' }, by: ['batch-decomposition'] },
  { claims: { vectors: true }, by: ['vector-promotion'] },
  { claims: { transposeFlags: true }, by: ['transpose-flags'] },
  { claims: { scaling: true }, by: ['scaling'] },
  { claims: { bias: true }, by: ['bias-reduction'] },
  { claims: { subsets: true }, by: ['requested-gradients'] },
  { claims: { destinations: 'accumulate' }, by: ['destinations'] },
  { claims: { destinations: 'overwrite' }, by: ['destinations'] },
  { claims: { aliasedDestinations: true }, by: ['aliased-destinations'] },
  { claims: { ownedAnswers: true }, by: ['equation-1', 'equation-2', 'history-independence'] },
  { claims: { sharedOperand: true }, by: ['shared-operand'] },
  { claims: { nonFinite: 'ieee' }, by: ['nan-dye'] },
  { claims: { nonFinite: 'zero-skipping' }, by: ['nan-dye'] },
];

/** Enough problems that a wrong claim is seldom believed: the sizes are those of a smoke run. */
const enough = { ...profiles.smoke, runs: 25 };

/** Tries one claim on a subject: a refutation, or no proof. */
export async function tryClaim(subject: Subject, { claims, by }: Probe, seed = 1): Promise<Probed> {
  const { algorithm, subnormals } = subject.claims ?? {};
  const claimed = {
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(subnormals === undefined ? {} : { subnormals }),
    ...claims,
  };
  const border = new Border({ ...subject, claims: claimed });
  for (const property of properties.filter(({ id }) => by.includes(id))) {
    await subject.begin?.();
    const { failures } = await judge(property, border, { ...enough, seed });
    const last = failures.at(-1);
    if (last === undefined) continue;
    return { claims, holds: false, reason: `${property.id}: ${reasonOf(last.disagreement)}` };
  }
  return { claims, holds: true };
}

/** All claims that hold, as one object: of two alternatives the stronger. */
export function claimsThatHold(probed: readonly Probed[]): Claims {
  const holding = probed.filter(({ holds }) => holds).map(({ claims }) => claims);
  const kinds = holding.flatMap(({ layouts }) => (Array.isArray(layouts) ? layouts : []));
  const layouts = kinds.length === layoutKinds.length ? 'all' : kinds;
  const claimed = new Map<string, unknown>();
  for (const [name, value] of holding.flatMap(Object.entries)) {
    if (!claimed.has(name)) claimed.set(name, value);
  }
  if (claimed.get('algorithm') === 'conventional') claimed.delete('algorithm'); // said by silence
  if (kinds.length > 0) claimed.set('layouts', layouts);
  return Object.fromEntries(claimed);
}
