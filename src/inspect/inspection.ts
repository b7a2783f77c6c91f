/** What was seen of a subject, as plain JSON: docs/inspect.md describes it. */
import type { Claims, Subject } from '../contract/subject.ts';
import type { FormatName } from '../number/formats.ts';
import type { ProductName } from '../problem/large/large-problem.ts';
import type { ResultShape } from './at-shape.ts';
import type { Named } from './order.ts';

/** All that was seen of a subject. */
export interface Inspection {
  readonly subject: string;
  readonly numberFormat: FormatName;
  /** Of tensors that have another one. */
  readonly formats?: NonNullable<Subject['formats']>;
  /** Every product at every size, from the smallest size on. */
  readonly products: Readonly<Partial<Record<ProductName, readonly Seen[]>>>;
  /** Of shapes that were asked for: what could not be looked at. */
  readonly unseen?: Readonly<Partial<Record<ProductName, readonly Unseen[]>>>;
  /** The claims that follow from it. */
  readonly claims: Claims;
  /** How often the subject was asked. */
  readonly calls: number;
}

/** What was seen of one product. */
export interface Seen {
  /** The length of its sums. */
  readonly size: number;
  /** Rows and columns of its result; left out, where all matrices were square. */
  readonly result?: ResultShape;
  readonly order: OrderSeen;
  readonly accumulator: AccumulatorSeen | Unknown;
  /** How the sum is rounded when it is stored; `as summed`, where it has no more bits. */
  readonly stored: Rounding | 'as summed' | Unknown;
  readonly products: ProductsSeen | Unknown;
  /** Of the factors that are rows and columns: dY and W of dX, X and dY of dW, X and W of Y. */
  readonly operands: readonly [left: OperandSeen | Unknown, right: OperandSeen | Unknown];
  readonly subnormals: SubnormalsSeen | Unknown;
  /** Of factors that are codes and scales: where their scales are multiplied in. Left out, where none is. */
  readonly scaling?: readonly [
    left: ScalingSeen | Unknown | undefined,
    right: ScalingSeen | Unknown | undefined,
  ];
  /** Its error is small relative to the largest entries alone, as Strassen's is. */
  readonly isNormWise: boolean;
  /** The same call, asked twice, had the same bits. */
  readonly repeats: boolean;
  /** Of Y and dX: how many rows there were where rows had other bits than where there were `size`. */
  readonly otherRows?: readonly number[];
  /** How often it was asked: for the order, which dX and dW share, and for the rest. */
  readonly calls: { readonly order: number; readonly rest: number };
}

/** A product whose sums cannot be looked at, at a shape that was asked for. */
export interface Unseen extends Unknown {
  readonly size: number;
  readonly result: ResultShape;
}

/** What no probe can tell, and why. */
export interface Unknown {
  readonly unknown: string;
}

/** The order in which the terms of an entry are added. */
export type OrderSeen =
  /** By name: of all entries, or with others elsewhere. */
  | Named
  /** No known order: the tree, drawn. */
  | { readonly kind: 'tree'; readonly drawn: string }
  /** Nothing is swamped: the sum is exact, or compensated. */
  | { readonly kind: 'exact' }
  /** There is no single tree. */
  | { readonly kind: 'none'; readonly why: string }
  | ({ readonly kind: 'unknown' } & Unknown);

/** How a result that does not fit is rounded. */
export type Rounding =
  | 'nearest even'
  | 'nearest away'
  | 'toward zero'
  | 'away from zero'
  | 'up'
  | 'down'
  | 'unknown';

/** What partial sums are kept in. */
export interface AccumulatorSeen {
  /** Significand bits, the leading one included; at least as many, where `isMore`. */
  readonly bits: number;
  readonly isMore: boolean;
  /** Bits that are left where sums of sums are added, where these are fewer or more. */
  readonly between?: number;
  /** Of a fused sum: bits below the leading one of its largest term that are kept. */
  readonly aligned?: number;
  readonly rounding: Rounding;
}

/**
 * Products: `fused`, they are not rounded before they are added, as FMA does; `rounded`, they are rounded
 * to the accumulator; `exact`, the accumulator holds them, and the question is void; `narrow`, they are
 * rounded to less than the accumulator holds.
 */
export type ProductsSeen = 'fused' | 'rounded' | 'exact' | 'narrow';

/** What is left of an operand. */
export interface OperandSeen {
  /** `given`, nothing is lost; `parts`, of tf32, whose smallest products are left out; or what it is rounded to. */
  readonly as: 'given' | 'parts' | 'tf32' | 'bfloat16' | 'float16' | 'float32' | 'other';
  readonly bits: number;
  readonly rounding?: Rounding;
}

/**
 * What a scale is multiplied into: the `entries` of its operand; `sums` of the codes of a block; the `result`, the sum
 * of all codes; or `before`: entries or sums of blocks, and not the result.
 */
export type ScalingSeen = 'entries' | 'sums' | 'result' | 'before';

/** Numbers below the normal range; those of products and results are left out where operands are never so small. */
export interface SubnormalsSeen {
  readonly operands: 'kept' | 'flushed';
  readonly products?: 'kept' | 'flushed';
  readonly results?: 'kept' | 'flushed';
  /** Numbers below it become 0, also such as are in the normal range; left out, where these are kept. */
  readonly below?: number;
}
