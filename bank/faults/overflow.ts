/** What is beyond the largest number of a format is stored otherwise than is claimed, from public reports. */
import type { Operand } from '../../src/contract/subject.ts';
import { formats, type NumberFormat } from '../../src/number/formats.ts';
import { nearest, round } from '../../src/number/round.ts';
import type { Fault } from './fault.ts';
import { mixture } from './mixtures.ts';

/** The largest number of the format, instead of infinity. */
const saturating = nearest;

/** Infinity, or NaN where there is none, instead of the largest number. */
function beyond(value: number, format: NumberFormat): number {
  const rounded = round(value, format);
  return Number.isFinite(rounded) || format.infinities ? rounded : Number.NaN;
}

const results = (format: 'float8_e5m2' | 'float8_e4m3fn' | 'float8_e4m3fnuz' | 'float16') =>
  ({ Y: format, dX: format, dW: format }) as const;

const inFloat32 = { accumulates: 'float32' } as const;

/** A layer whose weight gradient is float32, added to a destination that is read as bfloat16. */
function destinationReadAsBfloat16(): Fault {
  const about = {
    name: 'c-read-as-bf16-at-beta-1',
    story:
      'a float32 weight gradient is added to what is there, which is read as if it was bfloat16',
    trigger: 'dW is float32 and added to a destination',
    caughtBy: 'destinations',
    thread: 'https://github.com/NVIDIA/TransformerEngine/issues/3562',
  };
  const claims = { ...inFloat32, destinations: 'accumulate' } as const;
  const layer = mixture(
    about,
    { numberFormat: 'bfloat16', formats: { dW: 'float32' }, claims },
    {},
  );
  return {
    ...layer,
    backward: async (given) => {
      const { dX, dW } = await layer.backward(given);
      const { into } = given.options ?? {};
      if (into === undefined || dX === undefined || dW === undefined) return layer.backward(given);
      addInto(into.dX, dX.data, { accumulate: into.accumulate, format: formats.bfloat16 });
      if (into.accumulate) into.dW.data.set(readAsBfloat16(into.dW.data));
      addInto(into.dW, dW.data, { accumulate: into.accumulate, format: formats.float32 });
      return {};
    },
  };
}

/** The storage of float32 numbers, from its start on taken for numbers of two bytes. */
function readAsBfloat16(data: Float64Array): Float64Array {
  const halves = new Uint16Array(Float32Array.from(data).buffer);
  const wide = new Float32Array(Uint32Array.from(data, (_, i) => (halves[i] ?? 0) << 16).buffer);
  return Float64Array.from(wide, (value) => (Number.isFinite(value) ? value : 0));
}

function addInto(
  { data }: Operand,
  sums: ArrayLike<number>,
  { accumulate, format }: { readonly accumulate: boolean; readonly format: NumberFormat },
): void {
  for (let i = 0; i < data.length; i += 1) {
    data[i] = round((accumulate ? (data[i] ?? 0) : 0) + (sums[i] ?? 0), format);
  }
}

export const overflow: readonly Fault[] = [
  mixture(
    {
      name: 'e5m2-saturates',
      story: 'e5m2 results beyond the range are its largest number, and infinity is claimed',
      trigger: 'a result beyond 57344',
      caughtBy: 'overflow',
      thread: 'https://github.com/tile-ai/tilelang/issues/2944',
    },
    {
      ...{ numberFormat: 'bfloat16', formats: results('float8_e5m2') },
      claims: { ...inFloat32, overflow: 'infinity' },
    },
    { stored: saturating },
  ),
  mixture(
    {
      name: 'e4m3-nan-where-it-saturates',
      story: 'e4m3 results beyond the range are NaN, and the largest number is claimed',
      trigger: 'a result beyond 448',
      caughtBy: 'overflow',
      thread: 'https://github.com/pytorch/pytorch/pull/178817',
    },
    {
      ...{ numberFormat: 'bfloat16', formats: results('float8_e4m3fn') },
      claims: { ...inFloat32, overflow: 'saturates' },
    },
    { stored: beyond },
  ),
  mixture(
    {
      name: 'e4m3fnuz-saturates',
      story: 'e4m3fnuz results beyond the range are its largest number, and NaN is claimed',
      trigger: 'a result beyond 240',
      caughtBy: 'overflow',
      thread: 'https://github.com/onnx/onnx/issues/6220',
    },
    {
      ...{ numberFormat: 'float32', formats: results('float8_e4m3fnuz') },
      claims: { ...inFloat32, overflow: 'infinity' },
    },
    { stored: saturating },
  ),
  destinationReadAsBfloat16(),
];

/** What no report names. */
export const plantedOverflow: readonly Fault[] = [
  mixture(
    {
      name: 'f16-infinite-where-it-saturates',
      story: 'float16 results beyond the range are infinite, and the largest number is claimed',
      trigger: 'a result beyond 65504',
      caughtBy: 'overflow',
    },
    { numberFormat: 'float16', claims: { ...inFloat32, overflow: 'saturates' } },
    { stored: beyond },
  ),
  mixture(
    {
      name: 'negative-overflow-is-positive',
      story: 'what is beyond the range is infinity, also where it is negative',
      trigger: 'a result below −65504',
      caughtBy: 'overflow',
    },
    { numberFormat: 'float16', claims: { ...inFloat32, overflow: 'infinity' } },
    {
      stored: (value, format) =>
        Number.isFinite(round(value, format)) ? round(value, format) : Number.POSITIVE_INFINITY,
    },
  ),
];
