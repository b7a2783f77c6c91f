import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule, TestRunEndReason, Vitest } from 'vitest/node';
import { messageOf } from '../errors.ts';
import { Findings } from '../verdict/findings.ts';
import type { JournalEntry } from '../verdict/journal-entry.ts';
import type { ReplayCommand } from '../verdict/see-again.ts';
import type { RunInfo, Verdict } from '../verdict/verdict.ts';
import { printableJson } from '../wire/printable.ts';
import { type Beside, canaryLine, conclusion, headerLine, propertyLine } from './console.ts';
import { failEmpty, failUnjudged } from './fail-unjudged.ts';
import { Unwritten } from './replace-files.ts';
import { type Kind, writeReport } from './write-report.ts';

/** How verdicts are reported. */
export interface ReporterOptions {
  readonly version: string;
  /** Where verdict.json, report.md and report.html go, by subject, number format and profile. */
  readonly directoryOf: (subject: string, numberFormat: string, profile: string) => string;
  /** @internal What was noted down since this was called last; by default tests bring it along themselves. */
  readonly journal?: () => Iterable<JournalEntry>;
  /** The command that asks a counterexample again. */
  readonly replayCommand?: ReplayCommand;
  /** How the problem of a replay failed when it was found; nothing, where nobody knows. */
  readonly foundBefore?: (run: RunInfo) => Beside['before'];
  /** The line that says where the page of a run is; by default nothing is said. */
  readonly reportLine?: (page: string) => string | undefined;
  /** Adds to a verdict what changed since an earlier one. */
  readonly since?: (verdict: Verdict) => Verdict;
  /** A replay has files of its own: replay.json, replay.md and replay.html; a part of a run has part.json, …. */
  readonly kind?: Kind;
  /** What is printed: everything, what fails and the conclusion, or the verdict as JSON. */
  readonly prints?: 'everything' | 'failures' | 'json';
  /** Where lines go; nowhere, when another reporter speaks. */
  readonly print?: (line: string) => void;
  /** Told when no file could be written: why, and what stands in none. By default it is thrown. */
  readonly unwritten?: (why: string, conclusion: string) => void;
  /** Told what our own code throws, which vitest would take for a failed run; else it is thrown. */
  readonly bug?: (error: unknown) => void;
}

/** A vitest reporter that turns the tests of `describeMatmulBackprop` into verdicts on disk. */
export class GradgateReporter implements Reporter {
  /** @internal What is known so far. */
  readonly findings: Findings = new Findings();
  readonly #options: Required<ReporterOptions>;
  /** By test: how many of the entries that it brought along are known. */
  readonly #known = new Map<string, number>();
  #vitest: Vitest | undefined;
  #finished = false;
  #trouble: string | undefined;
  #unloaded: string | undefined;

  constructor(options: ReporterOptions) {
    this.#options = {
      print: () => {},
      replayCommand: (token) => `--replay ${token}`,
      journal: () => [],
      foundBefore: () => undefined,
      reportLine: () => undefined,
      since: (verdict) => verdict,
      kind: 'run',
      prints: 'everything',
      unwritten: (why) => {
        throw new Error(why);
      },
      bug: (error) => {
        throw error;
      },
      ...options,
    };
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestModuleCollected(module: TestModule): void {
    for (const test of module.children.allTests()) this.#take(test);
    this.listen();
  }

  onTestCaseResult(test: TestCase): void {
    this.#take(test);
    this.listen();
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    const suites = modules.flatMap(({ children }) => [...children.allSuites()]);
    const [late] = [...errors, ...suites.flatMap((suite) => suite.errors())];
    if (late !== undefined) this.#trouble = messageOf(new Error(late.message));
    const [unloaded] = modules.flatMap((module) => module.errors());
    this.#unloaded = unloaded?.message;
    const complete = reason !== 'interrupted' && errors.length === 0;
    this.finish(complete);
    // Reporters are told in turn: those after this one see it.
    const files = this.#vitest?.state.getFiles() ?? [];
    this.#guarded(() => failUnjudged(files, this.verdicts(complete)));
    if (late !== undefined) failEmpty(files, 'its process ended before any property was judged');
  }

  /** Takes over what the journal has since. */
  listen(): void {
    this.#guarded(() => this.#hear(this.#options.journal()));
  }

  /** Writes and prints what is known. Only the first call counts: an interrupt precedes the end. */
  finish(complete: boolean): void {
    if (this.#finished) return;
    this.#finished = true;
    this.listen();
    this.#guarded(() => {
      for (const verdict of this.verdicts(complete)) this.#tell(verdict);
    });
  }

  /** What is printed is not lost with what cannot be written. */
  #tell(verdict: Verdict): void {
    const { replayCommand, print, prints, foundBefore, unwritten } = this.#options;
    const before = foundBefore(verdict.run);
    const which = prints === 'failures' ? ({ which: prints } as const) : {};
    const told = (report?: string): string =>
      conclusion(verdict, replayCommand, { ...which, before, report });
    const tell = (report?: string): void => {
      print(prints === 'json' ? printableJson(verdict) : told(report));
    };
    let page: string;
    try {
      page = this.#write(verdict);
    } catch (error) {
      tell();
      if (!(error instanceof Unwritten)) throw error;
      unwritten(error.message, told());
      return;
    }
    tell(this.#options.reportLine(page));
  }

  /** Returns the path of the page. @throws Unwritten */
  #write(verdict: Verdict): string {
    const { directoryOf, kind, replayCommand } = this.#options;
    const { subject, numberFormat, profile } = verdict.run;
    const directory = directoryOf(subject, numberFormat, profile);
    return writeReport(directory, verdict, { kind, replayCommand });
  }

  /** Why nothing was judged, where nothing was, in the words of who threw it. */
  get failure(): string | undefined {
    return this.#trouble ?? this.#unloaded;
  }

  /** One verdict a subject, from what is known. */
  verdicts(complete: boolean): Verdict[] {
    const about = { gradgate: this.#options.version, complete };
    const trouble = this.#trouble;
    const verdicts = this.findings.verdicts(trouble === undefined ? about : { ...about, trouble });
    return verdicts.map(this.#options.since);
  }

  /** What a test brings along is the journal of a run that has no file for it. */
  #take(test: TestCase): void {
    const { gradgate = [] } = test.meta();
    const known = this.#known.get(test.id) ?? 0;
    this.#known.set(test.id, gradgate.length);
    this.#guarded(() => this.#hear(gradgate.slice(known)));
  }

  #hear(entries: Iterable<JournalEntry>): void {
    for (const entry of entries) {
      const line = this.findings.hear(entry) ? this.#lineOf(entry) : undefined;
      if (line !== undefined && this.#options.prints === 'everything') this.#options.print(line);
    }
  }

  /** What is printed at once; what is not claimed is one line for all, at the end. */
  #lineOf(entry: JournalEntry): string | undefined {
    switch (entry.kind) {
      case 'registered':
        return headerLine(entry.run, this.#options.version);
      case 'canaries judged':
        return canaryLine(entry.canaries);
      case 'property judged':
        return entry.verdict.outcome === 'not claimed' ? undefined : propertyLine(entry.verdict);
      case 'property started':
      case 'being asked':
      case 'built-in replaced':
      case 'round passed':
      case 'failing':
      case 'arithmetic seen':
      case 'bug found':
        return undefined;
    }
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#options.bug(error);
    }
  }
}
