"""A tiled matrix product in Triton, for operands of any strides, alone or as a batch."""
import math

import torch
import triton
import triton.language as tl

extents_and_strides = (
    ["m", "n", "k"]
    + [f"{operand}_{axis}" for operand in ("a", "b", "c") for axis in ("batch", "row", "column")]
)

# Rows, columns, and terms of a sum.
tile = (32, 32, 32)


@triton.jit(do_not_specialize=extents_and_strides)
def product_kernel(
    a, b, c,
    m, n, k,
    a_batch, a_row, a_column,
    b_batch, b_row, b_column,
    c_batch, c_row, c_column,
    ROWS: tl.constexpr, COLUMNS: tl.constexpr, STEP: tl.constexpr, PRECISION: tl.constexpr,
):  # fmt: skip
    """One tile of c = a·b, which are m×n, n×k and m×k. Sums are float32."""
    # One axis for all: a grid of CUDA's has no more than 65,535 programs along the others.
    program = tl.program_id(0).to(tl.int64)
    across_all = tl.cdiv(k, COLUMNS)
    in_one = tl.cdiv(m, ROWS) * across_all
    batch, tile = program // in_one, program % in_one
    rows = tile // across_all * ROWS + tl.arange(0, ROWS)[:, None]
    columns = tile % across_all * COLUMNS + tl.arange(0, COLUMNS)[None, :]
    a += batch * a_batch + rows * a_row
    b += batch * b_batch + columns * b_column
    sums = tl.zeros((ROWS, COLUMNS), tl.float32)
    for start in range(0, n, STEP):
        across = start + tl.arange(0, STEP)[None, :]
        down = start + tl.arange(0, STEP)[:, None]
        left = tl.load(a + across * a_column, mask=(rows < m) & (across < n), other=0)
        right = tl.load(b + down * b_row, mask=(down < n) & (columns < k), other=0)
        sums = tl.dot(left, right, sums, input_precision=PRECISION)
    c += batch * c_batch + rows * c_row + columns * c_column
    tl.store(c, sums.to(c.dtype.element_ty), mask=(rows < m) & (columns < k))


def product(a, b, precision="ieee", out=None):
    """a·b by the rules of torch.matmul, for matrices and batches of them. `out` is the type of the result."""
    batch = torch.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    (m, n), k = a.shape[-2:], b.shape[-1]
    members = math.prod(batch)
    c = torch.empty((members, m, k), dtype=out or a.dtype, device=a.device)
    if c.numel() > 0:
        a, b = (each.expand(*batch, *each.shape[-2:]).reshape(members, *each.shape[-2:]) for each in (a, b))
        grid = (triton.cdiv(m, tile[0]) * triton.cdiv(k, tile[1]) * members,)
        strides = (*a.stride(), *b.stride(), *c.stride())
        product_kernel[grid](a, b, c, m, n, k, *strides, *tile, PRECISION=precision)
    return c.reshape(*batch, m, k)
