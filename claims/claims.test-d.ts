/** What the compiler must find of a catalogue: nothing of the contract is left out. */
import type { Claims, Options } from '../src/contract/subject.ts';
import type { Word } from './claim.ts';
import { claims } from './index.ts';

type Catalogue = typeof claims;

/** By claim, the words of the contract that its file does not list. */
type Unlisted = {
  [Name in keyof Catalogue]: Exclude<Word<Name>, Catalogue[Name]['values'][number]>;
}[keyof Catalogue];

/** The options of the contract that belong to no claim. */
type OptionOf<One> = One extends { readonly options: infer Named } ? keyof Named : never;
type Unclaimed = Exclude<keyof Options, OptionOf<Catalogue[keyof Catalogue]>>;

declare const unlisted: Unlisted;
declare const unclaimed: Unclaimed;

unlisted satisfies never;
unclaimed satisfies never;

const { bias: _, ...others } = claims;

// @ts-expect-error: a claim that is left out
others satisfies Readonly<Record<keyof Required<Claims>, unknown>>;
