import { existingGradients } from '../../claims/existing-gradients.ts';
import { asAnswer, readAnswer, sameShape } from '../call/read-answer.ts';
import type { Answer, Answers, Given, Operand, Operands, Scaled } from '../contract/subject.ts';
import { GradgateError } from '../errors.ts';
import { sizeOf } from '../matrix/strided.ts';
import { formats as catalogue } from '../number/formats.ts';
import { type OperandFormat, tensorFormats } from '../number/tensor-formats.ts';
import { isObject } from '../wire/is-object.ts';
import { decodeNumbers, encodeNumber } from '../wire/json-number.ts';
import { encodeOptions } from '../wire/json-options.ts';
import { type Counts, decodeTensor, encodePlacement } from '../wire/json-tensor.ts';
import { malformed } from '../wire/malformed.ts';
import { shapesOfProduct } from './numbers-owed.ts';
import type {
  Datatype,
  Encoding,
  Introduction,
  Offered,
  WireData,
  WireStorage,
  WireTensor,
} from './protocol.ts';
import { SharedFolder, type Side } from './shared-folder.ts';
import { dataFrom, inParts, type ReadFile, type TensorData, toBase64 } from './tensor-data.ts';

/** Below this many numbers decimals are as short, and a person can read them. */
const fewNumbers = 64;

/** From this many numbers on a file is faster than text. */
const manyNumbers = 2 ** 16;

/** In the place of a gradient that was not asked for, and came. */
const unread: Answer = { shape: [0], data: [] };

/** What is known of the other side. */
type Spoken = Pick<Introduction, 'numberFormat' | 'formats'> &
  Partial<Pick<Introduction, 'claims'>> &
  Offered;

/** Puts tensors on the wire as the other side understands them, and takes its tensors off. */
export class Wire {
  readonly #datatype: Datatype;
  readonly #encodings: Offered['encodings'];
  readonly #folder: SharedFolder;
  readonly #existing: readonly ('dX' | 'dW')[];

  constructor(
    { encodings, claims = {}, ...formats }: Spoken,
    folder: string,
    side: Side = 'asked',
  ) {
    // A code times a float32 may need 28 bits, and times a scale of e4m3 besides 32.
    const isWide = Object.values(tensorFormats(formats)).some(
      (format: OperandFormat) =>
        format === catalogue.float64 ||
        format.coding?.scales.precision === 24 ||
        format.coding?.globalScale !== undefined,
    );
    this.#datatype = isWide ? 'float64' : 'float32';
    this.#encodings = encodings;
    this.#folder = new SharedFolder(folder, side);
    this.#existing = existingGradients(claims);
  }

  /** X and W, with groups, if there are any; where W is X, its name. */
  operands({ X, W, groups }: Operands) {
    const both = { X: this.tensor(X), W: W === X ? ('X' as const) : this.tensor(W) };
    return groups === undefined ? both : { ...both, groups };
  }

  /** A tensor in the encoding that is best for its size, or in this one. */
  tensor(operand: Operand | Answer, encoding?: Encoding): WireTensor {
    const data = this.data(operand.data, encoding);
    const tensor = { ...encodePlacement(operand), datatype: this.#datatype, data };
    if (!('scaled' in operand) || operand.scaled === undefined) return tensor;
    const { codes, scales, globalScale: all } = operand.scaled;
    const scaled = { codes: this.data(codes, encoding), scales: this.data(scales, encoding) };
    if (all === undefined) return { ...tensor, scaled };
    return { ...tensor, scaled: { ...scaled, globalScale: this.data(all, encoding) } };
  }

  /** Storage without a shape. */
  storage({ data }: Operand): WireStorage {
    return { datatype: this.#datatype, data: this.data(data) };
  }

  /** Numbers in the encoding that is best for so many, or in this one. */
  data(data: ArrayLike<number>, encoding = this.#bestFor(data.length)): WireData {
    if (!Array.isArray(data) && !ArrayBuffer.isView(data)) return { length: data.length };
    switch (encoding) {
      case 'array':
        return data;
      case 'decimal':
        return Array.from(data, encodeNumber);
      case 'base64':
        return toBase64(data, this.#datatype);
      case 'file':
        return { file: this.#folder.write(inParts(data, this.#datatype)) };
    }
  }

  /** The parameters of `backward`. Destinations that are operands are named, not copied. */
  given(given: Given) {
    const params = { ...this.operands(given), dY: this.tensor(given.dY) };
    if (given.options === undefined) return params;
    const options = encodeOptions(given.options, given, (operand) => this.tensor(operand));
    return { ...params, options };
  }

  /** A tensor that is given, in storage of its own. @throws GradgateError FORMAT, ANSWER */
  operand(where: string, value: unknown): Operand {
    if (!isObject(value) || value['scaled'] === undefined) {
      return decodeTensor(where, value, (path, tensor, counts) => this.#read(path, tensor, counts));
    }
    const { scaled, ...tensor } = value;
    const operand = this.operand(where, tensor);
    return {
      ...operand,
      scaled: this.#scaled(`${where}.scaled`, scaled, { ...tensor, ...operand }),
    };
  }

  #scaled(
    where: string,
    value: unknown,
    { shape, datatype }: Operand & Pick<TensorData, 'datatype'>,
  ): Scaled {
    const parts = asObject(where, value);
    const most = sizeOf(shape);
    const read = (name: keyof Scaled, counts: Counts): Float64Array => {
      const numbers = this.#read(`${where}.${name}`, { data: parts[name], datatype }, counts);
      if (numbers.length >= counts.least && numbers.length <= counts.most) return numbers;
      const expected = `${counts.least} to ${counts.most} numbers`;
      throw malformed(`${where}.${name}`, expected, numbers.length);
    };
    const codes = read('codes', { least: most, most });
    const scales = read('scales', { least: Math.min(1, most), most });
    if (parts['globalScale'] === undefined) return { codes, scales };
    const members = sizeOf(shape.slice(0, -2));
    return { codes, scales, globalScale: read('globalScale', { least: members, most: members }) };
  }

  #read(where: string, tensor: TensorData, counts: Counts): Float64Array {
    const data = this.#numbersOf(where, tensor, counts);
    if (data instanceof Float64Array) return data;
    return data instanceof Float32Array ? Float64Array.from(data) : decodeNumbers(where, data);
  }

  /**
   * What `backward` answered, as the contract has it; what was written on the other side is written
   * here, too. @throws GradgateError ANSWER
   */
  answers(result: unknown, given: Given): Answers {
    const fields = asObject('backward', result);
    this.#writeBack(fields['operands'], { X: given.X, W: given.W, dY: given.dY });
    const { into, wants: asked = this.#existing } = given.options ?? {};
    const wants = asked.filter((name) => this.#existing.includes(name));
    if (into !== undefined) {
      const written = asObject('backward, into', fields['into']);
      const missing = wants.find((name) => written[name] === undefined);
      if (missing !== undefined) {
        const expected = 'the storage of the destination after the call';
        throw new GradgateError('ANSWER', {
          where: `into.${missing}`,
          expected,
          actual: 'nothing',
        });
      }
      this.#writeBack(written, { dX: into.dX, dW: into.dW });
    }
    const unwanted = ['dX', 'dW'].filter((name) => !wants.some((wanted) => wanted === name));
    const names = answerNames.filter((name) => (fields[name] ?? null) !== null);
    return Object.fromEntries(
      names.map((name) => {
        if (unwanted.includes(name)) return [name, unread];
        return [name, this.#answer(name, fields[name], [shapeOfAnswer(name, given)])];
      }),
    );
  }

  /** What `forward` or `record` answered. @throws GradgateError ANSWER */
  product(value: unknown, operands: Operands): Answer {
    return this.#answer('Y', value, shapesOfProduct(operands));
  }

  /** What `effective` answered for this W. @throws GradgateError ANSWER */
  effective(value: unknown, { shape }: Operand): Answer {
    return this.#answer('effective W', value, [shape]);
  }

  /** A tensor of an answer, its numbers still to be looked at. Of another shape it has none. */
  #answer(name: string, value: unknown, shapes: readonly (readonly number[])[]): Answer {
    const where = `the subject's ${name}`;
    if (!isObject(value) || !('data' in value)) return asAnswer(where, value);
    const answer = asAnswer(where, { ...value, data: [] });
    const shape = shapes.find((each) => sameShape(answer.shape, each));
    if (shape === undefined) return answer;
    const count = sizeOf(shape);
    const data = this.#numbersOf(where, value, { least: count, most: count });
    return asAnswer(where, { ...value, data });
  }

  #writeBack(stored: unknown, operands: Readonly<Record<string, Operand>>): void {
    for (const [name, value] of Object.entries(Object(stored))) {
      const operand = Object.hasOwn(operands, name) ? operands[name] : undefined;
      if (operand === undefined) continue;
      const where = `the storage of ${name} after the call`;
      const { length } = operand.data;
      const data = this.#numbersOf(where, Object(value), { least: length, most: length });
      operand.data.set(readAnswer(where, { shape: [length], data }, [length]));
    }
  }

  #numbersOf(where: string, tensor: TensorData, counts: Counts): unknown {
    if (this.#encodings === 'arrays') return tensor.data;
    const readFile: ReadFile = (name, sizes) => this.#folder.read(where, name, sizes);
    return dataFrom(where, tensor, { ...counts, readFile });
  }

  #bestFor(count: number): Encoding | 'array' {
    if (this.#encodings === 'arrays') return 'array';
    if (count >= manyNumbers && this.#encodings.includes('file')) return 'file';
    return count >= fewNumbers && this.#encodings.includes('base64') ? 'base64' : 'decimal';
  }
}

/** What `backward` may answer. */
const answerNames = ['dX', 'dW', 'db', 'dC'] as const;

function shapeOfAnswer(name: (typeof answerNames)[number], { X, W, dY }: Given): readonly number[] {
  switch (name) {
    case 'dX':
      return X.shape;
    case 'dW':
      return W.shape;
    case 'db':
      return W.shape.length === 1 ? [1] : dY.shape.slice(-1);
    case 'dC':
      return dY.shape;
  }
}

/** A value as an object with named fields, copied. @throws GradgateError ANSWER */
export function asObject(where: string, value: unknown): Record<string, unknown> {
  if (isObject(value)) return { ...value };
  const actual = JSON.stringify(value)?.slice(0, 80) ?? 'nothing';
  throw new GradgateError('ANSWER', { where, expected: 'an object', actual });
}
