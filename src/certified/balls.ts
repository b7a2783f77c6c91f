import { at } from '../at.ts';
import { below } from '../matrix/below.ts';
import { Matrix } from '../matrix/matrix.ts';
import { add, type Ball, distance, sum, times } from './ball.ts';

/** A matrix of balls: midpoints and radii of the same shape. Views share storage, as matrices do. */
export class Balls<Row extends string = string, Col extends string = string> {
  readonly mid: Matrix<Row, Col>;
  readonly rad: Matrix<Row, Col>;

  constructor(mid: Matrix<Row, Col>, rad: Matrix<Row, Col>) {
    this.mid = mid;
    this.rad = rad;
  }

  /** Exactly these values: radius 0. */
  static exact<R extends string, C extends string>(mid: Matrix<R, C>): Balls<R, C> {
    const zeros = new Float64Array(mid.rows * mid.cols);
    return new Balls(mid, Matrix.over(mid.rows, mid.cols, zeros));
  }

  /** The balls whose entry (i, j) is `entry(i, j)`. */
  static of<R extends string, C extends string>(
    [rows, cols]: readonly [number, number],
    entry: (i: number, j: number) => Ball,
  ): Balls<R, C> {
    const rad = new Float64Array(rows * cols);
    const mid = Matrix.of<R, C>([rows, cols], (i, j) => {
      const ball = entry(i, j);
      rad[i * cols + j] = ball.rad;
      return ball.mid;
    });
    return new Balls(mid, Matrix.over(rows, cols, rad));
  }

  get rows(): number {
    return this.mid.rows;
  }

  get cols(): number {
    return this.mid.cols;
  }

  get T(): Balls<Col, Row> {
    return new Balls(this.mid.T, this.rad.T);
  }

  at(i: number, j: number): Ball {
    return { mid: this.mid.at(i, j), rad: this.rad.at(i, j) };
  }

  /** Row i, as a 1×cols matrix of balls. */
  row(i: number): Balls<Row, Col> {
    return this.rowRange(i, i + 1);
  }

  /** Column j, as a rows×1 matrix of balls. */
  column(j: number): Balls<Row, Col> {
    return this.T.row(j).T;
  }

  rowRange(from: number, to: number): Balls<Row, Col> {
    return new Balls(this.mid.rowRange(from, to), this.rad.rowRange(from, to));
  }

  columnRange(from: number, to: number): Balls<Row, Col> {
    return this.T.rowRange(from, to).T;
  }

  pickRows(picked: readonly number[]): Balls<Row, Col> {
    return new Balls(this.mid.pickRows(picked), this.rad.pickRows(picked));
  }

  pickColumns(picked: readonly number[]): Balls<Row, Col> {
    return this.T.pickRows(picked).T;
  }

  map(change: (ball: Ball, i: number, j: number) => Ball): Balls<Row, Col> {
    return Balls.of([this.rows, this.cols], (i, j) => change(this.at(i, j), i, j));
  }

  plus(other: Balls<Row, Col>): Balls<Row, Col> {
    return this.map((ball, i, j) => add(ball, other.at(i, j)));
  }

  scale(factor: Ball): Balls<Row, Col> {
    return this.map((ball) => times(factor, ball));
  }

  /** Every ball, row by row. */
  entries(): Ball[] {
    const [mid, rad] = [this.mid.toArray(), this.rad.toArray()];
    return Array.from(mid, (value, place) => ({ mid: value, rad: at(rad, place) }));
  }
}

/** Whether every ball of one matrix meets that of the other. */
export function meet(a: Balls, b: Balls): boolean {
  const others = b.entries();
  return a.entries().every((ball, place) => distance(ball, at(others, place)) === 0);
}

/** ⟨A, B⟩ = Σ_ij a_ij·b_ij */
export function inner(a: Balls, b: Balls): Ball {
  const right = b.entries();
  return sum(a.entries().map((ball, place) => times(ball, at(right, place))));
}

/** The sum of matrices of balls, at least one. */
export function total<R extends string, C extends string>(
  parts: readonly Balls<R, C>[],
): Balls<R, C> {
  return parts.reduce((sum, part) => sum.plus(part));
}

/** Matrices of balls of equal width below one another, at least one. */
export function stack<R extends string, C extends string>(
  parts: readonly Balls<R, C>[],
): Balls<R, C> {
  return new Balls(below(parts.map(({ mid }) => mid)), below(parts.map(({ rad }) => rad)));
}
