"""PyTorch's float8 products of codes and scales on an NVIDIA GPU, `torch._scaled_mm`: by cuBLASLt and CUTLASS.

One scale a tensor has all products. Scales of rows, or of runs of 128, go along what is summed: of dX, over k.
"""
import argparse
import math
import sys
from pathlib import Path

import torch

folders = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(folders / "pytorch"), str(folders.parent / "python" / "src")]
from cores import fused_sums, gpu  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

blocks = {
    "tensor": {name: ["all", "all"] for name in ("X", "W", "dY")},
    "rows": {"X": [1, "all"], "W": [1, "all"], "dY": [1, "all"]},
    "runs": {"X": [1, 128], "W": [128, 128], "dY": [1, 128]},
}
step = 128  # codes are filled up to multiples of it, with zeros

arguments = argparse.ArgumentParser()
arguments.add_argument("scales", choices=blocks)
arguments.add_argument("format", choices=["float32", "bfloat16"])
arguments.add_argument("--fast", action="store_true", help="sums are kept in the tensor core's 14 bits throughout")
asked = arguments.parse_args()
kinds = {
    "X": torch.float8_e4m3fn,
    "W": torch.float8_e4m3fn,
    "dY": torch.float8_e5m2 if asked.scales == "tensor" else torch.float8_e4m3fn,
}
name = f"PyTorch {torch.__version__}, _scaled_mm, scales of {asked.scales}{', fast sums' if asked.fast else ''}"


def coded(operand, tensor):
    """Codes, and a scale for each block, on the GPU."""
    extents = [
        1 if width == "all" else math.ceil(extent / width)
        for extent, width in zip(tensor.shape, blocks[asked.scales][operand])
    ]
    grid = [0 if 0 in tensor.shape else extent for extent in extents]
    codes = torch.tensor(tensor.codes).reshape(tensor.shape).to("cuda")
    return codes, torch.tensor(tensor.scales, dtype=torch.float32).reshape(grid).to("cuda"), kinds[operand]


def turned(operand):
    codes, scales, kind = operand
    return codes.T, scales.T, kind


def filled(operand):
    """With rows and columns of zeros up to the next multiple, as float8; new rows and runs have a scale of 1."""
    codes, scales, kind = operand
    rows, columns = (-(-max(extent, 1) // step) * step for extent in codes.shape)
    larger = torch.zeros((rows, columns), device="cuda")
    larger[: codes.shape[0], : codes.shape[1]] = codes
    extents = {"tensor": (1, 1), "rows": (rows, 1), "runs": (rows, columns // step)}
    down, across = extents[asked.scales]
    if asked.scales == "runs" and scales.shape[0] < codes.shape[0]:
        down = rows // step
    grid = torch.ones((down, across), device="cuda")
    grid[: scales.shape[0], : scales.shape[1]] = scales
    return larger.to(kind), grid


def laid_out(grid, codes):
    """As the product wants it: a scale for each row and run column-major, one for each tile row-major."""
    if asked.scales == "tensor":
        return grid.reshape(())
    if asked.scales == "runs" and grid.shape[0] == codes.shape[0]:
        return grid.t().contiguous().t()
    return grid


def product(first, second):
    """A·Bᵀ."""
    (a, s), (b, t) = filled(first), filled(second)
    whole = torch._scaled_mm(
        a,
        b.t(),
        scale_a=laid_out(s, a),
        scale_b=laid_out(t, b).t(),
        out_dtype=getattr(torch, asked.format),
        use_fast_accum=asked.fast,
    )
    return whole[: first[0].shape[0], : second[0].shape[0]].float().cpu().numpy()


def forward(X, W):
    return product(coded("X", X), turned(coded("W", W)))


def backward(X, W, dY, options):
    ways = {
        "dX": lambda: product(coded("dY", dY), coded("W", W)),
        "dW": lambda: product(turned(coded("X", X)), turned(coded("dY", dY))),
    }
    if asked.scales != "tensor":
        del ways["dW"]
    return {wanted: ways[wanted]() for wanted in options.get("wants", ways)}


def scaled(operand):
    codes = str(kinds[operand]).removeprefix("torch.")
    return {"codes": codes, "scales": "float32", "block": blocks[asked.scales][operand]}


introduction = {
    "name": f"{name} on {gpu()}",
    "numberFormat": asked.format,
    "formats": {operand: scaled(operand) for operand in kinds},
    "claims": {
        "deterministic": True,
        "reproducible": True,
        "emptyExtents": True,
        **({"subsets": True} if asked.scales == "tensor" else {"gradients": "dX"}),
        "accumulates": "14 bits",
        "fusedSums": fused_sums("float8"),
    },
}
# Rows of scales have no forward product here: it sums over n.
methods = {"forward": forward} if asked.scales != "rows" else {}
serve(introduction, backward=backward, **methods)
