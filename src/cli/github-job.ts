import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { annotations, jobSummary } from '../report/github-actions.ts';
import { Unwritten } from '../report/replace-files.ts';
import type { ReplayCommand } from '../verdict/see-again.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** What a job of GitHub Actions says of itself. */
type Environment = Readonly<
  Partial<Record<'GITHUB_ACTIONS' | 'GITHUB_STEP_SUMMARY' | 'GITHUB_WORKSPACE', string>>
>;

/**
 * A job of GitHub Actions: failures are annotations, and the report is the job's summary. Meanwhile nothing that a
 * subject prints is a command of the workflow.
 */
export class GithubJob {
  readonly #print: (line: string) => void;
  readonly #environment: Environment;
  readonly #token = randomUUID();
  #isQuiet = true;

  /** Without `print`, another reporter has the output. */
  private constructor(environment: Environment, print?: (line: string) => void) {
    this.#environment = environment;
    this.#print = print ?? (() => {});
    this.#print(`::stop-commands::${this.#token}`);
    process.once('exit', () => this.#resume());
  }

  /** The job that this process is in; none elsewhere. */
  static in(environment: Environment, print?: (line: string) => void): GithubJob | undefined {
    if (environment.GITHUB_ACTIONS !== 'true') return undefined;
    return new GithubJob(environment, print);
  }

  /** `adapter`: the file that a subject is in, absolute. @throws Unwritten, when the summary cannot be written */
  tell(verdict: Verdict, replayCommand: ReplayCommand, adapter?: string): void {
    this.#resume();
    const { GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: root } = this.#environment;
    const file = adapter !== undefined && root ? relative(root, adapter) : undefined;
    for (const line of annotations(verdict, replayCommand, file)) this.#print(line);
    if (!summary) return;
    try {
      appendFileSync(summary, `${jobSummary(verdict, replayCommand)}\n`);
    } catch (error) {
      throw new Unwritten(summary, error);
    }
  }

  #resume(): void {
    if (this.#isQuiet) this.#print(`::${this.#token}::`);
    this.#isQuiet = false;
  }
}
