import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asAnswer } from '../call/read-answer.ts';
import type { Answer, Answers, Given, Operand, Operands } from '../contract/subject.ts';
import { GradgateError } from '../errors.ts';
import { isObject } from '../wire/is-object.ts';
import { decodeNumbers, encodeNumber } from '../wire/json-number.ts';
import { encodeOptions } from '../wire/json-options.ts';
import { decodeTensor, encodePlacement } from '../wire/json-tensor.ts';
import type {
  Datatype,
  Encoding,
  Introduction,
  Offered,
  WireData,
  WireStorage,
  WireTensor,
} from './protocol.ts';
import { dataFrom, type TensorData, toBase64, toBytes } from './tensor-data.ts';

/** Below this many numbers decimals are as short, and a person can read them. */
const fewNumbers = 64;

/** From this many numbers on a file is faster than text. */
const manyNumbers = 2 ** 16;

/** What a side of the wire is called in the names of its files. */
type Side = 'asked' | 'answered';

/** Puts tensors on the wire as the other side understands them, and takes its tensors off. */
export class Wire {
  readonly #datatype: Datatype;
  readonly #encodings: Offered['encodings'];
  readonly #folder: string;
  readonly #side: Side;
  #files = 0;

  constructor(
    { numberFormat, encodings }: Pick<Introduction, 'numberFormat'> & Offered,
    folder: string,
    side: Side = 'asked',
  ) {
    this.#side = side;
    this.#datatype = numberFormat === 'float64' ? 'float64' : 'float32';
    this.#encodings = encodings;
    this.#folder = folder;
  }

  /** X and W; where W is X, its name. */
  operands({ X, W }: Operands): { X: WireTensor; W: WireTensor | 'X' } {
    return { X: this.tensor(X), W: W === X ? 'X' : this.tensor(W) };
  }

  /** A tensor in the encoding that is best for its size, or in this one. */
  tensor(operand: Operand | Answer, encoding?: Encoding): WireTensor {
    const data = this.data(operand.data, encoding);
    return { ...encodePlacement(operand), datatype: this.#datatype, data };
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
        return this.#toFile(data);
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
    return decodeTensor(where, value, (path, tensor) => {
      const data = this.#numbersOf(path, tensor);
      if (data instanceof Float64Array) return data;
      return data instanceof Float32Array ? Float64Array.from(data) : decodeNumbers(path, data);
    });
  }

  /**
   * What `backward` answered, as the contract has it; what was written on the other side is written
   * here, too. @throws GradgateError ANSWER
   */
  answers(result: unknown, given: Given): Answers {
    const fields = asObject('backward', result);
    this.#writeBack(fields['operands'], { X: given.X, W: given.W, dY: given.dY });
    const { into, wants = ['dX', 'dW'] } = given.options ?? {};
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
    const names = ['dX', 'dW', 'db', 'dC'].filter(
      (name) => (fields[name] ?? null) !== null && !unwanted.includes(name),
    );
    return Object.fromEntries(names.map((name) => [name, this.answer(name, fields[name])]));
  }

  /** A tensor of an answer, its numbers still to be looked at. @throws GradgateError ANSWER */
  answer(name: string, value: unknown): Answer {
    const where = `the subject's ${name}`;
    if (!isObject(value) || !('data' in value)) return asAnswer(where, value);
    return asAnswer(where, { ...value, data: this.#numbersOf(where, value) });
  }

  #writeBack(stored: unknown, operands: Readonly<Record<string, Operand>>): void {
    for (const [name, value] of Object.entries(Object(stored))) {
      const operand = operands[name];
      if (operand === undefined) continue;
      const where = `the storage of ${name} after the call`;
      const data = this.#numbersOf(where, Object(value));
      const length = Object(data).length;
      if (length !== operand.data.length) {
        const expected = `${operand.data.length} numbers`;
        throw new GradgateError('ANSWER', { where, expected, actual: String(length) });
      }
      operand.data.set(Array.from(Object(data), Number));
    }
  }

  #numbersOf(where: string, tensor: TensorData): unknown {
    if (this.#encodings === 'arrays') return tensor.data;
    return dataFrom(where, tensor, (file) => this.#readFile(file));
  }

  #bestFor(count: number): Encoding | 'array' {
    if (this.#encodings === 'arrays') return 'array';
    if (count >= manyNumbers && this.#encodings.includes('file')) return 'file';
    return count >= fewNumbers && this.#encodings.includes('base64') ? 'base64' : 'decimal';
  }

  #toFile(data: ArrayLike<number>): WireData {
    this.#files += 1;
    // Names in turn: whoever is asked has read a file when it answers.
    const file = `${this.#side}-${this.#files % 256}.bin`;
    writeFileSync(join(this.#folder, file), toBytes(data, this.#datatype));
    return { file };
  }

  /** @throws GradgateError ANSWER, when there is no such file */
  #readFile(name: string): Buffer {
    const path = join(this.#folder, name);
    try {
      if (name !== name.replaceAll(/[\\/]|^\.+$/g, '')) throw new Error('it is not in the folder');
      const bytes = readFileSync(path);
      rmSync(path, { force: true });
      return bytes;
    } catch {
      const [where, expected] = ['data.file', 'the name of a file in the shared folder'];
      throw new GradgateError('ANSWER', { where, expected, actual: JSON.stringify(name) });
    }
  }
}

/** A value as an object with named fields, copied. @throws GradgateError ANSWER */
export function asObject(where: string, value: unknown): Record<string, unknown> {
  if (isObject(value)) return { ...value };
  const actual = JSON.stringify(value)?.slice(0, 80) ?? 'nothing';
  throw new GradgateError('ANSWER', { where, expected: 'an object', actual });
}
