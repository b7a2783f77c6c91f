/** What is used of the package that merges the coverage of V8, which brings no types. */
declare module '@bcoe/v8-coverage' {
  import type { Profiler } from 'node:inspector';

  interface Process {
    readonly result: Profiler.ScriptCoverage[];
  }

  export function mergeProcessCovs(processes: readonly Process[]): Process;
}
