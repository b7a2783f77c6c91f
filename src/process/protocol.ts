/** The words of the protocol. docs/protocol.md explains them, protocol.schema.json has shapes. */
import type { Claims, Subject } from '../contract/subject.ts';
import type { Strided } from '../matrix/strided.ts';

/** Raised when an adapter that understood the last one would misunderstand this one. */
export const protocolVersion = 1;

/** JSON-RPC's own codes, and two of ours. */
export const errorCodes = {
  parse: -32700,
  request: -32600,
  method: -32601,
  params: -32602,
  internal: -32603,
  /** None of the versions offered is spoken. */
  version: -32001,
  /** What the subject answered is no answer; `data` says what is wrong about it. */
  answer: -32002,
} as const;

/** How numbers are written: as JSON, as bytes of a little-endian array, or in a file of these. */
export type Encoding = 'decimal' | 'base64' | 'file';

/** The bytes of base64 and of files. Every value of a narrower format is a float32. */
export type Datatype = 'float64' | 'float32';

/**
 * Decimals, with words for what JSON lacks; base64; or a file in the shared folder. To a thread, arrays
 * as they are. Of an answer that is none, the length alone.
 */
export type WireData =
  | readonly (number | string)[]
  | ArrayLike<number>
  | string
  | { readonly file: string };

/** A tensor; with strides, `data` is its whole storage. */
export interface WireTensor extends Strided {
  readonly datatype: Datatype;
  readonly data: WireData;
  /** Of a coded operand, in the same datatype. */
  readonly scaled?: {
    readonly codes: WireData;
    readonly scales: WireData;
    readonly globalScale?: WireData;
  };
}

/** What a storage holds after a call. */
export type WireStorage = Pick<WireTensor, 'datatype' | 'data'>;

/** What an adapter is offered: a thread gets arrays, which are copied on their way. */
export interface Offered {
  readonly encodings: readonly Encoding[] | 'arrays';
}

/** What is told to an adapter first. */
export interface InitializeParams extends Offered {
  readonly protocolVersions: readonly number[];
  readonly gradgate: string;
  /** Where files of tensors are, for both sides. */
  readonly folder: string;
}

/** What an adapter says about itself. */
export interface Introduction
  extends Pick<Subject, 'name' | 'numberFormat' | 'formats' | 'knownFailures'> {
  readonly protocolVersion: number;
  readonly claims: Claims;
  /** The functions it has beyond backward. */
  readonly methods: readonly Method[];
  /** How it can read numbers, besides decimals. */
  readonly encodings: readonly Encoding[];
  /** It knows arrays by their numbers, and writes into one that it was given before. */
  readonly arrays: boolean;
}

/** What an adapter may have beyond backward. */
export type Method = 'forward' | 'record' | 'effective' | 'reset';
