import { missingGradients } from '../../claims/existing-gradients.ts';
import { SubjectCrash } from '../call/subject-crash.ts';
import { GradgateError, messageOf } from '../errors.ts';
import { type Launcher, patience } from './launcher.ts';
import type { Introduction } from './protocol.ts';
import type { Session } from './session.ts';
import { type Step, steps } from './steps.ts';
import { Wire } from './wire.ts';

/** What came of one step. */
export type StepResult =
  | { readonly title: string; readonly outcome: 'passed'; readonly note?: string }
  | { readonly title: string; readonly outcome: 'skipped'; readonly reason: string }
  | {
      readonly title: string;
      readonly outcome: 'failed';
      readonly reason: string;
      readonly advice: string;
      /** As of a verdict, or a request that cannot be carried out. */
      readonly conclusion: 'violated' | 'not run' | 'request';
    };

/**
 * Tests the plumbing of an adapter step by step, and tells each. One that ends at a step is started
 * again for the next; when it does not start, nothing else is told. What only the text of the protocol may
 * spoil is not asked of a module, whose arrays come as they are.
 */
export async function* checkAdapter(
  launcher: Launcher,
  way: 'wire' | 'arrays' = 'wire',
): AsyncGenerator<StepResult> {
  const open = async (): Promise<Session> => {
    const connection = launcher.connect();
    const introduction = await launcher.introduce(connection);
    const spoken = way === 'arrays' ? { ...introduction, encodings: way } : introduction;
    return { connection, introduction, wire: new Wire(spoken, launcher.folder) };
  };
  let session: Session;
  try {
    session = await open();
  } catch (error) {
    launcher.dispose();
    yield failed(startingOf[way], error);
    return;
  }
  try {
    yield { title: startingOf[way].title, outcome: 'passed' };
    yield* unasked(session.introduction);
    for (const step of steps.filter((each) => way === 'wire' || !each.wireAlone)) {
      if (session.connection.failure !== undefined) session = await open();
      yield await resultOf(step, session);
    }
    if (way === 'arrays') return;
    if (session.connection.failure !== undefined) session = await open();
    yield await resultOf(endingWithin(launcher.timeout), session);
  } catch (error) {
    yield failed(startingOf[way], error);
  } finally {
    await session.connection.kill();
    launcher.dispose();
  }
}

/** What is asked of no step, because the adapter says that it has it not. */
function* unasked({ claims }: Introduction): Generator<StepResult> {
  for (const name of missingGradients(claims)) {
    const reason = 'its claim gradients says that there is none';
    yield { title: `backward answers ${name}`, outcome: 'skipped', reason };
  }
}

const startingOf = {
  wire: {
    title: 'starts, answers initialize, and says who it is',
    advice: 'The first line that comes is initialize; docs/protocol.md has a whole conversation.',
  },
  arrays: {
    title: 'loads, and its default export is a subject',
    advice: 'src/contract/subject.ts has all that a subject may have.',
  },
};

/** What is slow to end is told from what is stuck: some libraries take seconds. */
function endingWithin(timeout: number): Step {
  return {
    title: 'answers shutdown and ends; nothing but answers was on stdout',
    check: async ({ connection }) => {
      const failure = connection.request('shutdown', {}).then(
        () => undefined,
        (error: unknown) => error,
      );
      const start = performance.now();
      const polite = await connection.close(timeout);
      if (polite && (await failure) !== undefined) throw await failure;
      if (!polite) throw new SubjectCrash(`it was still there ${timeout} ms after shutdown`);
      if (performance.now() - start <= patience) return undefined;
      return 'slowly: a run does not wait for it longer than a second, which does no harm';
    },
    advice: 'Write {"result": null}, flush, and leave the loop; also when stdin ends.',
  };
}

async function resultOf(step: Step, session: Session): Promise<StepResult> {
  const { title, skip, check } = step;
  const reason = skip?.(session.introduction);
  if (reason) return { title, outcome: 'skipped', reason };
  try {
    const note = await check(session);
    // What was written too much comes at once, or not at all.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { failure } = session.connection;
    if (failure !== undefined) throw failure;
    return { title, outcome: 'passed', ...(typeof note === 'string' && { note }) };
  } catch (error) {
    return failed(step, error);
  }
}

function failed({ title, advice }: Pick<Step, 'title' | 'advice'>, error: unknown): StepResult {
  if (!(error instanceof GradgateError || error instanceof SubjectCrash)) throw error;
  const code = error instanceof GradgateError ? error.code : undefined;
  const conclusion = code === undefined ? 'not run' : code === 'ANSWER' ? 'violated' : 'request';
  // With the frames of its own files, where it threw.
  const reason = error.message || messageOf(error);
  return { title, outcome: 'failed', reason, advice, conclusion };
}
