import type { Matrix } from '../../matrix/matrix.ts';
import type { Layout } from '../layout.ts';

/** What is seen where the layout shows one row, column or member (of `height` rows) as many. */
export function unfold<R extends string, C extends string>(
  matrix: Matrix<R, C>,
  layout: Layout | undefined,
  height: number,
): Matrix<R, C> {
  if (layout === undefined) return matrix;
  const { rowStep, columnStep, memberStep } = layout;
  if (rowStep !== 0 && columnStep !== 0 && memberStep !== 0) return matrix;
  return matrix.map((_, row, j) => {
    const [member, i] = [Math.floor(row / height), row % height];
    const source = (memberStep === 0 ? 0 : member) * height + (rowStep === 0 ? 0 : i);
    return matrix.at(source, columnStep === 0 ? 0 : j);
  });
}
