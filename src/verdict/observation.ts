/**
 * What came of one problem, in the format that Hypothesis defined for observations of property-based tests
 * (hypothesis.readthedocs.io, "Observability") and that Tyche reads: one JSON object a line.
 */
export interface Observation {
  readonly type: 'test_case';
  /** The id of the property. */
  readonly property: string;
  /** Seconds since 1970 at which the property was begun: the same for all of its problems. */
  readonly run_start: number;
  readonly status: 'passed' | 'failed' | 'gave_up';
  /** Why it failed, or why it was left out; empty where it passed. */
  readonly status_reason: string;
  /** X, W and dY as matrices, the middle of large ones left out. */
  readonly representation: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly how_generated: 'drawn' | 'while shrinking' | 'replayed';
  readonly features: Readonly<Record<string, string | number | boolean>>;
  readonly coverage: null;
  /** In seconds. */
  readonly timing: Readonly<Record<string, number>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}
