import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ownFrames } from './own-frames.ts';

/** Something whose stack has these lines. */
function thrownWith(...lines: string[]): Error {
  return Object.assign(new Error('no'), { stack: ['Error: no', ...lines].join('\n') });
}

const theirs = pathToFileURL(join(process.cwd(), 'my layer.ts')).href;

test('the frames of other people’s files are told, by their place in the current folder', () => {
  const thrown = thrownWith(
    `    at layer (${theirs}:4:9)`,
    '    at new Promise (<anonymous>)',
    `    at async Object.backward (${join(process.cwd(), 'adapter.js')}:11:18)`,
    `    at replyTo (${new URL('serve.ts', import.meta.url).href}:60:3)`,
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  );
  expect(ownFrames(thrown)).toEqual([
    '    at layer (my layer.ts:4:9)',
    '    at async Object.backward (adapter.js:11:18)',
  ]);
});

test('at most five', () => {
  const many = Array.from({ length: 40 }, (_, i) => `    at deep (/a/b.js:${i}:1)`);
  expect(ownFrames(thrownWith(...many))).toHaveLength(5);
});

test.each([
  ['nothing', undefined],
  ['a word', 'no'],
  ['an object without a stack', {}],
  ['a stack that is no text', { stack: 7 }],
  [
    'a stack that cannot be read',
    {
      get stack(): string {
        throw new Error('not yours');
      },
    },
  ],
  ['a place that cannot be read', { stack: 'no\n    at x (file:///a%zz.js:1:1)' }],
  ['a line without an end', { stack: `no\n    at ${'x'.repeat(5000)}` }],
])('%s has none', (_, thrown) => {
  expect(ownFrames(thrown)).toEqual([]);
});
