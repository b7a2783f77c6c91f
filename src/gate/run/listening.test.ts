import { expect, test } from 'vitest';
import { elsewhere } from '../../call/elsewhere.ts';
import type { Answers, Given, Operand, Subject } from '../../contract/subject.ts';
import { listening } from './listening.ts';

const one = (value: number): Operand => ({ shape: [1, 1], data: Float64Array.of(value) });
const given: Given = { X: one(2), W: one(3), dY: one(5), options: { bias: true } };
const operands = { X: one(2), W: one(3), groups: [1] };

/** It keeps a number, as a class does. */
class Layer {
  readonly name = 'layer';
  readonly numberFormat = 'float64';
  readonly answers: Answers = { dX: one(15), dW: one(10) };
  readonly Y = one(6);
  calls: string[] = [];
  backward = (): Answers => {
    this.calls.push('backward');
    return this.answers;
  };
}

/** With methods that need their subject. */
function withMethods(): Subject & { readonly layer: Layer } {
  const layer = new Layer();
  return {
    ...{ layer, name: layer.name, numberFormat: layer.numberFormat, backward: layer.backward },
    forward(this: { layer: Layer }) {
      return this.layer.Y;
    },
    record(this: { layer: Layer }) {
      return { Y: this.layer.Y, backward: () => this.layer.answers };
    },
  };
}

test('every question is told before it is asked, and every answer after it', async () => {
  const layer = new Layer();
  const told: unknown[] = [];
  const heard = listening(
    layer,
    (asked) => told.push([asked, layer.calls.length]),
    (asked, answers) => told.push([asked, answers, layer.calls.length]),
  );
  expect(await heard.backward(given)).toBe(layer.answers);
  expect(told).toEqual([
    [given, 0],
    [given, layer.answers, 1],
  ]);
});

test('what is told of an answer stays, whatever becomes of it', async () => {
  const layer = new Layer();
  const told: Answers[] = [];
  const heard = listening(
    layer,
    () => {},
    (_, answers) => told.push(answers),
  );
  // SAFETY: the very object that was answered, which its owner may change.
  const answers = (await heard.backward(given)) as { dX?: unknown };
  delete answers.dX;
  expect(told).toEqual([{ dX: one(15), dW: one(10) }]);
});

test('a forward pass is told with X in the place of dY, recorded or not, and answered as it was', async () => {
  const subject = withMethods();
  const told: Given[] = [];
  const heard = listening(subject, (asked) => told.push(asked));
  expect(await heard.forward?.(operands)).toBe(subject.layer.Y);
  expect(told).toEqual([{ ...operands, dY: operands.X }]);
  const recorded = await heard.record?.(operands);
  expect(recorded?.Y).toBe(subject.layer.Y);
  expect(told).toHaveLength(2);
  expect(told[1]).toEqual(told[0]);
});

test('what a subject has not, nobody is offered; and nobody is asked past who listens', () => {
  const away = { claiming: () => withMethods(), hold: () => {}, renew: () => {} };
  // SAFETY: none of it is called.
  const subject = { ...new Layer(), [elsewhere]: away } as unknown as Subject;
  const heard = listening(subject, () => {});
  expect(Object.hasOwn(heard, elsewhere)).toBe(false);
  expect(heard.name).toBe('layer');
  expect(Object.keys(heard)).not.toContain('forward');
  expect(Object.keys(heard)).not.toContain('record');
});
