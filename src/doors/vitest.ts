/** `gradgate/vitest`: the catalogue as a vitest suite. */
export {
  describeMatmulBackprop,
  type GateOptions,
} from '../gate/run/describe-matmul-backprop.ts';
