"""A product of MX operands of our own in Triton: float8 with a scale for 32 terms of a sum, and one gradient.

Scales run along what is summed: dX sums over k, and dW over m, so that each wants operands of its own.
"""
import argparse
import math
import sys
from pathlib import Path

import torch
import triton

folders = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(folders / "pytorch"), str(folders.parent / "python" / "src")]
from cores import fused_sums, gpu  # noqa: E402
from gradgate.protocol import serve  # noqa: E402
from product import product  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("gradient", choices=["dX", "dW"])
arguments.add_argument("format", choices=["float32", "bfloat16"])
asked = arguments.parse_args()
block = [1, 32] if asked.gradient == "dX" else [32, 1]
kinds = {"X": torch.float8_e4m3fn, "W": torch.float8_e4m3fn, "dY": torch.float8_e5m2}


def coded(name, tensor):
    """Codes, and the exponents of scales as bytes, on the GPU."""
    rows, columns = tensor.shape
    grid = (math.ceil(rows / block[0]), math.ceil(columns / block[1]))
    codes = torch.tensor(tensor.codes).reshape(tensor.shape).to("cuda", kinds[name])
    scales = torch.tensor(tensor.scales).reshape(grid).to("cuda")
    return codes, (torch.log2(scales) + 127).to(torch.uint8)


def turned(operand):
    return tuple(part.T for part in operand)


def backward(X, W, dY, options):
    out = getattr(torch, asked.format)
    if asked.gradient == "dX":
        answer = product(coded("dY", dY), coded("W", W), out)
    else:
        answer = product(turned(coded("X", X)), turned(coded("dY", dY)), out)
    return {asked.gradient: answer.float().cpu().numpy()}


def scaled(codes):
    return {"codes": codes, "scales": "float8_e8m0fnu", "block": block}


given = {"X": "float8_e4m3fn", "W": "float8_e4m3fn", "dY": "float8_e5m2"}
introduction = {
    "name": f"Triton {triton.__version__}, dot_scaled, {asked.gradient} on {gpu()}",
    "numberFormat": asked.format,
    "formats": {name: scaled(codes) for name, codes in given.items()},
    "claims": {
        "deterministic": True,
        "reproducible": True,
        "emptyExtents": True,
        "gradients": asked.gradient,
        # Without an instruction for it, codes are made bfloat16.
        "accumulates": "float32",
        "fusedSums": fused_sums("bfloat16"),
    },
}
serve(introduction, backward=backward)
