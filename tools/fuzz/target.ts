/** A parser of ours, as one that is fed texts. */
export interface Target {
  readonly name: string;
  /** Valid inputs, which are mutated. */
  readonly seeds: readonly string[];
  /**
   * Reads the text, and looks at what came of it. True where it was parsed, and false where it was taken for none
   * without an error. @throws what the parser throws; Broken, where what was parsed is not right
   */
  readonly read: (text: string) => boolean | Promise<boolean>;
}

/** A law of a parser that does not hold: what was parsed is not valid, or does not come back. */
export class Broken extends Error {}

/** @throws Broken, where two values differ as JSON has them */
export function same(what: string, one: unknown, other: unknown): void {
  const [first, second] = [one, other].map((each) => JSON.stringify(each));
  if (first !== second) throw new Broken(`${what}: ${first} and ${second} are not the same`);
}

/** @throws Broken */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Broken(what);
}
