const both = ['dX', 'dW'] as const;

/** Which gradients a subject with these claims has: one, where it says so, or both. */
export function existingGradients(claims: {
  readonly gradients?: unknown;
}): readonly ('dX' | 'dW')[] {
  return both.filter((name) => claims.gradients === undefined || claims.gradients === name);
}

/** The gradients that a subject with these claims says it has not; mostly none. */
export function missingGradients(claims: {
  readonly gradients?: unknown;
}): readonly ('dX' | 'dW')[] {
  const existing = existingGradients(claims);
  return both.filter((name) => !existing.includes(name));
}
