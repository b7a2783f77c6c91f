import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule, TestRunEndReason } from 'vitest/node';
import { messageOf } from '../errors.ts';
import type {
  CanaryRecord,
  JournalEntry,
  TestRecord,
} from '../gate/run/describe-matmul-backprop.ts';
import type { Count } from '../verdict/count.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { conclude } from './conclude.ts';
import { canaryLine, conclusion, endedWhile, headerLine, propertyLine } from './console.ts';
import { isUnclaimed } from './markdown.ts';
import { writeReport } from './write-report.ts';

export interface ReporterOptions {
  readonly version: string;
  /** Where verdict.json and report.md go, by subject. */
  readonly directoryOf: (subject: string) => string;
  /** What the worker noted down, when it could not send it any more. */
  readonly journal?: () => readonly JournalEntry[];
  /** What was counted of properties that were not judged to their end, by id. */
  readonly counted?: () => Readonly<Record<string, Count>>;
  /** The command that asks a counterexample again. */
  readonly replayCommand?: (token: string) => string;
  /** Where lines go; nowhere, when another reporter speaks. */
  readonly print?: (line: string) => void;
}

/** A vitest reporter that turns the tests of `describeMatmulBackprop` into verdicts on disk. */
export class GradgateReporter implements Reporter {
  readonly #options: Required<ReporterOptions>;
  /** By subject, then by property, in the order of the catalogue. */
  readonly #records = new Map<string, Map<string, TestRecord>>();
  readonly #canaries = new Map<string, CanaryRecord>();
  readonly #printed = new Set<string>();
  #finished = false;
  #trouble: string | undefined;

  constructor(options: ReporterOptions) {
    this.#options = {
      print: () => {},
      replayCommand: (token) => `--replay ${token}`,
      journal: () => [],
      counted: () => ({}),
      ...options,
    };
  }

  onTestModuleCollected(module: TestModule): void {
    for (const test of module.children.allTests()) this.#keep(test);
  }

  onTestCaseResult(test: TestCase): void {
    const record = this.#keep(test);
    if (record !== undefined) this.#print(record);
    const { state, errors } = test.result();
    const silent = test.meta().gradgateCanaries?.canaries.length === 0;
    if (silent && state === 'failed') {
      this.#trouble = `the canaries could not be judged: ${messageOf(new Error(errors[0]?.message))}`;
    }
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    const suites = modules.flatMap(({ children }) => [...children.allSuites()]);
    const [late] = [...errors, ...suites.flatMap((suite) => suite.errors())];
    if (late !== undefined) this.#trouble = messageOf(new Error(late.message));
    this.finish(reason !== 'interrupted' && errors.length === 0);
  }

  /** Writes and prints what is known. Only the first call counts: an interrupt comes before the end. */
  finish(complete: boolean): void {
    const { directoryOf, replayCommand, print } = this.#options;
    if (this.#finished) return;
    this.#finished = true;
    if (!complete) this.#readJournal();
    for (const verdict of this.verdicts(complete)) {
      writeReport(directoryOf(verdict.run.subject), verdict, replayCommand);
      print(conclusion(verdict, replayCommand));
    }
  }

  /** One verdict a subject, from what is known. */
  verdicts(complete: boolean): Verdict[] {
    return [...this.#records.values()].flatMap((records) => {
      const list = [...records.values()];
      const [first] = list;
      const properties = list.map(({ verdict }) => verdict);
      const judged = properties.every(({ outcome }) => outcome !== 'error');
      const trouble = judged && this.#trouble ? { trouble: this.#trouble } : {};
      if (first === undefined) return [];
      const sang = this.#canaries.get(first.run.subject);
      const canaries = sang === undefined ? {} : { canaries: sang.canaries };
      const about = { gradgate: this.#options.version, complete, ...trouble, ...canaries };
      return [conclude(first.run, properties, about)];
    });
  }

  /** Takes over what was judged, and says of the property that was being judged that it was. */
  #readJournal(): void {
    let running: string | undefined;
    const judged = new Set<string>();
    for (const entry of this.#options.journal()) {
      if ('started' in entry) running = entry.started;
      if ('sang' in entry) this.#hear(entry.sang);
      if (!('judged' in entry)) continue;
      running = undefined;
      const { run, verdict } = entry.judged;
      judged.add(verdict.id);
      this.#records.get(run.subject)?.set(verdict.id, entry.judged);
      this.#print(entry.judged);
    }
    const counted = this.#options.counted();
    for (const records of this.#records.values()) {
      for (const [id, record] of records) {
        if (judged.has(id)) continue;
        const reason = id === running ? { reason: endedWhile } : {};
        records.set(id, { ...record, verdict: { ...record.verdict, ...counted[id], ...reason } });
      }
    }
  }

  #print({ run, verdict }: TestRecord): void {
    if (isUnclaimed(verdict)) return; // one line for all of them, at the end
    const name = `${run.subject}/${verdict.id}`;
    if (!this.#printed.has(name)) this.#options.print(propertyLine(verdict));
    this.#printed.add(name);
  }

  #hear(record: CanaryRecord): void {
    const { subject } = record.run;
    if (record.canaries.length === 0) return;
    if (!this.#canaries.has(subject)) this.#options.print(canaryLine(record.canaries));
    this.#canaries.set(subject, record);
  }

  #keep(test: TestCase): TestRecord | undefined {
    const { gradgate: record, gradgateCanaries: sang } = test.meta();
    if (sang !== undefined) this.#hear(sang);
    if (record === undefined) return undefined;
    const { subject } = record.run;
    const known = this.#records.get(subject);
    if (known === undefined) this.#options.print(headerLine(record.run, this.#options.version));
    const records = known ?? new Map<string, TestRecord>();
    this.#records.set(subject, records.set(record.verdict.id, record));
    return record;
  }
}
