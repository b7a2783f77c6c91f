import type { Options } from '../contract/subject.ts';

/** The options of a call, with its tensors as `Tensor`; an operand as destination is named. */
export type OptionsWith<Tensor> = Omit<Options, 'into'> & {
  readonly into?: {
    readonly dX: Tensor | 'X' | 'W';
    readonly dW: Tensor | 'X' | 'W';
    readonly accumulate: boolean;
  };
};
