import type { Problem } from '../src/problem/problem.ts';
import { agree, fact, identical, type Property, type Question } from '../src/property/property.ts';
import type { Call } from '../src/subject/border.ts';

/** A call leaves its inputs alone, depends on nothing but them, and owns its answer. */
export const purity: Property = {
  id: 'purity',
  cites: 'definition',
  statement:
    'inputs stay as they were; the same question has the same answer; answers stay as given',

  async *check(question) {
    const { problem, deterministic } = question;
    const same = deterministic ? identical : agree;
    const first = await question.call(problem);
    const before = question.read(problem, first.answer);
    yield* inputsUnchanged(problem, first);

    const again = await question.backward(problem);
    yield same('dX of the same call again', again.dX, before.dX);
    yield same('dW of the same call again', again.dW, before.dW);

    yield* answerKept(question, { first, before });
  },
};

function* inputsUnchanged(problem: Problem, { given }: Call) {
  for (const name of ['X', 'W', 'dY'] as const) {
    const expected = problem[name].toArray();
    const place = expected.findIndex((value, at) => !Object.is(value, given[name].data[at]));
    yield fact(`${name} after the call`, {
      holds: place < 0,
      expected: `entry ${place} still ${expected[place]}`,
      actual: String(given[name].data[place]),
    });
  }
}

/** Neither a later, different call nor writing into the inputs may change an earlier answer. */
async function* answerKept(
  question: Question,
  { first, before }: { first: Call; before: Answered },
) {
  const { problem } = question;
  await question.backward({ ...problem, dY: problem.dY.map((value) => -value) });
  const later = question.read(problem, first.answer);
  yield identical('dX after a later call', later.dX, before.dX);
  yield identical('dW after a later call', later.dW, before.dW);

  for (const tensor of Object.values(first.given)) tensor.data.fill(0.5);
  const kept = question.read(problem, first.answer);
  yield identical('dX after its inputs were overwritten', kept.dX, before.dX);
  yield identical('dW after its inputs were overwritten', kept.dW, before.dW);
}

type Answered = ReturnType<Question['read']>;
