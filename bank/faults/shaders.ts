/**
 * Kernels in WGSL and the programs that dispatch them, from public reports; on a simulation, so that no
 * driver is needed. Tiles and limits are scaled down.
 */
import {
  clamped,
  dispatch,
  isInside,
  rightShader,
  type Shader,
  tile,
} from '../engine/compute-shader.ts';
import { backward, type Product, rightParts } from '../engine/parts.ts';
import { recycling } from '../engine/recycling.ts';
import { get, placeOf, type View } from '../engine/view.ts';
import type { About, Fault } from './fault.ts';
import { fillOut, isDense } from './fill-out.ts';
import { remembering, wrongGemm, wrongWhole } from './wrong-parts.ts';

/** A fault of the shader itself. */
function wrongShader(about: About, wrong: Partial<Shader>): Fault {
  return wrongGemm(about, (product) => dispatch({ ...rightShader, ...wrong }, product));
}

/** So many workgroups a dispatch may have along an axis: WebGPU has 65,535. */
const mostGroups = 15;

/** The result as a copy had it that was made before the dispatch: of the last result of this size. */
function readTooEarly(): (product: Product) => void {
  const staging = new Map<number, Float64Array>();
  return (product) => {
    dispatch(rightShader, product);
    const { a, b, of, accumulate } = product;
    if (of !== 'dW' || accumulate) return;
    const size = a.rows * b.cols;
    const before = staging.get(size) ?? new Float64Array(size);
    const now = new Float64Array(size);
    fillOut(product, (i, j, there) => {
      now[i * b.cols + j] = there;
      return clamped(before, i * b.cols + j);
    });
    staging.set(size, now);
  };
}

/** Compiled where all members of a batch have one B, the shader takes the first B for all of them. */
function keyedByMembers(): (product: Product) => void {
  const compiled = new Map<number, boolean>();
  let first: View | undefined;
  return (product) => {
    const { b, member, members } = product;
    if (member === 0 || first === undefined) first = b;
    else if (!compiled.has(members)) compiled.set(members, b.offset === first.offset);
    dispatch(rightShader, compiled.get(members) ? { ...product, b: first } : product);
  };
}

export const shaders: readonly Fault[] = [
  wrongShader(
    {
      name: 'wgsl-no-second-barrier',
      story: 'the next tiles are staged while other threads still read these',
      trigger: 'an inner extent above 4 and more than one row',
      caughtBy: 'equation-1',
      thread: 'https://github.com/microsoft/onnxruntime/pull/23663',
    },
    { waits: false },
  ),
  wrongShader(
    {
      name: 'wgsl-tail-keeps-last-tile',
      story: 'beyond the inner extent shared memory is not cleared, and has the tile before',
      trigger: 'an inner extent above 4 that is no multiple of 4',
      caughtBy: 'equation-1',
      thread: 'https://github.com/modular/modular/pull/5701',
    },
    { stage: (operand, i, j) => (isInside(operand, i, j) ? get(operand, i, j) : undefined) },
  ),
  wrongShader(
    {
      name: 'wgsl-tail-clamped',
      story: 'nothing asks whether a tile ends, so that entries elsewhere, or the last, are read',
      trigger: 'an inner extent that is no multiple of 4',
      caughtBy: 'equation-1',
      thread: 'https://github.com/microsoft/onnxruntime/pull/32364',
    },
    { stage: (operand, i, j) => clamped(operand.data, placeOf(operand, i, j)) },
  ),
  wrongGemm(
    {
      name: 'wgsl-too-many-workgroups',
      story: 'a dispatch of too many workgroups is refused, nobody looks, and the result stays 0',
      trigger: 'a result of more than 15 tiles along an axis',
      caughtBy: 'equation-1',
      thread: 'https://github.com/ggml-org/llama.cpp/pull/19965',
    },
    (product) => {
      const { a, b, accumulate } = product;
      if (Math.ceil(Math.max(a.rows, b.cols) / tile) <= mostGroups) dispatch(rightShader, product);
      else fillOut(product, (_i, _j, there) => (accumulate ? there : 0));
    },
  ),
  wrongShader(
    {
      name: 'wgsl-vec4-unaligned-rows',
      story: 'four entries are read at once, from the last place before a row that 4 divides',
      trigger: 'a dense operand whose columns are above 4 and no multiple of 4',
      caughtBy: 'equation-1',
      thread: 'https://github.com/webonnx/wonnx/pull/95',
    },
    {
      stage: (operand, i, j) => {
        if (!isInside(operand, i, j)) return 0;
        const { data, offset, cols } = operand;
        if (cols < 4 || !isDense(operand)) return get(operand, i, j);
        return clamped(data, offset + i * cols - ((i * cols) % 4) + j);
      },
    },
  ),
  wrongWhole(
    {
      name: 'wgsl-one-uniform-buffer',
      story: 'the extents of dW are written over those of dX before either product is run',
      trigger: 'm and k differ',
      caughtBy: 'equation-1',
      thread: 'https://github.com/gfx-rs/wgpu/issues/1650',
    },
    (given, right) => {
      const { wants = ['dX', 'dW'], shared } = given.options ?? {};
      if (wants.length < 2 || shared || given.groups) return right(given);
      const shader: Shader = {
        ...rightShader,
        stage: ({ data, ...operand }, i, j) => clamped(data, placeOf({ data, ...operand }, i, j)),
      };
      const gemm = (product: Product): void => {
        const { a, b, of } = product;
        const inner = of === 'dX' ? a.rows : a.cols;
        const extents = { a: { ...a, cols: inner }, b: { ...b, rows: inner } };
        dispatch(inner === a.cols ? rightShader : shader, { ...product, ...extents });
      };
      return backward(given, { ...rightParts, gemm });
    },
  ),
  remembering(
    {
      name: 'wgsl-key-lacks-broadcast',
      story: 'the shader of dX, for which one W meets a batch, is found for dW, which has no such',
      trigger: 'a W that is joined to a batch',
      caughtBy: 'broadcast-reduction',
      thread: 'https://github.com/microsoft/onnxruntime/pull/22536',
    },
    () => ({ gemm: keyedByMembers() }),
  ),
  remembering(
    {
      name: 'wgsl-read-before-written',
      story: 'dW is copied for reading before it is computed, so the last one of its size comes',
      trigger: 'the last dW of its size was another, or there was none',
      caughtBy: 'equation-2',
      thread: 'https://github.com/gfx-rs/wgpu/issues/117',
    },
    () => ({ gemm: readTooEarly() }),
  ),
  remembering(
    {
      name: 'wgsl-adds-to-recycled-buffer',
      story: 'parts of a long sum are added to a buffer that nobody cleared when it was recycled',
      trigger: 'an inner extent above 8, and a result of the same size before',
      caughtBy: 'history-independence',
      thread: 'https://github.com/microsoft/onnxruntime/pull/32063',
    },
    () => ({
      allocate: recycling(),
      gemm: (product) => {
        const split = product.a.cols > 2 * tile;
        dispatch(rightShader, { ...product, accumulate: product.accumulate || split });
      },
    }),
  ),
];
