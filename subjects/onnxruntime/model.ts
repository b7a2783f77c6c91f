/** ONNX models as bytes: the few messages of onnx.proto3 that a graph of products needs. */

/** Of an operation: whole numbers, lists of them, and real ones. */
export type Attributes = Readonly<
  Record<string, number | readonly number[] | { readonly real: number }>
>;

/** One operation: its name, the names of what it takes, and of what it gives. */
export type Operation = readonly [
  type: string,
  inputs: readonly string[],
  output: string,
  attributes?: Attributes | undefined,
];

/** The tensors that a graph takes and gives, and its operations in order. */
export interface Graph {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly operations: readonly Operation[];
  /** Constants: lists of whole numbers. */
  readonly lists?: Readonly<Record<string, readonly number[]>>;
  /** Of all tensors but those; float32, if it does not say. */
  readonly format?: 'float32' | 'float64';
  /** Matrices, if it does not say. */
  readonly rank?: 'any';
}

/** The model of a graph, in version 9 of the format, with version 17 of its operations. */
export function modelOf(graph: Graph): Uint8Array {
  const { inputs, outputs, operations, lists = {} } = graph;
  const body = message(
    ...operations.map((operation) => field(1, node(operation))),
    field(2, 'matmul'),
    ...Object.entries(lists).map(([name, list]) => field(5, constant(name, list))),
    ...inputs.map((name) => field(11, tensor(name, graph))),
    ...outputs.map((name) => field(12, tensor(name, graph))),
  );
  return message(field(1, 9), field(7, body), field(8, message(field(2, 17))));
}

function node([type, inputs, output, attributes = {}]: Operation): Buffer {
  return message(
    ...inputs.map((name) => field(1, name)),
    field(2, output),
    field(4, type),
    ...Object.entries(attributes).map(([name, value]) => field(5, attribute(name, value))),
  );
}

function attribute(name: string, value: Attributes[string]): Buffer {
  if (typeof value === 'number') return message(field(1, name), field(3, value), field(20, 2));
  if (!('real' in value)) {
    return message(field(1, name), ...value.map((each) => field(8, each)), field(20, 7));
  }
  const real = Buffer.alloc(5, (2 << 3) | 5);
  real.writeFloatLE(value.real, 1);
  return message(field(1, name), real, field(20, 1));
}

/** A list of int64. */
function constant(name: string, list: readonly number[]): Buffer {
  const numbers = Buffer.from(list.flatMap(varint));
  return message(field(1, list.length), field(2, 7), field(7, numbers), field(8, name));
}

/** Extents are unknown; those of a matrix have names. */
function tensor(name: string, { format = 'float32', rank }: Graph): Buffer {
  const axes = ['rows', 'columns'].map((axis) => field(1, message(field(2, `${axis} of ${name}`))));
  const element = field(1, format === 'float32' ? 1 : 11);
  const shape = rank === 'any' ? [] : [field(2, message(...axes))];
  return message(field(1, name), field(2, message(field(1, message(element, ...shape)))));
}

function message(...fields: readonly Buffer[]): Buffer {
  return Buffer.concat(fields);
}

/** A field of a protocol buffer: its number and kind, then a number, or a length and so many bytes. */
function field(number: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return Buffer.from([...varint(number << 3), ...varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([
    Buffer.from([...varint((number << 3) | 2), ...varint(bytes.length)]),
    bytes,
  ]);
}

/** Seven bits a byte, the lowest first; all but the last are marked. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
