import type { Answers, Claims, Given, Subject } from '../contract/subject.ts';

/** The key of what a subject in another realm can do beyond the contract. */
export const elsewhere: unique symbol = Symbol('elsewhere');

/** A subject in another thread or process: what arrives here are copies of its answers. */
export interface Elsewhere {
  /** Its functions, told whose arrays its answers are: the caller writes into those that it owns. */
  readonly claiming: (claims: Claims) => Pick<Subject, 'backward' | 'forward' | 'record'>;
  /** As `backward`; the answer can be looked at again. */
  readonly hold: (given: Given) => Promise<Held>;
  /** What is asked next meets a fresh thread or process. */
  readonly renew: () => Promise<void>;
}

/** An answer that can be looked at again. */
export interface Held {
  readonly answers: Answers;
  /**
   * What it is now, after what has been written into the question's operands and since been asked. Left
   * out where `answers` are the very arrays.
   */
  readonly now?: () => Promise<Answers>;
}

/** A subject; one in another realm says so. */
export type Asked = Subject & { readonly [elsewhere]?: Elsewhere };

/** Asks, and keeps the answer: elsewhere where it is made, here by keeping the very arrays. */
export async function hold(subject: Asked, given: Given): Promise<Held> {
  return subject[elsewhere]?.hold(given) ?? { answers: await subject.backward(given) };
}
