import { expect, test } from 'vitest';
import { refusalIn, surroundingsSentence, Unsuited } from './surroundings.ts';

const refused = 'The system refuses what gradgate needs: ENOSPC: no space left on device, write.';

test.each([
  [
    Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    }),
    refused,
  ],
  [new Unsuited('Install it elsewhere.'), 'Install it elsewhere.'],
  [Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' }), undefined],
  [
    Object.assign(new Error("Cannot find module './x'"), { code: 'ERR_MODULE_NOT_FOUND' }),
    undefined,
  ],
  [new TypeError('ours'), undefined],
  [undefined, undefined],
])('%s is %s', (error, sentence) => {
  expect(surroundingsSentence(error)).toBe(sentence);
});

test('a worker that could not write says so in words alone', () => {
  expect(refusalIn('ENOSPC: no space left on device, write')).toBe(refused);
  expect(refusalIn('ENOENT: no such file')).toBe(undefined);
  expect(refusalIn(undefined)).toBe(undefined);
});
