import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { properties } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { planOf } from './plan-of.ts';
import { verdictOf } from './verdict-of.ts';

test('the limits say how often a run of ci calls backward, to two digits', async () => {
  let calls = 0;
  const counting: Subject = {
    ...reference,
    backward: (given) => {
      calls += 1;
      return reference.backward(given);
    },
  };
  const border = new Border(counting);
  for (const property of properties) await verdictOf(property, border, planOf({}));
  const rounded = Number(calls.toPrecision(2)).toLocaleString('en');
  expect(readFileSync('docs/limits.md', 'utf8')).toContain(
    `\`ci\` calls \`backward\` ${rounded} times`,
  );
});
