/** What is used of @bcoe/v8-coverage, which brings no types. */
declare module '@bcoe/v8-coverage' {
  import type { Profiler } from 'node:inspector';

  interface Process {
    readonly result: Profiler.ScriptCoverage[];
  }

  export function mergeProcessCovs(processes: readonly Process[]): Process;
}
