/** An adapter that computes nothing: dX is X and dW is W. What it takes is what the transport takes. */
import { methodsOf } from '../../src/process/methods-of.ts';
import { serve } from '../../src/process/serve.ts';

const [, , encodings = ''] = process.argv;
const methods = methodsOf({
  name: 'canned',
  numberFormat: 'float64',
  backward: ({ X, W }) => ({ dX: X, dW: W }),
});
// Nor does it say what became of its operands, which few adapters do.
const backward = async (params: unknown): Promise<unknown> => {
  const { operands: _, ...answers } = Object(await methods['backward']?.(params));
  return answers;
};
const initialize = (params: unknown): object => ({
  ...Object(methods['initialize']?.(params)),
  encodings: encodings.split(',').filter((encoding) => encoding !== ''),
});
await serve({ ...methods, initialize, backward }, process.stdin, process.stdout);
