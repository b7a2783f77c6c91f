import { largestSize } from '../../inspect/masks.ts';
import { smallestSize, usualSizes } from '../../inspect/usual-sizes.ts';
import type { Shape } from '../../problem/shape.ts';
import type { Flags } from '../flags.ts';
import { wrong } from '../wrong.ts';
import { chosen } from './chosen.ts';
import { extentsFrom } from './extents-from.ts';
import { subjectFlags } from './external-from.ts';
import { type Verb, verbOf } from './verb.ts';

const flags = {
  ...subjectFlags,
  sizes: {
    value: 'LIST',
    about: [`lengths of the sums to look at (default ${usualSizes.join(',')})`],
  },
  shapes: {
    value: 'LIST',
    about: ['m, n and k of problems to look at, like 1x64x64,128x64x4096: X is m×n, W n×k'],
  },
  json: { about: ['print it as JSON, which docs/inspect.md describes'] },
} as const satisfies Flags;

/** `gradgate inspect`: shows how a subject sums. */
export const inspect: Verb = verbOf({
  name: 'inspect',
  usage: ['gradgate inspect [adapter] [options]', 'gradgate inspect --command TEXT [options]'],
  summary: 'shows in which order and precision a subject sums, and what it may claim',
  about: [
    'For Y, dX and dW of square matrices, or of the shapes of your layers: the order of summation,',
    'the bits of the accumulator and how it rounds, FMA, what operands are rounded to, and subnormal',
    'numbers. It judges nothing: gradgate check --probe-claims looks at one size, and tries every',
    'claim, too.',
  ],
  flags,
  request: ({ positionals, values: { sizes, shapes, json = false, ...which } }) => ({
    verb: 'inspect',
    subject: chosen(positionals, which),
    json,
    ...(sizes !== undefined && { sizes: sizesFrom(sizes) }),
    ...(shapes !== undefined && { shapes: shapesFrom(shapes) }),
  }),
});

/** Of any format. */
const largest = Math.max(...Object.values(largestSize));

function sizesFrom(text: string): readonly number[] {
  const sizes = text.split(',').map((size) => (/^\d{1,4}$/.test(size) ? Number(size) : 0));
  if (sizes.every((size) => size >= smallestSize && size <= largest)) {
    return [...new Set(sizes)].sort((a, b) => a - b);
  }
  const expected = `whole numbers from ${smallestSize} to ${largest}, with commas between`;
  throw wrong('--sizes', expected, JSON.stringify(text));
}

function shapesFrom(text: string): readonly Shape[] {
  return text.split(',').map((each) => {
    const shape = extentsFrom(each);
    if (shape !== undefined && Object.values(shape).every((extent) => extent > 0)) return shape;
    const expected = 'm, n and k from 1, like 1x64x64,128x64x4096';
    throw wrong('--shapes', expected, JSON.stringify(text));
  });
}
