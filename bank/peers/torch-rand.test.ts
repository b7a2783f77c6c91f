import { expect, test } from 'vitest';
import { numpyRandn, torchRand } from './torch-rand.ts';

test('random numbers are those of PyTorch 1.13.0 and NumPy 1.24.2', () => {
  const uniform = torchRand();
  expect([uniform(), uniform(), uniform()]).toEqual([
    0.267295241355896, 0.8725283145904541, 0.3352888226509094,
  ]);
  const gauss = numpyRandn(0);
  for (const expected of [1.764052345967664, 0.4001572083672233, 0.9787379841057392]) {
    expect(gauss()).toBeCloseTo(expected, 14); // the last bit is a matter of log
  }
});
