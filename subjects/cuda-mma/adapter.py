"""A kernel of our own, of matrix instructions in PTX: narrow operands, float32 gradients, nothing between."""
import argparse
import sys
from pathlib import Path

import cupy as cp
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from product import product  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

at_once = {"tf32": 8, "bfloat16": 16, "float16": 16, "float8": 16}  # H100 runs the one of float8 as two of float16
arguments = argparse.ArgumentParser()
arguments.add_argument("format", choices=at_once)
asked = arguments.parse_args().format
wide, long = ("float8_e4m3fn", "float8_e5m2") if asked == "float8" else (asked, asked)


def view(tensor):
    size = tensor.data.itemsize
    strides = tensor.strides and [stride * size for stride in tensor.strides]
    return np.ndarray(tensor.shape, tensor.data.typecode, tensor.data, tensor.offset * size, strides)


def forward(X, W):
    return product(view(X), view(W), (wide, wide))


def backward(X, W, dY, options):
    x, w, dy = view(X), view(W), view(dY)
    ways = {"dX": lambda: product(dy, w.T, (long, wide)), "dW": lambda: product(x.T, dy, (wide, long))}
    return {name: ways[name]() for name in options.get("wants", ways)}


def arithmetic():
    if asked == "tf32":
        return {"multiplies": "tf32"}
    return {"accumulates": "float32"}


card = cp.cuda.runtime.getDeviceProperties(0)["name"].decode()
introduction = {
    "name": f"mma.sync of {asked} on {card}",
    "numberFormat": "float32",
    "formats": {} if asked == "tf32" else {"X": wide, "W": wide, "dY": long},
    "claims": {
        "deterministic": True,
        "reproducible": True,
        "batchInvariant": True,
        "layouts": "all",
        "emptyExtents": True,
        "subsets": True,
        "nonFinite": "ieee",
        "fusedSums": at_once[asked],
        **arithmetic(),
    },
}
serve(introduction, backward=backward, forward=forward)
