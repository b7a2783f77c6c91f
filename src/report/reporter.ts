import type { Reporter, TestCase, TestModule, TestRunEndReason } from 'vitest/node';
import type { TestRecord } from '../gate/describe.ts';
import type { PropertyVerdict, Verdict } from '../verdict/verdict.ts';
import { conclude } from './conclude.ts';
import { conclusion, headerLine, propertyLine } from './console.ts';
import { writeReport } from './write.ts';

export interface ReporterOptions {
  readonly version: string;
  /** Where verdict.json and report.md go, by subject. */
  readonly directoryOf: (subject: string) => string;
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

  constructor(options: ReporterOptions) {
    this.#options = { print: () => {}, replayCommand: (token) => `--replay ${token}`, ...options };
  }

  onTestModuleCollected(module: TestModule): void {
    for (const test of module.children.allTests()) this.#keep(test);
  }

  onTestCaseResult(test: TestCase): void {
    const record = this.#keep(test);
    if (record !== undefined) this.#options.print(propertyLine(record.verdict));
  }

  onTestRunEnd(_modules: unknown, errors: readonly unknown[], reason: TestRunEndReason): void {
    this.finish(reason !== 'interrupted' && errors.length === 0);
  }

  /** Writes and prints what is known. Called once more by whoever interrupts the run. */
  finish(complete: boolean): void {
    const { directoryOf, replayCommand, print } = this.#options;
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
      const properties: PropertyVerdict[] = list.map(({ verdict }) => verdict);
      const about = { gradgate: this.#options.version, complete };
      return first === undefined ? [] : [conclude(first.run, properties, about)];
    });
  }

  #keep(test: TestCase): TestRecord | undefined {
    const record = test.meta().gradgate;
    if (record === undefined) return undefined;
    const { subject } = record.run;
    const known = this.#records.get(subject);
    if (known === undefined) this.#options.print(headerLine(record.run, this.#options.version));
    const records = known ?? new Map<string, TestRecord>();
    this.#records.set(subject, records.set(record.verdict.id, record));
    return record;
  }
}
