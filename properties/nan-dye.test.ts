import { expect, test } from 'vitest';
import { mixtures } from '../bank/unusual/mixtures.ts';
import { Border } from '../src/call/border.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { profiles } from '../src/gate/run/profiles.ts';
import { nanDye } from './nan-dye.ts';

const through = mixtures.filter(({ claims }) => claims?.multiplies !== undefined);

test.each(through)('$name: infinity times what is rounded to 0 may be NaN', async (subject) => {
  const { failures } = await judge(nanDye, new Border(subject), {
    ...profiles.ci,
    runs: 80,
    seed: 1,
  });
  expect(failures).toEqual([]);
});

test.each(through)('$name, which clears every NaN, is caught all the same', async (subject) => {
  const clears = {
    ...subject,
    backward: async (given: Parameters<typeof subject.backward>[0]) => {
      const answers = await subject.backward(given);
      const cleared = Object.entries(answers).map(([name, answer]) => [
        name,
        { ...answer, data: Array.from(answer.data, (x) => (Number.isNaN(x) ? 0 : Number(x))) },
      ]);
      return Object.fromEntries(cleared);
    },
  };
  const { failures } = await judge(nanDye, new Border(clears), {
    ...profiles.ci,
    runs: 80,
    seed: 1,
  });
  expect(failures).not.toEqual([]);
});
