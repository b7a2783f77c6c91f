/** What autodiff adapters share: Y = α·X·W + b + β·C, with each operand under its gradient's name. */
import type { Given, Operand } from '../../../src/contract/subject.ts';

export type Operands<T> = Readonly<Partial<Record<'dX' | 'dW' | 'db' | 'dC', T>>>;

/** The operands whose gradients are asked for, and those that are constants of this question. */
export function operandsOf<T>(
  { X, W, dY, options = {} }: Given,
  tensor: (operand: Operand) => T,
  zeros: (shape: number[]) => T,
): { readonly variables: Operands<T>; readonly constants: Operands<T> } {
  const { wants = ['dX', 'dW'], shared, bias, beta } = options;
  const operands = {
    dX: tensor(X),
    ...(shared ? {} : { dW: tensor(W) }),
    // Gradients do not depend on the values of b and C.
    ...(bias ? { db: zeros(dY.shape.slice(-1)) } : {}),
    ...(beta === undefined ? {} : { dC: zeros([...dY.shape]) }),
  };
  const asked: readonly string[] = [...wants, 'db', 'dC'];
  const pick = (wanted: boolean): Operands<T> =>
    Object.fromEntries(
      Object.entries(operands).filter(([name]) => asked.includes(name) === wanted),
    );
  return { variables: pick(true), constants: pick(false) };
}
