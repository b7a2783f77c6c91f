import { fitted } from '../derive/fitted.ts';
import type { DrawnVariant } from '../drawn-variant.ts';
import type { Problem } from '../problem.ts';

/** A call that asks for less: for nothing besides, for one thing, or for all but one. */
export function* fewerRequests({ variant, ...plain }: Problem): Generator<Problem> {
  if (variant === undefined) return;
  yield plain;
  const parts = Object.entries(variant);
  if (parts.length < 2) return;
  for (const part of parts) yield* asking(plain, [part]);
  if (parts.length < 3) return;
  for (const part of parts) {
    yield* asking(
      plain,
      parts.filter((other) => other !== part),
    );
  }
}

function* asking(plain: Problem, parts: readonly (readonly [string, unknown])[]) {
  const variant: DrawnVariant = Object.fromEntries(parts);
  const problem = fitted({ ...plain, variant });
  if (problem !== undefined) yield problem;
}
