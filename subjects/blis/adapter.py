"""BLIS by its Python package: dX and dW by hand from `blis.py.gemm`, its flags, α and β, into what it is given."""
import argparse
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from blis.py import gemm

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.protocol import serve  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("format", choices=["float64", "float32"], nargs="?", default="float32")
number_format = arguments.parse_args().format

claims = {
    "deterministic": True,
    "reproducible": True,
    # Not `layouts`: it wants contiguous rows. Not batches or vectors: there are two axes.
    "emptyExtents": True,
    "transposeFlags": True,
    "scaling": True,
    "bias": True,
    "subsets": True,
    # Not aliased ones: BLIS forbids it.
    "destinations": "accumulate",
    "sharedOperand": True,
    "nonFinite": "ieee",
}


def matrix(tensor):
    """The tensor where it lies."""
    return np.asarray(tensor.data).reshape(tensor.shape)


def forward(X, W):
    return gemm(matrix(X), matrix(W), beta=0.0)


def backward(X, W, dY, options):
    x, w, dy = matrix(X), matrix(W), matrix(dY)
    alpha, into = options.get("alpha", 1.0), options.get("into")
    answers = {}
    for name in options.get("wants", ["dX"] if "shared" in options else ["dX", "dW"]):
        out = matrix(into[name]) if into else np.full((x if name == "dX" else w).shape, np.nan, number_format)
        beta = 1.0 if into and into["accumulate"] else 0.0
        for a, b, trans1, trans2 in products(name, (x, w, dy), options):
            gemm(a, b, out=out, trans1=trans1, trans2=trans2, alpha=alpha, beta=beta)
            beta = 1.0
        if not into:
            answers[name] = out
    if options.get("bias"):
        answers["db"] = gemm(np.ones((1, len(dy)), number_format), dy, beta=0.0)[0]
    if "beta" in options:
        nothing = np.zeros((len(dy), 1), number_format), np.zeros((1, dy.shape[1]), number_format)
        answers["dC"] = gemm(*nothing, out=dy.copy(), beta=options["beta"])
    return answers


def products(name, operands, options):
    """What the gradient is the sum of, each with the flags of its factors."""
    x, w, dy = operands
    trans_x, trans_w = options.get("transX", False), options.get("transW", False)
    if options.get("shared") == "X·X":
        return [(dy, x, False, True), (x, dy, True, False)]
    if options.get("shared") == "X·Xᵀ":
        return [(dy, x, False, False), (dy, x, True, False)]
    if name == "dX":
        return [(w, dy, trans_w, True) if trans_x else (dy, w, False, not trans_w)]
    return [(dy, x, True, trans_x) if trans_w else (x, dy, not trans_x, False)]


introduction = {"name": f"BLIS by blis {version('blis')}", "numberFormat": number_format, "claims": claims}
serve(introduction, backward=backward, forward=forward)
