import type { Case, VectorFile } from '../../src/vectors/vector-file.ts';
import { answerNames } from '../../src/wire/json-balls.ts';
import { decodeNumbers } from '../../src/wire/json-number.ts';
import type { JsonOptions } from '../../src/wire/json-options.ts';
import type { JsonTensor } from '../../src/wire/json-tensor.ts';

/** Numbers of a case, for formats that hold nothing else. */
export interface NamedArray {
  /** The case's id, a slash, and which of its arrays: `bug-misprint/dW`, `bug-misprint/dW.rad`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float64Array | Float32Array;
}

/**
 * Operands are in the number format: float64, or float32, which holds all narrower formats. Of a
 * view, the array is its storage. Midpoints and radii are float64; without `.rad`, all radii are 0.
 */
export function arraysOf({ numberFormat, groups }: VectorFile): NamedArray[] {
  const narrow = numberFormat !== 'float64';
  return groups.flatMap(({ cases }) => cases.flatMap((each) => arraysOfCase(each, narrow)));
}

/** A case without its numbers: what the arrays of it mean. */
export function describeCases({ groups }: VectorFile): Record<string, unknown> {
  const described = groups.flatMap((group) =>
    group.cases.map(({ id, X, W, dY, options, expected: _, ...about }) => [
      id,
      {
        group: group.name,
        ...about,
        ...Object.fromEntries(
          Object.entries({ X, W, dY }).map(([name, { data: _d, ...view }]) => [name, view]),
        ),
        ...(options === undefined ? {} : { options: withoutNumbers(options) }),
      },
    ]),
  );
  return Object.fromEntries(described);
}

function withoutNumbers({ into, ...options }: JsonOptions) {
  if (into === undefined) return options;
  const view = (destination: JsonTensor | string) => {
    if (typeof destination === 'string') return destination;
    const { data: _, ...rest } = destination;
    return rest;
  };
  return { ...options, into: { ...into, dX: view(into.dX), dW: view(into.dW) } };
}

function arraysOfCase({ id, X, W, dY, options, expected }: Case, narrow: boolean): NamedArray[] {
  const into = Object.entries(options?.into ?? {}).flatMap(([name, destination]) =>
    typeof destination === 'object' ? [[`into.${name}`, destination] as const] : [],
  );
  const operands = [...Object.entries({ X, W, dY }), ...into].map(([name, tensor]) => {
    const entries = decodeNumbers(name, tensor.data);
    const shape = tensor.strides === undefined ? tensor.shape : [entries.length];
    return { name: `${id}/${name}`, shape, data: narrow ? Float32Array.from(entries) : entries };
  });
  const answers = answerNames.flatMap((name) => {
    const balls = expected[name];
    if (balls === undefined) return [];
    const { shape, data, rad } = balls;
    const mid = { name: `${id}/expected.${name}`, shape, data: decodeNumbers(name, data) };
    if (rad === 0) return [mid];
    return [mid, { name: `${id}/expected.${name}.rad`, shape, data: decodeNumbers(name, rad) }];
  });
  return [...operands, ...answers];
}
