import { cheating } from './wrong.ts';

/** Writes "passed" into the state of the test that judges it. */
export default cheating('forges-a-pass', async () => {
  const { afterEach } = await import('vitest');
  try {
    afterEach(({ task }) => {
      Object.assign(task, { result: { state: 'pass' }, meta: { gradgate: [] } });
    });
  } catch {
    // There is no test here.
  }
});
