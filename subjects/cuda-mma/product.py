"""The kernel of product.cu on arrays of NumPy."""
from pathlib import Path

import cupy as cp
import ml_dtypes
import numpy as np

source = (Path(__file__).parent / "product.cu").read_text()
formats = {
    "tf32": np.float32,  # whose last bits the instruction does not look at
    "bfloat16": ml_dtypes.bfloat16,
    "float16": np.float16,
    "float8_e4m3fn": ml_dtypes.float8_e4m3fn,
    "float8_e5m2": ml_dtypes.float8_e5m2,
}
in_ptx = {"tf32": "tf32", "bfloat16": "bf16", "float16": "f16", "float8_e4m3fn": "e4m3", "float8_e5m2": "e5m2"}


def options(first, second):
    """What the source is compiled with, for factors of these formats."""
    size = np.dtype(formats[first]).itemsize
    terms = 32 // size
    kind = f"{terms}.row.col.f32.{in_ptx[first]}.{in_ptx[second]}.f32"
    return (f"-DCODE=u{size}", f"-DTERMS={terms}", f"-DKIND={kind}")


kernels = {}


def kernel(first, second):
    if (first, second) not in kernels:
        kernels[first, second] = cp.RawKernel(source, "product", options(first, second))
    return kernels[first, second]


def coded(matrix, kind):
    """The codes of an m×n array, on the device, in the layout that it has."""
    codes = matrix.astype(formats[kind], order="K", copy=True)
    return cp.asarray(codes.view(f"u{codes.itemsize}"))


def product(a, b, kinds, c=None):
    """a·b + c in float32, where a is m×n, b n×k and c m×k, in row-major order."""
    (m, n), k = a.shape, b.shape[1]
    first, second = coded(a, kinds[0]), coded(b, kinds[1])
    d = cp.empty((m, k), np.float32)
    if d.size > 0:
        strides = [each // array.itemsize for array in (first, second) for each in array.strides]
        added = 0 if c is None else cp.ascontiguousarray(cp.asarray(c, np.float32)).data.ptr
        numbers = [np.uint64(added), d, *map(np.int64, (m, n, k, *strides))]
        kernel(*kinds)((-(-m // 16) * -(-k // 8),), (32,), (first, second, *numbers))
    return cp.asnumpy(d)
