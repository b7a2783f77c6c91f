import type { KnownProblem } from './known-failure.ts';

/** One known failure, as a file has it: see known-failures.schema.json. */
export interface KnownEntry {
  /** The id of the property. */
  readonly property: string;
  /** The name of the subject; the version in it, if any, does not count. */
  readonly subject: string;
  /** A range of versions, as npm has them; any version, when left out. */
  readonly versions?: string;
  readonly reason: string;
  readonly link?: string;
  /** A day, like 2026-11-26. */
  readonly since: string;
  /** The first day on which it does not count any more. */
  readonly expires?: string;
  readonly problem: KnownProblem;
}
