import type { HeldCall } from '../src/call/read-gradients.ts';
import { turn } from '../src/call/turn.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import type { Gradients } from '../src/oracle/right-gradients.ts';
import { pick } from '../src/problem/draw/draw.ts';
import type { Problem } from '../src/problem/problem.ts';
import { agree, identical, type Property, type Question } from '../src/property/property.ts';

/**
 * A call leaves its inputs alone (which the border checks after every call), depends on nothing but
 * them, and owns its answer.
 */
export const purity: Property = {
  id: 'purity',
  cites: 'definition',
  statement:
    'inputs stay as they were; the same question has the same answer; answers stay as given',
  makesWeights: true,

  async *check(question) {
    const { problem, claims } = question;
    const same = claims.deterministic || claims.reproducible ? identical : agree;
    const first = await question.hold(problem);
    const before = question.read(problem, first);

    const again = await question.backward(problem);
    yield same('dX of the same call again', again.dX, before.dX);
    yield same('dW of the same call again', again.dW, before.dW);
    if (question.hasForward) {
      const [Y, other] = [await question.forward(problem), await question.forward(problem)];
      yield same('Y of the same call again', other, Y);
    }

    // Whoever still owns an answer may change it later. A timer takes its time: not on all problems.
    await turn(question.draw.integer(0, 7) === 0 ? 'timer' : 'immediate');
    yield* answerKept(question, problem, { first, before });

    const identity = pick(question.draw, identities);
    const call = await question.hold(identity);
    yield* answerKept(question, identity, { first: call, before: question.read(identity, call) });
  },
};

/** Where a gradient equals an operand, a shortcut may answer with the operand itself. */
const identities: readonly Problem[] = [1, 2].map((extent) => {
  const one = Matrix.of<string, string>([extent, extent], (i, j) => (i === j ? 1 : 0));
  // SAFETY: of a square matrix any two axes are as long.
  return { X: one, W: one, dY: one, salt: 0 } as Problem;
});

/** Neither a later, different call nor writing into the inputs may change an earlier answer. */
async function* answerKept(
  question: Question,
  problem: Problem,
  { first, before }: { first: HeldCall; before: Gradients },
) {
  await question.backward({ ...problem, dY: problem.dY.map((value) => -value) });
  const later = await question.readAgain(problem, first);
  yield identical('dX after a later call', later.dX, before.dX);
  yield identical('dW after a later call', later.dW, before.dW);

  for (const name of ['X', 'W', 'dY'] as const) first.given[name].data.fill(0.5);
  const kept = await question.readAgain(problem, first);
  yield identical('dX after its inputs were overwritten', kept.dX, before.dX);
  yield identical('dW after its inputs were overwritten', kept.dW, before.dW);
}
