/** ONNX models as bytes: the few messages of onnx.proto3 that a graph of products needs. */

/** One operation: its name, the names of what it takes, and of what it gives. */
export type Operation = readonly [type: string, inputs: readonly string[], output: string];

/** The float32 matrices that a graph takes and gives, and its operations in order. */
export interface Graph {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly operations: readonly Operation[];
}

/** The model of a graph, in version 9 of the format, with version 17 of its operations. */
export function modelOf({ inputs, outputs, operations }: Graph): Uint8Array {
  const graph = message(
    ...operations.map(([type, taken, given]) =>
      field(1, message(...taken.map((name) => field(1, name)), field(2, given), field(4, type))),
    ),
    field(2, 'matmul'),
    ...inputs.map((name) => field(11, matrix(name))),
    ...outputs.map((name) => field(12, matrix(name))),
  );
  return message(field(1, 9), field(7, graph), field(8, message(field(2, 17))));
}

/** A matrix of float32 whose extents are unknown; they have names. */
function matrix(name: string): Buffer {
  const axes = ['rows', 'columns'].map((axis) => field(1, message(field(2, `${axis} of ${name}`))));
  const float32 = field(1, 1);
  const tensor = message(float32, field(2, message(...axes)));
  return message(field(1, name), field(2, message(field(1, tensor))));
}

function message(...fields: readonly Buffer[]): Buffer {
  return Buffer.concat(fields);
}

/** A field of a protocol buffer: its number and kind, then a number, or a length and so many bytes. */
function field(number: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return Buffer.from([number << 3, ...varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(bytes.length)]), bytes]);
}

/** Seven bits a byte, the lowest first; all but the last are marked. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
