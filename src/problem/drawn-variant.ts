import type { Options } from '../contract/subject.ts';

/** What a call asks for beyond its problem, as it was drawn; what is added to follows from the salt. */
export interface DrawnVariant extends Omit<Options, 'into'> {
  /** Gradients go over NaN, over X and W, or are added to what is there. */
  readonly into?: 'overwrite' | 'operands' | 'accumulate';
  /** X is a vector (m is 1), or W is (k is 1). */
  readonly vectorX?: boolean;
  readonly vectorW?: boolean;
}

/** What may be drawn into a call. */
export type VariantPart = Exclude<keyof DrawnVariant, 'into'> | Required<DrawnVariant>['into'];

/** A variant in words: "α = 2", "transX". */
export function describeVariant(variant: DrawnVariant = {}): string[] {
  const { alpha, beta, epilogue, wants, into, shared, ...flags } = variant;
  return [
    ...(alpha === undefined ? [] : [`α = ${alpha}`]),
    ...(beta === undefined ? [] : [`β = ${beta}`]),
    ...(epilogue === undefined ? [] : [`${epilogue} of the product`]),
    ...(wants === undefined ? [] : [`${wants.join(' and ')} alone wanted`]),
    ...(into === undefined ? [] : [wordsOfInto[into]]),
    ...(shared === undefined ? [] : [`${shared} of one variable`]),
    ...Object.keys(flags).map((flag) => wordsOfFlags[flag] ?? flag),
  ];
}

const wordsOfInto = {
  overwrite: 'into given storage',
  operands: 'over the operands',
  accumulate: 'added to given storage',
} as const;

const wordsOfFlags: Readonly<Record<string, string>> = {
  vectorX: 'X a vector',
  vectorW: 'W a vector',
  bias: 'with a bias',
};
