/**
 * By what rules other projects accept a kernel. Each compares its results with those of a library in the
 * same number format; here these are products summed in float64 and rounded once, of the gradients that
 * there are. Inputs are the usual problems, normal as in most of them, also where a project has larger ones.
 */
import { at } from '../../src/at.ts';
import { type FormatName, formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { allClose, isCloseOrNaN, type Tolerance } from './all-close.ts';
import { dot } from './dot.ts';
import { naiveGradients } from './naive-product.ts';
import { type Peer, peerOf } from './peer.ts';
import { usualProblems } from './usual-problems.ts';

/** What a project is asked: a result, a library's, and what it knows of both. */
type Accepts = (result: Float64Array, library: Float64Array, about: About) => boolean;

interface About {
  readonly format: FormatName;
  /** How many products an entry sums. */
  readonly terms: number;
}

interface Kernel extends Pick<Peer, 'name' | 'source'> {
  /** How often it draws inputs. */
  readonly trials: number;
  readonly accepts: Accepts;
}

function checking({ name, source, trials, accepts }: Kernel): Peer {
  return peerOf({
    name,
    source,
    *usual(subject, seed) {
      for (let trial = 0; trial < trials; trial += 1) {
        yield* usualProblems(subject, trials * seed + trial);
      }
    },
    needsForward: false,
    calls: ({ problem }) => (problem.batch === undefined ? 1 : Number.POSITIVE_INFINITY),
    accepts: async (asked) => {
      const { dY } = asked.problem;
      const products = naiveGradients(asked);
      const terms = { X: dY.cols, W: dY.rows };
      const gradients = await asked.backward();
      return asked.inputs.every((name) => {
        const library = products[name]().map((value) => round(value, formats[asked.format]));
        return accepts(gradients[name], library, { format: asked.format, terms: terms[name] });
      });
    },
  });
}

/** `allClose` from `one`, with NaN close to NaN. */
function closeOrNaN(one: Float64Array, other: Float64Array, tolerance: Tolerance): boolean {
  return other.every((value, entry) => isCloseOrNaN(value, at(one, entry), tolerance));
}

/** `get_tolerance_for_precision`, absolute and relative. It knows no float64, which gets float32's. */
const kernelBenchTolerances = {
  float64: 1e-4,
  float32: 1e-4,
  bfloat16: 1e-2,
  float16: 1e-2,
} as const satisfies Partial<Record<FormatName, number>>;

/** `torch.allclose(output, output_new)`: relative to the kernel's own result. */
const kernelBench = checking({
  name: 'KernelBench',
  source:
    'https://github.com/ScalingIntelligence/KernelBench/blob/0d1222636478e6c238dc9886b6ba4be975b22efe/src/kernelbench/eval.py',
  trials: 5,
  accepts: (result, library, { format }) => {
    const tolerance = kernelBenchTolerances[format];
    return allClose(library, result, { atol: tolerance, rtol: tolerance });
  },
});

/** Wrong is what is off by more than both tolerances, in float32; nothing may be infinite or NaN. */
const flashInferBench = checking({
  name: 'FlashInfer-Bench',
  source:
    'https://github.com/flashinfer-ai/flashinfer-bench/blob/00a1ec889fdae3b2cf7b08d551a180bb2e480db2/flashinfer_bench/bench/utils.py',
  trials: 3,
  accepts: (result, library) =>
    result.every((value, entry) => {
      const [x, y] = [Math.fround(value), Math.fround(at(library, entry))];
      const error = Math.abs(x - y);
      return Number.isFinite(x) && !(error > 1e-2 && error / (Math.abs(y) + 1e-8) > 1e-2);
    }),
});

/** `torch.testing.assert_close(reference, result, equal_nan=True)`: relative to the kernel's result. */
const backendBench = checking({
  name: 'BackendBench',
  source:
    'https://github.com/meta-pytorch/BackendBench/blob/015f5cb135a8e04bd452c2a0c3799f87af6e7813/BackendBench/eval.py',
  trials: 1,
  accepts: (result, library) => closeOrNaN(result, library, { atol: 1e-2, rtol: 1e-2 }),
});

/** `calc_diff`, 1 − 2⟨x, y⟩/(⟨x, x⟩ + ⟨y, y⟩), below 10⁻⁵; of zeros it is NaN, which is not below. */
const deepGemm = checking({
  name: 'DeepGEMM test_bf16',
  source:
    'https://github.com/deepseek-ai/DeepGEMM/blob/0274ad7b911b99b4eb6f8d796403811cf1e18f3d/tests/test_bf16.py',
  trials: 1,
  accepts: (result, library) => {
    const [x, y, both] = [dot(result, result), dot(library, library), dot(result, library)];
    return 1 - (2 * both) / (x + y) < 1e-5;
  },
});

/** `triton.testing.assert_close` with its defaults: `numpy.testing.assert_allclose`, NaN equal to NaN. */
const triton = checking({
  name: 'Triton assert_close',
  source: 'https://triton-lang.org/main/python-api/generated/triton.testing.assert_close.html',
  trials: 1,
  accepts: (result, library) => closeOrNaN(library, result, { atol: 1e-2, rtol: 0 }),
});

/**
 * The buffer comparator, with the autotuner's default `xla_gpu_autotune_gemm_rtol` of 0.1. NaN and equal
 * infinities are the same, and of float16 what is beyond its largest number is cut down to it.
 */
const xla = checking({
  name: 'XLA autotuner',
  source:
    'https://github.com/openxla/xla/blob/0c917d1f417022b6e0893bbb20f16f0d1e0036b1/xla/service/gpu/buffer_comparator.cc',
  trials: 1,
  accepts: (result, library, { format }) => {
    const cut = (value: number): number =>
      format === 'float16' ? Math.max(-65505, Math.min(value, 65505)) : value;
    return result.every((value, entry) => {
      const [x, y] = [cut(value), cut(at(library, entry))];
      if (Object.is(x, y)) return true;
      return Math.abs(x - y) / (Math.max(Math.abs(x), Math.abs(y)) + 1) < 0.1;
    });
  },
});

/**
 * `torch.allclose(gradient, reference)` for dY drawn at random. Its own repository is SakanaAI/robust-kbench,
 * `sandbox/correct_backward_fn.py`.
 */
const robustKbench = checking({
  name: 'robust-kbench',
  source:
    'https://github.com/LeoXinhaoLee/robust-kbench-fork/blob/b84c1746ba750be60b78ee2ad930782409e9ed17/robust_kbench/primitives/backward/cuda_correct.py',
  trials: 5,
  accepts: (result, library) => allClose(result, library, { atol: 1e-5, rtol: 1e-5 }),
});

/**
 * `relatively_equal` with the profiler's defaults, which its unit tests have as well, all of it in the format
 * of the results. The profiler itself draws integers from −4 to 4.
 */
const cutlass = checking({
  name: 'CUTLASS profiler',
  source:
    'https://github.com/NVIDIA/cutlass/blob/02acda7dc19f9972c8543bd88d4060bdf5f8dae8/tools/profiler/src/options.cu',
  trials: 1,
  accepts: (result, library, { format }) => {
    const rounded = (value: number): number => round(value, formats[format]);
    const [epsilon, floor] = [rounded(0.05), 1 / 256];
    return result.every((x, entry) => {
      const y = at(library, entry);
      if (x === y) return true;
      const [error, both] = [rounded(Math.abs(x - y)), rounded(Math.abs(x) + Math.abs(y))];
      const isZero = x === 0 || y === 0 || both < floor;
      return error < rounded(epsilon * (isZero ? floor : both));
    });
  },
});

/** `torch.testing.assert_close`, by tolerances that grow with the length of sums beyond 128. */
const cudnn = checking({
  name: 'cuDNN matmul fuzzer',
  source:
    'https://github.com/NVIDIA/cudnn-frontend/blob/b8c0656e6f6c84fc194f4d57329b55d609eff596/test/python/test_matmul_fuzzer.py',
  trials: 1,
  accepts: (result, library, { terms }) => {
    const scale = Math.max(1, Math.sqrt(terms / 128));
    return allClose(result, library, { atol: 2e-2 * scale, rtol: 1e-2 * scale });
  },
});

/** The catalogue; unlike the gradient checkers, these are not asked about every failure. */
export const kernelChecks: readonly Peer[] = [
  kernelBench,
  flashInferBench,
  backendBench,
  deepGemm,
  triton,
  xla,
  robustKbench,
  cutlass,
  cudnn,
];
