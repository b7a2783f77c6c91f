/** `gradgate oracle --serve`: certified gradients, for whoever speaks the protocol. */
import type { Readable, Writable } from 'node:stream';
import { at } from '../at.ts';
import type { Balls } from '../certified/balls.ts';
import { productBound } from '../certified/bound.ts';
import { outward } from '../certified/error-free.ts';
import type { Operand } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { entriesOf } from '../matrix/strided.ts';
import { type FormatName, formats } from '../number/formats.ts';
import { rightForward, rightGradients } from '../oracle/right-gradients.ts';
import { type Factors, factorsOf, forwardFactors } from '../problem/derive/factors.ts';
import { givenFrom, inTurn, operandsFrom } from '../process/methods-of.ts';
import { errorCodes, protocolVersion } from '../process/protocol.ts';
import { MethodError, type Methods, serve } from '../process/serve.ts';
import type { Wire } from '../process/wire.ts';
import { exitCode } from './exit-code.ts';
import { version } from './version.ts';

/** Serves until the input ends. Resolves to the exit code. */
export async function serveOracle(
  input: Readable = process.stdin,
  output: Writable = process.stdout,
): Promise<number> {
  await serve(oracle, input, output);
  return exitCode.verified;
}

const introduction = {
  protocolVersion,
  name: `gradgate oracle ${version}`,
  numberFormat: 'float64',
  claims: { layouts: 'all', emptyExtents: true },
  methods: ['forward'],
  encodings: ['base64', 'file'],
} as const;

/**
 * Each tensor of an answer has `radii` beside its `data`. An answer computed in `numberFormat` is right
 * when every entry is that close; without one, they are those of the true values.
 */
const oracle: Methods = inTurn(
  { numberFormat: introduction.numberFormat, forward: () => ({ shape: [], data: [] }) },
  {
    initialize: () => introduction,
    forward: (params, wire) => {
      const { X, W } = matricesOf(operandsFrom(params, wire));
      checkInner(X, W);
      const [factors] = forwardFactors({ X, W });
      return { Y: tensor({ wire, balls: rightForward({ X, W }), factors, params }) };
    },
    backward: (params, wire) => {
      const { X, W, dY } = matricesOf(givenFrom(params, wire));
      checkInner(X, W);
      if (dY === undefined || dY.rows !== X.rows || dY.cols !== W.cols) {
        throw wrong(`dY: expected ${X.rows}×${W.cols}, got ${dY?.rows}×${dY?.cols}`);
      }
      const problem = { X, W, dY, salt: 0 };
      const [{ dX, dW }, factors] = [rightGradients(problem), factorsOf(problem)];
      return {
        dX: tensor({ wire, balls: dX, factors: factors.dX[0], params }),
        dW: tensor({ wire, balls: dW, factors: factors.dW[0], params }),
      };
    },
    shutdown: () => null,
  },
);

interface Answering<R extends string, C extends string> {
  readonly wire: Wire;
  readonly balls: Balls<R, C>;
  readonly factors: Factors<R, C> | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

function tensor<R extends string, C extends string>(answering: Answering<R, C>) {
  const { wire, balls, factors, params } = answering;
  const { mid, rad } = balls;
  const format = formatOf(params['numberFormat']);
  const bounds = format && factors && productBound(factors.left, factors.right, format);
  const radii = bounds === undefined ? rad : rad.map((r, i, j) => outward(r + bounds.at(i, j)));
  const shape = [mid.rows, mid.cols];
  return { ...wire.tensor({ shape, data: mid.toArray() }), radii: wire.data(radii.toArray()) };
}

function formatOf(name: unknown) {
  if (name === undefined) return undefined;
  const known = Object.keys(formats).find((each): each is FormatName => each === name);
  if (known !== undefined) return formats[known];
  throw wrong(`numberFormat: expected one of ${Object.keys(formats).join(', ')}, got ${name}`);
}

function matricesOf({ X, W, dY }: { X: Operand; W: Operand; dY?: Operand }) {
  return {
    X: matrixOf<'m', 'n'>('X', X),
    W: matrixOf<'n', 'k'>('W', W),
    dY: dY && matrixOf<'m', 'k'>('dY', dY),
  };
}

function matrixOf<R extends string, C extends string>(name: string, operand: Operand) {
  const { shape } = operand;
  if (shape.length !== 2) throw wrong(`${name}: expected two extents, got ${shape.length}`);
  const size = at(shape, 0) * at(shape, 1);
  if (operand.strides === undefined && operand.data.length !== size) {
    throw wrong(`${name}: expected ${size} numbers, got ${operand.data.length}`);
  }
  return Matrix.over<R, C>(at(shape, 0), at(shape, 1), entriesOf(operand));
}

function checkInner(X: Matrix, W: Matrix): void {
  if (X.cols !== W.rows) throw wrong(`W: expected ${X.cols} rows, got ${W.rows}`);
}

function wrong(message: string): MethodError {
  return new MethodError(errorCodes.params, message);
}
