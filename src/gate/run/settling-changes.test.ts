import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import type { Variant } from '../../call/variant.ts';
import { Balls } from '../../certified/balls.ts';
import type { Claims, Given } from '../../contract/subject.ts';
import { agree, type Question } from '../../property/property.ts';
import type { Disagreement } from '../judge/disagreement.ts';
import {
  failureOn,
  first,
  lawOnFirst,
  lawThat,
  salt,
  settledBy,
  smallest,
} from './settling.test-setup.ts';
import { Settling } from './settling.ts';
import { right, small } from './small-runs.test-setup.ts';

const cutOff: Claims = { stores: 'toward zero' };
const strassen: Claims = { algorithm: 'strassen' };
const isCutOff = ({ claims: { stores } }: { claims: Claims }) => stores === 'toward zero';
const isStrassen = ({ claims: { algorithm } }: { claims: Claims }) => algorithm === 'strassen';

describe('a change of what a subject says settles a failure', () => {
  test('where all that fails holds then, and all others do', async () => {
    expect(await settledBy(lawThat(isCutOff))).toEqual([{ claims: cutOff }]);
    expect(await settledBy(lawThat(() => false))).toEqual([]);
    const fewer = lawThat((asked) => isCutOff(asked) && asked.problem.salt === salt);
    expect(await settledBy(fewer)).toEqual([]);
  });

  test('not where the first problem that failed fails still, or the smallest', async () => {
    const on = (shape: readonly number[]) =>
      lawOnFirst((asked) => isCutOff(asked) && asked.problem.X.cols !== shape[0]);
    expect(await settledBy(on([1]))).toEqual([]);
    expect(await settledBy(on([2]))).toEqual([]);
    const between = [first, problemOf([1, 3, 1], {}, salt), smallest].map(failureOn);
    expect(await settledBy(on([3]), { failures: between })).toEqual([{ claims: cutOff }]);
    expect(await settledBy(on([1]), { failures: [failureOn(smallest)] })).toEqual([
      { claims: cutOff },
    ]);
  });

  test('where it has settled every failure before', async () => {
    const settling = new Settling();
    const either = lawThat((asked) => isCutOff(asked) || isStrassen(asked));
    const both = [{ claims: cutOff }, { claims: strassen }];
    expect(await settledBy(either, { settling })).toEqual(both);
    expect(await settledBy(lawThat(isStrassen), { settling })).toEqual([{ claims: strassen }]);
    expect(await settledBy(either, { settling })).toEqual([{ claims: strassen }]);
    expect(await settledBy(lawThat(isCutOff), { settling })).toEqual([]);
    expect(await settledBy(either, { settling })).toEqual([]);
  });

  test('not where the process ended: none is tried, then or later', async () => {
    const settling = new Settling();
    const ended: Disagreement = { kind: 'crash', message: 'it ended' };
    const failures = [failureOn(first), { problem: smallest, disagreement: ended }];
    expect(await settledBy(lawThat(isCutOff), { settling, failures })).toEqual([]);
    let asked = 0;
    const backward = (given: Given) => {
      asked += 1;
      return right.backward(given);
    };
    expect(await settledBy(lawThat(isCutOff), { settling, subject: { backward } })).toEqual([]);
    expect(asked).toBe(0);
    const thrown = failures.map((each) => ({ ...each, disagreement: { ...ended, threw: {} } }));
    expect(await settledBy(lawThat(isCutOff), { failures: thrown })).toEqual([{ claims: cutOff }]);
  });

  test('not where no problem of the plan can be asked then', async () => {
    const alone = lawThat((asked) => {
      fc.pre(asked.problem.salt === salt);
      return isCutOff(asked);
    });
    expect(await settledBy(alone, { plan: small({ runs: 1 }) })).toEqual([]);
  });

  test('not where most bounds allow 0 then, unless a claim is left out', async () => {
    const wide = { ...lawThat(isCutOff) };
    const { check } = wide;
    const around = Balls.of<'m', 'n'>([1, 1], () => ({ mid: 1, rad: 2 }));
    wide.check = async function* (question) {
      yield* check(question);
      yield agree('dX', around, around);
    };
    expect(await settledBy(wide)).toEqual([]);
    wide.check = async function* (question) {
      yield* lawThat(({ claims: { bias } }) => bias !== true).check(question);
      yield agree('dX', around, around);
    };
    const changes = await settledBy(wide, { subject: { claims: { bias: true } } });
    expect(changes).toEqual([{ insteadOf: { bias: true } }]);
  });

  test('of one claim only the first, which is the smallest', async () => {
    const claims = { batching: 'broadcast', bias: true } as const;
    const law = lawThat(({ claims: { batching } }) => batching !== 'broadcast');
    expect(await settledBy(law, { subject: { claims } })).toEqual([
      { insteadOf: { batching: 'broadcast' }, claims: { batching: 'X alone' } },
    ]);
  });
});

describe('a problem that is not asked then is no failure', () => {
  test('as it needs a claim that is left out', async () => {
    const law = lawOnFirst(() => false);
    const asking = (more: Variant) => ({
      ...law,
      check: async function* (question: Question) {
        if (question.problem.salt === salt) await question.ask(question.problem, more);
        yield* law.check(question);
      },
    });
    const subject = { claims: { bias: true, subsets: true } };
    const without = [{ insteadOf: { subsets: true } }];
    expect(await settledBy(asking({ wants: ['dX'] }), { subject })).toEqual(without);
    expect(await settledBy(asking({}), { subject })).toEqual([]);
  });

  test('as its numbers are too large for a narrower format', async () => {
    const large = (value: number) => {
      const failures = [failureOn(problemOf([1, 1, 1], { X: () => value }, salt))];
      return settledBy(
        lawOnFirst(() => false),
        { failures },
      );
    };
    expect(await large(2 ** 128)).toEqual([{ numberFormat: 'float32' }]);
    expect(await large(2 ** 127)).toEqual([{ numberFormat: 'float16' }]);
    expect(await large(65_504)).toEqual([]);
  });

  test('as nothing is compared without a claim; with one more, that settles nothing', async () => {
    const without = lawOnFirst(({ claims: { bias } }) => {
      fc.pre(bias === true);
      return false;
    });
    const subject = { claims: { bias: true } };
    expect(await settledBy(without, { subject })).toEqual([{ insteadOf: { bias: true } }]);
    const more = lawOnFirst((asked) => {
      fc.pre(!isCutOff(asked));
      return false;
    });
    expect(await settledBy(more)).toEqual([]);
  });
});

describe('of one problem that is asked again', () => {
  const plan = small({ replay: 'purity/smoke/1/0' });

  test('only that a claim is left out settles it, or that small numbers are 0', async () => {
    expect(await settledBy(lawThat(isCutOff), { plan })).toEqual([]);
    const narrow = lawThat(({ format }) => format.name === 'float32');
    expect(await settledBy(narrow)).toEqual([{ numberFormat: 'float32' }]);
    expect(await settledBy(narrow, { plan })).toEqual([]);
    const law = lawThat(({ claims: { bias } }) => bias !== true);
    const subject = { claims: { bias: true } };
    expect(await settledBy(law, { plan, subject })).toEqual([{ insteadOf: { bias: true } }]);
    const flushed = lawThat(({ claims: { subnormals } }) => subnormals === 'flushed');
    const failures = [failureOn(problemOf([1, 1, 1], { X: () => 2 ** -1070 }, salt))];
    expect(await settledBy(flushed, { plan, failures })).toEqual([
      { claims: { subnormals: 'flushed' } },
    ]);
  });
});
