import { wasmBytes } from '../lib/wasm-bytes.ts';

/** Sums that stay in registers: enough that none waits for the one before. */
const sums = Array.from({ length: 12 }, (_, i) => `$s${i}`);

/** `spin(n)`: n times, a product and a sum of two numbers each in every register, without memory. */
const source = `(module (func (export "spin") (param $times i32) (result f64)
  (local $x v128) ${sums.map((sum) => `(local ${sum} v128)`).join(' ')}
  (local.set $x (f64x2.splat (f64.const 0x1p-60)))
  ${sums.map((sum, i) => `(local.set ${sum} (f64x2.splat (f64.const ${i + 1})))`).join(' ')}
  (loop $again
    ${sums.map((s) => `(local.set ${s} (f64x2.add (local.get ${s}) (f64x2.mul (local.get ${s}) (local.get $x))))`).join('\n')}
    (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
  (f64x2.extract_lane 0 ${sums.reduce((whole, sum) => `(f64x2.add ${whole} (local.get ${sum}))`, '(local.get $x)')})))`;

const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasmBytes(source)));
// SAFETY: the module exports this function.
const spin = exports['spin'] as (times: number) => number;

/** As many products and sums of float64 as this, as fast as 128-bit SIMD can without a fused one. */
export function spinFor(products: number): number {
  return spin(Math.ceil(products / (2 * sums.length)));
}
