import { expect, test } from 'vitest';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { SubjectCrash } from '../../call/subject-crash.ts';
import { profiles } from '../run/profiles.ts';
import { Families } from './families.ts';
import { judge } from './judge.ts';

test('who hangs is shrunk in one property: each call of the next would take as long as one may', async () => {
  let calls = 0;
  const border = new Border({
    name: 'hangs',
    numberFormat: 'float64',
    backward: () => {
      calls += 1;
      throw new SubjectCrash('backward: expected an answer within 10 s, got none.');
    },
  });
  const plan = { ...profiles.smoke, seed: 1, families: new Families() };
  const spent = async (id: string): Promise<number> => {
    const before = calls;
    await judge(propertyNamed(id), border, plan);
    return calls - before;
  };
  expect(await spent('equation-1')).toBeGreaterThan(2);
  expect(await spent('equation-2')).toBe(1);
  expect(await spent('one-hot')).toBe(1);
});
