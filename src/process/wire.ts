import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Answers, Given, Operand, Operands } from '../contract/subject.ts';
import { GradgateError } from '../errors.ts';
import type {
  Encoding,
  Introduction,
  WireData,
  WireOperand,
  WireOptions,
  WireStorage,
  WireTensor,
} from './protocol.ts';
import { dataFrom, fromWire, toBase64, toBytes, toDecimals, toWire } from './tensor.ts';

/** Below this many numbers decimals are as short, and a person can read them. */
const fewNumbers = 64;

/** From this many numbers on a file is faster than text. */
const manyNumbers = 2 ** 16;

/** What a side of the wire is called in the names of its files. */
type Side = 'asked' | 'answered';

/** Puts tensors on the wire as the other side understands them, and takes its tensors off. */
export class Wire {
  readonly #datatype: 'float64' | 'float32';
  readonly #encodings: readonly Encoding[];
  readonly #folder: string;
  readonly #side: Side;
  #files = 0;

  constructor(
    { numberFormat, encodings }: Pick<Introduction, 'numberFormat' | 'encodings'>,
    folder: string,
    side: Side = 'asked',
  ) {
    this.#side = side;
    this.#datatype = numberFormat === 'float64' ? 'float64' : 'float32';
    this.#encodings = encodings;
    this.#folder = folder;
  }

  operands({ X, W }: Operands): { X: WireOperand; W: WireOperand } {
    return { X: this.tensor(X), W: W === X ? 'X' : this.tensor(W) };
  }

  tensor(operand: Operand | Answer, encoding?: Encoding): WireTensor {
    return toWire(operand, this.#datatype, this.data(operand.data, encoding));
  }

  /** Storage without a shape. */
  storage({ data }: Operand): WireStorage {
    return { datatype: this.#datatype, data: this.data(data) };
  }

  /** Numbers in the encoding that is best for so many, or in this one. */
  data(data: ArrayLike<number>, encoding = this.#bestFor(data.length)): WireData {
    switch (encoding) {
      case 'decimal':
        return toDecimals(data);
      case 'base64':
        return toBase64(data, this.#datatype);
      case 'file':
        return this.#toFile(data);
    }
  }

  /** The parameters of `backward`. Destinations that are operands are named, not copied. */
  given({ X, W, dY, options }: Given) {
    const operands = { ...this.operands({ X, W }), dY: this.tensor(dY) };
    if (options === undefined) return operands;
    const { into, ...plain } = options;
    if (into === undefined) return { ...operands, options: plain };
    const destination = (operand: Operand): WireOperand =>
      operand.data === X.data ? 'X' : operand.data === W.data ? 'W' : this.tensor(operand);
    const [dX, dW] = [destination(into.dX), destination(into.dW)];
    const wired: WireOptions = { ...plain, into: { dX, dW, accumulate: into.accumulate } };
    return { ...operands, options: wired };
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
    const names = ['dX', 'dW', 'db', 'dC'].filter((name) => (fields[name] ?? null) !== null);
    return Object.fromEntries(names.map((name) => [name, this.answer(name, fields[name])]));
  }

  /** One tensor of an answer, for whoever reads answers to look at. @throws GradgateError ANSWER */
  answer(name: string, wire: unknown): never {
    // SAFETY: whatever it is, it is looked at as the answer of any subject is.
    return fromWire(`the subject's ${name}`, wire, (file) => this.#readFile(file)) as never;
  }

  #writeBack(stored: unknown, operands: Readonly<Record<string, Operand>>): void {
    for (const [name, value] of Object.entries(Object(stored))) {
      const operand = operands[name];
      if (operand === undefined) continue;
      const where = `the storage of ${name} after the call`;
      const data = dataFrom(where, Object(value), (file) => this.#readFile(file));
      const length = Object(data).length;
      if (length !== operand.data.length) {
        const expected = `${operand.data.length} numbers`;
        throw new GradgateError('ANSWER', { where, expected, actual: String(length) });
      }
      operand.data.set(Array.from(Object(data), Number));
    }
  }

  #bestFor(count: number): Encoding {
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

/** @throws GradgateError ANSWER */
export function asObject(where: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  const actual = JSON.stringify(value)?.slice(0, 80) ?? 'nothing';
  throw new GradgateError('ANSWER', { where, expected: 'an object', actual });
}
