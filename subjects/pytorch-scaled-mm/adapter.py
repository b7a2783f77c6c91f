"""PyTorch's float8 products on an NVIDIA GPU, `torch._scaled_mm`: its own kernels of cuBLASLt.

X and W are e4m3. dY is e5m2, as in training. Scales are 1. Extents are filled up with zeros to what it takes.
"""
import argparse
import sys
from pathlib import Path

import torch

folders = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(folders / "pytorch"), str(folders.parent / "python" / "src")]
from cores import fused_sums, gpu  # noqa: E402
from gradgate.protocol import serve  # noqa: E402
from gradgate.torch_tensors import Tensors  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("format", choices=["float32", "bfloat16"])
arguments.add_argument("--fast", action="store_true", help="sums are kept in the tensor core's 14 bits throughout")
arguments.add_argument("--claim-float32-sums", action="store_true", help="claim what the tensor core has not")
asked = arguments.parse_args()
tensors = Tensors(asked.format, "cuda")
view, answer, zeros = tensors.view, tensors.answer, tensors.zeros
name = f"PyTorch {torch.__version__}, _scaled_mm{', fast sums' if asked.fast else ''} on {gpu()}"
one = torch.ones((), device="cuda")
step = 16  # extents are multiples of it


def filled(matrix, kind):
    """In float8, with rows and columns of zeros up to the next multiple."""
    rows, columns = (-(-max(extent, 1) // step) * step for extent in matrix.shape)
    larger = zeros((rows, columns))
    larger[: matrix.shape[0], : matrix.shape[1]] = matrix
    return larger.to(kind)


def product(a, b, kinds):
    """a·b, whose first factor is stored by rows, and whose second by columns."""
    first, second = filled(a, kinds[0]), filled(b.T, kinds[1])
    whole = torch._scaled_mm(
        first, second.t(), scale_a=one, scale_b=one, out_dtype=tensors.dtype, use_fast_accum=asked.fast
    )
    return whole[: a.shape[0], : b.shape[1]]


wide, long = torch.float8_e4m3fn, torch.float8_e5m2


def forward(X, W):
    return answer(product(view(X), view(W), (wide, wide)))


def backward(X, W, dY, options):
    x, w, dy = view(X), view(W), view(dY)
    ways = {
        "dX": lambda: product(dy, w.T, (long, wide)),
        "dW": lambda: product(x.T, dy, (wide, long)),
    }
    answers = {wanted: answer(ways[wanted]()) for wanted in options.get("wants", ways)}
    if options.get("bias"):
        answers["db"] = answer(dy.sum(axis=0))
    return answers


introduction = {
    "name": name,
    "numberFormat": asked.format,
    "formats": {"X": "float8_e4m3fn", "W": "float8_e4m3fn", "dY": "float8_e5m2"},
    "claims": {
        "deterministic": True,
        "reproducible": True,
        "layouts": ["column-major", "gaps", "offset", "steps", "expanded", "lone strides"],
        "emptyExtents": True,
        "bias": True,
        "subsets": True,
        "nonFinite": "ieee",
        "accumulates": "float32" if asked.claim_float32_sums else "14 bits",
        "fusedSums": fused_sums("float8"),
    },
}
serve(introduction, backward=backward, forward=forward)
