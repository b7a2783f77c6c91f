import { expect, test } from 'vitest';
import { OwnBug } from '../../call/subject-crash.ts';
import { bugOf } from './bug-of.ts';

test('an error is told with its stack', () => {
  const error = new RangeError('out of range\nat the second line');
  expect(bugOf(error)).toEqual({ message: 'out of range', stack: error.stack });
});

test('what failed where we speak for a subject is told as it was thrown there', () => {
  const cause = new RangeError('out of range');
  const bug = new OwnBug('over there', { cause: new OwnBug('and there', { cause }) });
  expect(bugOf(bug)).toEqual({ message: 'out of range', stack: cause.stack });
});

test('what has no stack has its message for one', () => {
  expect(bugOf('out of range')).toEqual({ message: 'out of range', stack: 'out of range' });
  const error = Object.assign(new Error('out of range'), { stack: undefined });
  expect(bugOf(error)).toEqual({ message: 'out of range', stack: 'out of range' });
});
