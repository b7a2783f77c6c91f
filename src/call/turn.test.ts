import { afterEach, expect, test, vi } from 'vitest';
import { turn } from './turn.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a turn lets what was put off before it happen', async () => {
  const done: string[] = [];
  setImmediate(() => done.push('put off'));
  await turn('immediate');
  expect(done).toEqual(['put off']);
});

test('behind a timer, what a timer puts off again happens, too', async () => {
  const done: string[] = [];
  const later = () => {
    done.push('timer');
    setImmediate(() => done.push('put off again'));
  };
  setTimeout(later, 1);
  await turn('timer');
  expect(done).toEqual(['timer', 'put off again']);
});

test('only that behind a timer waits for one', () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  turn('immediate');
  expect(vi.getTimerCount()).toBe(0);
  turn('timer');
  expect(vi.getTimerCount()).toBe(1);
});
