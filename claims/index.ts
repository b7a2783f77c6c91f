/** The catalogue of claims, in the order of the contract; a claim left out does not compile. */
import type { Claims, Options } from '../src/contract/subject.ts';
import { accumulates } from './accumulates.ts';
import { algorithm } from './algorithm.ts';
import { aliasedDestinations } from './aliased-destinations.ts';
import { batchInvariant } from './batch-invariant.ts';
import { batching } from './batching.ts';
import { bias } from './bias.ts';
import type { CallOption } from './call-option.ts';
import type { Claim, Demand } from './claim.ts';
import { destinations } from './destinations.ts';
import { deterministic } from './deterministic.ts';
import { emptyExtents } from './empty-extents.ts';
import { epilogue } from './epilogue.ts';
import { fusedSums } from './fused-sums.ts';
import { gradients } from './gradients.ts';
import { grouping } from './grouping.ts';
import { layouts } from './layouts.ts';
import { loss } from './loss.ts';
import { multiplies } from './multiplies.ts';
import { nonFinite } from './non-finite.ts';
import { overflow } from './overflow.ts';
import { ownedAnswers } from './owned-answers.ts';
import { reproducible } from './reproducible.ts';
import { scaling } from './scaling.ts';
import { sharedOperand } from './shared-operand.ts';
import { stores } from './stores.ts';
import { subnormals } from './subnormals.ts';
import { subsets } from './subsets.ts';
import { transposeFlags } from './transpose-flags.ts';
import { vectors } from './vectors.ts';
import { weight } from './weight.ts';

/** Every claim by its name. */
export const claims = {
  gradients,
  weight,
  loss,
  deterministic,
  reproducible,
  batchInvariant,
  algorithm,
  accumulates,
  multiplies,
  stores,
  overflow,
  fusedSums,
  layouts,
  emptyExtents,
  batching,
  grouping,
  vectors,
  transposeFlags,
  scaling,
  bias,
  epilogue,
  subsets,
  destinations,
  aliasedDestinations,
  ownedAnswers,
  sharedOperand,
  nonFinite,
  subnormals,
} as const satisfies { readonly [Name in keyof Required<Claims>]: Claim<Name> };

/** Every claim, in the order of the contract. */
export const claimList: readonly Claim[] = Object.values(claims);

type AnyClaim = (typeof claims)[keyof typeof claims];

/** What a property may need that a claim meets. */
export type ClaimedNeed = AnyClaim extends infer One
  ? One extends { readonly needs: infer Needs }
    ? keyof Needs
    : never
  : never;

/** A kind of problem without which a property that held is weak evidence, because of a claim. */
export type ClaimedFeature = Extract<
  AnyClaim,
  { readonly evidence: unknown }
>['evidence']['feature'];

/** The kinds of problems that claims demand, each with the claim. */
export const demandList: readonly (Demand<ClaimedFeature> & { readonly claim: keyof Claims })[] =
  claimList.flatMap(({ name: claim, evidence }) =>
    // SAFETY: the features of all claims are ClaimedFeature, by its definition.
    evidence === undefined ? [] : { ...(evidence as Demand<ClaimedFeature>), claim },
  );

/** An option of a call, with its name and the claim that allows it. */
export interface NamedOption extends CallOption {
  readonly name: keyof Options;
  readonly claim: keyof Claims;
}

/** Every option of a call, in the order of the claims. */
export const optionList: readonly NamedOption[] = claimList.flatMap(
  ({ name: claim, options = {} }) =>
    // SAFETY: Object.entries forgets the key type.
    (Object.entries(options) as [keyof Options, CallOption][]).map(([name, option]) => ({
      ...option,
      name,
      claim,
    })),
);
