import { defined } from '../defined.ts';
import { type GateOptions, isInRounds } from '../gate/run/gate-options.ts';
import { GradgateReporter, type ReporterOptions } from '../report/gradgate-reporter.ts';
import { wrapped } from '../report/wrapped.ts';
import type { Kind } from '../report/write-report.ts';
import type { ReplayCommand } from '../verdict/see-again.ts';
import { isAllOld } from '../verdict/since-base.ts';
import type { RunInfo } from '../verdict/verdict.ts';
import { askedOf } from './asked-of.ts';
import { Bases } from './bases.ts';
import { exitCode } from './exit-code.ts';
import { foundBefore } from './found-before.ts';
import { GithubJob } from './github-job.ts';
import type { Journal } from './journal.ts';
import { dropProgress, keepProgress, unlockProgress } from './keep-progress.ts';
import { keepFailures, ownCorpus } from './kept-failures.ts';
import { knowing, learn } from './known/knowing.ts';
import { Lost } from './lost.ts';
import { makeFile, makeFolder } from './make-place.ts';
import { claimHome, homeOf, type Owner, ownFolder, placeOf } from './place.ts';
import { ProgressLine, type Shown } from './progress-line.ts';
import { replayCommand } from './replay-command.ts';
import { reportLine } from './report-line.ts';
import { complain, say } from './say.ts';
import { newJournal, startSuite, stopOf } from './start-suite.ts';
import { startingLine } from './starting-line.ts';
import { refusalIn } from './surroundings.ts';
import type { CheckRequest } from './verbs/request.ts';
import { version } from './version.ts';

/** Judges the subject of a request in a vitest run of its own. Resolves to the exit code. */
export async function check(asked: CheckRequest): Promise<number> {
  const request = knowing(asked);
  if (request.out !== undefined) makeFolder(request.out);
  if (request.observe !== undefined) makeFile(request.observe, request.resume);
  const job = jobOf(request);
  const journal = newJournal();
  const progress = new ProgressLine();
  const bugs: unknown[] = [];
  const lost = new Lost(speaks(request));
  const bases = request.base === undefined ? undefined : new Bases('--base', request.base);
  const reporter = reporterFor(request, journal, {
    ...defined({ bases }),
    ...{ progress, bug: (error) => bugs.push(error) },
    unwritten: (why, conclusion) => lost.tell(why, conclusion),
  });
  const interrupted = onInterrupt(() => {
    progress.end();
    reporter.finish(false);
    journal.endWorkers(); // which ends the run
  });
  const { for: total } = request.options;
  const starting = startingLine(request.subject);
  if (starting !== undefined && speaks(request) && request.prints === undefined) say(starting);
  if (speaks(request)) progress.show(() => shown(reporter, total));
  const keeping = isInRounds(request.options) ? keep(request, reporter, lost) : undefined;
  const vitest = await startSuite(request, reporter, journal);
  progress.end();
  keeping?.end();
  if (!interrupted()) lost.guard(() => keepAllFailures(request, reporter));
  await vitest.close();
  journal.endChildren(); // of a worker that could not do so itself
  if (bugs.length > 0) throw bugs[0];
  if (job !== undefined) lost.guard(() => tellJob(job, reporter, request));
  if (interrupted()) return exitCode.interrupted;
  const stopped = stopOf(journal);
  if (stopped !== undefined) return stopped;
  let isKnown = false;
  lost.guard(() => {
    isKnown = learn(request, reporter.verdicts(true));
  });
  if (lost.any) return exitCode.surroundings;
  return isKnown ? exitCode.verified : codeOf(reporter, request);
}

/** Whether the command itself speaks: where nobody else does on stdout, or it is named among the others. */
function speaks({ reporters }: CheckRequest): boolean {
  const loud = reporters.filter(({ file }) => file === undefined);
  return loud.length === 0 || loud.some(({ name }) => name === 'console');
}

/** Of that name vitest has a reporter, too, which says nothing of what has no place in a file. */
function jobOf(request: CheckRequest): GithubJob | undefined {
  if (!request.reporters.some(({ name }) => name === 'github-actions')) {
    return GithubJob.in(process.env, speaks(request) ? console.log : undefined);
  }
  return GithubJob.in({ ...process.env, GITHUB_ACTIONS: 'true' }, console.log);
}

function tellJob(job: GithubJob, reporter: GradgateReporter, request: CheckRequest): void {
  const { subject, options } = request;
  const file = 'path' in subject ? subject.path : undefined;
  const replay: ReplayCommand = (token) => replayCommand(subject, token, options);
  for (const verdict of reporter.verdicts(true)) job.tell(verdict, replay, file);
}

type Told = Required<Pick<ReporterOptions, 'bug' | 'unwritten'>>;

function reporterFor(
  request: CheckRequest,
  journal: Journal,
  { progress, bases, ...told }: Told & { progress: ProgressLine; bases?: Bases },
): GradgateReporter {
  const { subject, options, out, prints } = request;
  const print = (line: string): void => {
    progress.clear();
    const { isTTY, columns } = process.stdout;
    // Some terminals say that they have no columns.
    console.log(isTTY && columns > 0 && prints !== 'json' ? wrapped(line, columns) : line);
  };
  return new GradgateReporter({
    ...{ version, ...told, kind: kindOf(options, out) },
    journal: () => journal.read(),
    directoryOf: (name, numberFormat, profile) =>
      ownFolder(placeOf(out), ownerIn(request, { subject: name, numberFormat }), profile),
    foundBefore: (run) => foundBefore(homeOf(placeOf(out), ownerIn(request, run)), run),
    ...(bases && { since: (verdict) => bases.compared(verdict) }),
    reportLine: (path) => reportLine(path, out),
    replayCommand: (token) => replayCommand(subject, token, options),
    ...(speaks(request) ? { print } : {}),
    ...defined({ prints }),
  });
}

/** Whose folder the files of a run go into. */
function ownerIn({ subject }: CheckRequest, run: Pick<RunInfo, 'subject' | 'numberFormat'>): Owner {
  const { subject: name, numberFormat } = run;
  return { subject: name, numberFormat, asked: askedOf(subject) };
}

/** What is asked of the whole; in a folder that was named, whatever is asked is what is wanted there. */
function kindOf({ replay, properties }: GateOptions, out: string | undefined): Kind {
  if (replay !== undefined) return 'replay';
  return properties !== undefined && out === undefined ? 'part' : 'run';
}

function keepAllFailures(request: CheckRequest, reporter: GradgateReporter): void {
  for (const verdict of reporter.verdicts(true)) {
    const home = claimHome(placeOf(request.out), ownerIn(request, verdict.run));
    keepFailures(request.corpus ?? ownCorpus(home), verdict);
  }
}

/** Does `stop` at an interrupt. Returns a function that tells whether there was one. */
export function onInterrupt(stop: () => void): () => boolean {
  let interrupted = false;
  const interrupt = (): void => {
    if (interrupted) return;
    interrupted = true;
    process.exitCode = exitCode.interrupted; // vitest, which ends the process, would choose another
    stop();
    // For a run that has no worker yet, whose end would end it.
    setTimeout(() => process.exit(exitCode.interrupted), 2000).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  return () => interrupted;
}

/** How far the run is. */
function shown(reporter: GradgateReporter, total: number | undefined): Omit<Shown, 'elapsed'> {
  reporter.listen();
  const { findings } = reporter;
  const { reached } = findings;
  if (total === undefined) return { reached };
  const counts = findings.progress().flatMap(({ properties }) => Object.values(properties));
  const runs = counts.reduce((sum, { count }) => sum + count.runs, 0);
  return { given: { total, runs }, reached };
}

/** Keeps what was done in rounds beside the verdict, every second and at the end. */
function keep(request: CheckRequest, reporter: GradgateReporter, lost: Lost) {
  const place = placeOf(request.out);
  const write = (): void => {
    reporter.listen();
    lost.guard(keepAll);
  };
  const keepAll = (): void => {
    for (const progress of reporter.findings.progress()) {
      const folder = claimHome(place, ownerIn(request, progress.run));
      if (Object.keys(progress.properties).length > 0) keepProgress(folder, progress);
      else if (!request.resume) dropProgress(folder); // that of another run
    }
  };
  const unlock = (): void => {
    for (const { run } of reporter.findings.progress()) {
      unlockProgress(homeOf(place, ownerIn(request, run)), process.pid);
    }
  };
  const timer = setInterval(write, 1000).unref();
  process.once('exit', unlock);
  return {
    end: () => {
      clearInterval(timer);
      write();
    },
  };
}

function codeOf(reporter: GradgateReporter, { onlyNew }: CheckRequest): number {
  const [verdict] = reporter.verdicts(true);
  if (verdict !== undefined && onlyNew && isAllOld(verdict)) return exitCode.verified;
  if (verdict !== undefined) return exitCode[verdict.conclusion];
  const refusal = refusalIn(reporter.failure);
  if (refusal !== undefined) {
    complain(refusal);
    return exitCode.surroundings;
  }
  complain('The subject could not be run: its process ended before any property was judged.');
  return exitCode['not run'];
}
