"""A tiled product of MX operands in Triton: codes of float8 with e8m0 scales over 32 terms of a sum."""
import torch
import triton
import triton.language as tl

extents_and_strides = ["m", "n", "k"] + [
    f"{operand}_{axis}" for operand in ("a", "s", "b", "t") for axis in ("row", "column")
]

# Rows, columns, and terms of a sum.
tile = (64, 64, 64)


@triton.jit(do_not_specialize=extents_and_strides)
def product_kernel(
    a, s, b, t, c,
    m, n, k,
    a_row, a_column, s_row, s_column,
    b_row, b_column, t_row, t_column,
    A: tl.constexpr, B: tl.constexpr,
    ROWS: tl.constexpr, COLUMNS: tl.constexpr, STEP: tl.constexpr,
):  # fmt: skip
    """One tile of c = a·bᵀ, which are m×n, k×n and m×k. s and t have a scale of 32 columns of a row each."""
    program = tl.program_id(0).to(tl.int64)
    across_all = tl.cdiv(k, COLUMNS)
    rows = program // across_all * ROWS + tl.arange(0, ROWS)
    columns = program % across_all * COLUMNS + tl.arange(0, COLUMNS)
    sums = tl.zeros((ROWS, COLUMNS), tl.float32)
    for start in range(0, n, STEP):
        terms = start + tl.arange(0, STEP)
        runs = start // 32 + tl.arange(0, STEP // 32)
        here = (rows < m)[:, None]
        there = (columns < k)[:, None]
        left = tl.load(a + rows[:, None] * a_row + terms[None, :] * a_column, mask=here & (terms < n)[None, :], other=0.0)
        right = tl.load(
            b + columns[None, :] * b_row + terms[:, None] * b_column,
            mask=(columns < k)[None, :] & (terms < n)[:, None],
            other=0.0,
        )
        within = (runs * 32 < n)[None, :]
        of_left = tl.load(s + rows[:, None] * s_row + runs[None, :] * s_column, mask=here & within, other=127)
        of_right = tl.load(t + columns[:, None] * t_row + runs[None, :] * t_column, mask=there & within, other=127)
        sums = tl.dot_scaled(left, of_left, A, right, of_right, B, sums)
    place = c + rows[:, None] * k + columns[None, :]
    tl.store(place, sums.to(c.dtype.element_ty), mask=(rows < m)[:, None] & (columns < k)[None, :])


def product(first, second, out):
    """A·Bᵀ in that format, of (codes, scales as bytes) of A, m×n, and B, k×n, both of any strides."""
    (a, s), (b, t) = first, second
    (m, n), k = a.shape, b.shape[0]
    c = torch.zeros((m, k), dtype=out, device=a.device)
    if m > 0 and n > 0 and k > 0:
        kinds = [{torch.float8_e4m3fn: "e4m3", torch.float8_e5m2: "e5m2"}[codes.dtype] for codes in (a, b)]
        grid = (triton.cdiv(m, tile[0]) * triton.cdiv(k, tile[1]),)
        strides = (*a.stride(), *s.stride(), *b.stride(), *t.stride())
        product_kernel[grid](a, s, b, t, c, m, n, k, *strides, *kinds, *tile)
    return c
