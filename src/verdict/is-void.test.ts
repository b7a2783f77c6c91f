import { expect, test } from 'vitest';
import { canariesText, isVoid, voidSentence } from './is-void.ts';
import type { Canary } from './verdict.ts';

const canary = (name: string, outcome: Canary['outcome']): Canary => ({
  ...{ name, property: `law of ${name}`, outcome },
});
const [caught, missed, passed, accused] = [
  ...[canary('a', 'caught'), canary('b', 'missed')],
  ...[canary('c', 'not accused'), canary('d', 'accused')],
] as const;

test('a run says nothing where one canary was missed, or accused', () => {
  expect([[], [caught, passed], [caught, missed], [accused]].map(isVoid)).toEqual([
    ...[false, false, true, true],
  ]);
});

test('a void run says what the gate did, and whom to tell', () => {
  const run = { seed: 7 };
  const canaries = [caught, missed, passed, accused];
  expect(voidSentence({ canaries, run })).toBe(
    'void: law of b did not catch b, which is wrong; law of d accused d, which is right. ' +
      'This is a bug in gradgate, or the subject has changed what built-ins do: ' +
      'please report it (seed 7).',
  );
  expect(voidSentence({ run })).toMatch(/^void: \. This is a bug in gradgate/);
});

test('where the subject replaced a built-in, that is why, whatever canaries did', () => {
  expect(voidSentence({ replaced: 'Math.fround', canaries: [missed], run: { seed: 7 } })).toBe(
    'void: the subject replaced Math.fround, with which gradgate judges in the same process. ' +
      'Judge it with gradgate check: there it has a thread of its own.',
  );
});

test('canaries are told by how they fared, with their names', () => {
  const more = canary('e', 'caught');
  expect(canariesText([caught, passed, more])).toBe(
    'before judging: two subjects known to be wrong were caught (a, e), ' +
      'one known to be right passed (c)',
  );
  expect(canariesText([missed, accused])).toBe(
    'before judging: one subject known to be wrong was NOT caught (b), ' +
      'one known to be right was accused (d)',
  );
  expect(canariesText([passed, passed, passed])).toBe(
    'before judging: three subjects known to be right passed (c, c, c)',
  );
});
