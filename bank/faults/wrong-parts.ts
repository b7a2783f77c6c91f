import type { Answers, Given } from '../../src/contract/subject.ts';
import { backward, forward, gemm, type Parts, type Product, rightParts } from '../engine/parts.ts';
import { subjectOf } from '../engine/subject-of.ts';
import type { About, Fault } from './fault.ts';

/** A fault of the library that claims everything: one of its parts is wrong. */
export function wrongParts(about: About, parts: Partial<Parts>): Fault {
  return { ...subjectOf(about.name, { ...rightParts, ...parts }), ...about };
}

/** A fault of its product; `right` is the right one. */
export function wrongGemm(
  about: About,
  wrong: (product: Product, right: typeof gemm) => void,
): Fault {
  return wrongParts(about, { gemm: (product) => wrong(product, gemm) });
}

/** A fault of how the parts are put together for the backward pass. */
export function wrongWhole(about: About, wrong: (given: Given, right: Right) => Answers): Fault {
  const answer = (given: Given): Answers => wrong(given, backward);
  const subject = wrongParts(about, {});
  return {
    ...subject,
    backward: answer,
    record: (operands) => {
      const kept = { X: rightParts.save(operands.X), W: rightParts.save(operands.W) };
      return { Y: forward(operands), backward: (dY) => answer({ ...operands, ...kept, dY }) };
    },
  };
}

export type Right = (given: Given) => Answers;

/** A fault that remembers: its parts are made anew when it is told to forget. */
export function remembering(about: About, make: () => Partial<Parts>): Fault {
  let parts = { ...rightParts, ...make() };
  const current: Parts = {
    gemm: (product) => parts.gemm(product),
    allocate: (length) => parts.allocate(length),
    biasGradient: (dY) => parts.biasGradient(dY),
    save: (operand) => parts.save(operand),
  };
  return {
    ...subjectOf(about.name, current),
    ...about,
    reset: () => {
      parts = { ...rightParts, ...make() };
    },
  };
}
