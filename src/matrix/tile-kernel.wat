;; Adds A·B to C, tile by tile: sixteen sums, each from left to right, stay in registers over two numbers
;; each (f64x2). No product is fused with its sum, so that every rounding is that of plain float64.
;;
;; A lies at 0, at most 128×256, four rows interleaved; B at 2^18, at most 256×512, four columns
;; interleaved; C behind it, at most 128×512, rows of 512. See simd-product.ts.
(module
  (memory (export "memory") 28)

  ;; C's 4×4 at $c, plus the four lines from $a up to $end times those from $b on.
  (func $tile (param $a i32) (param $b i32) (param $end i32) (param $c i32)
    (local $b0 v128) (local $b1 v128) (local $a0 v128)
    (local $s00 v128) (local $s01 v128) (local $s10 v128) (local $s11 v128)
    (local $s20 v128) (local $s21 v128) (local $s30 v128) (local $s31 v128)
    (local.set $s00 (v128.load offset=0 (local.get $c)))
    (local.set $s01 (v128.load offset=16 (local.get $c)))
    (local.set $s10 (v128.load offset=4096 (local.get $c)))
    (local.set $s11 (v128.load offset=4112 (local.get $c)))
    (local.set $s20 (v128.load offset=8192 (local.get $c)))
    (local.set $s21 (v128.load offset=8208 (local.get $c)))
    (local.set $s30 (v128.load offset=12288 (local.get $c)))
    (local.set $s31 (v128.load offset=12304 (local.get $c)))
    (loop $terms
      (local.set $b0 (v128.load offset=0 (local.get $b)))
      (local.set $b1 (v128.load offset=16 (local.get $b)))
      (local.set $a0 (v128.load64_splat offset=0 (local.get $a)))
      (local.set $s00 (f64x2.add (local.get $s00) (f64x2.mul (local.get $a0) (local.get $b0))))
      (local.set $s01 (f64x2.add (local.get $s01) (f64x2.mul (local.get $a0) (local.get $b1))))
      (local.set $a0 (v128.load64_splat offset=8 (local.get $a)))
      (local.set $s10 (f64x2.add (local.get $s10) (f64x2.mul (local.get $a0) (local.get $b0))))
      (local.set $s11 (f64x2.add (local.get $s11) (f64x2.mul (local.get $a0) (local.get $b1))))
      (local.set $a0 (v128.load64_splat offset=16 (local.get $a)))
      (local.set $s20 (f64x2.add (local.get $s20) (f64x2.mul (local.get $a0) (local.get $b0))))
      (local.set $s21 (f64x2.add (local.get $s21) (f64x2.mul (local.get $a0) (local.get $b1))))
      (local.set $a0 (v128.load64_splat offset=24 (local.get $a)))
      (local.set $s30 (f64x2.add (local.get $s30) (f64x2.mul (local.get $a0) (local.get $b0))))
      (local.set $s31 (f64x2.add (local.get $s31) (f64x2.mul (local.get $a0) (local.get $b1))))
      (local.set $b (i32.add (local.get $b) (i32.const 32)))
      (br_if $terms (i32.lt_u
        (local.tee $a (i32.add (local.get $a) (i32.const 32)))
        (local.get $end))))
    (v128.store offset=0 (local.get $c) (local.get $s00))
    (v128.store offset=16 (local.get $c) (local.get $s01))
    (v128.store offset=4096 (local.get $c) (local.get $s10))
    (v128.store offset=4112 (local.get $c) (local.get $s11))
    (v128.store offset=8192 (local.get $c) (local.get $s20))
    (v128.store offset=8208 (local.get $c) (local.get $s21))
    (v128.store offset=12288 (local.get $c) (local.get $s30))
    (v128.store offset=12304 (local.get $c) (local.get $s31)))

  ;; All tiles of so many rows and columns, which are rounded up to fours, of at least one term.
  (func (export "addBlock") (param $rows i32) (param $cols i32) (param $terms i32)
    (local $i i32) (local $j i32) (local $a i32) (local $b i32) (local $step i32)
    (local.set $step (i32.shl (local.get $terms) (i32.const 5)))
    (local.set $b (i32.const 0x40000))
    (loop $columns
      (local.set $i (i32.const 0))
      (local.set $a (i32.const 0))
      (loop $lines
        (call $tile
          (local.get $a)
          (local.get $b)
          (i32.add (local.get $a) (local.get $step))
          (i32.add
            (i32.const 0x140000)
            (i32.add
              (i32.shl (local.get $i) (i32.const 12))
              (i32.shl (local.get $j) (i32.const 3)))))
        (local.set $a (i32.add (local.get $a) (local.get $step)))
        (br_if $lines (i32.lt_u
          (local.tee $i (i32.add (local.get $i) (i32.const 4)))
          (local.get $rows))))
      (local.set $b (i32.add (local.get $b) (local.get $step)))
      (br_if $columns (i32.lt_u
        (local.tee $j (i32.add (local.get $j) (i32.const 4)))
        (local.get $cols))))))
