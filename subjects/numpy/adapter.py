"""NumPy: dX = dY·Wᵀ and dW = Xᵀ·dY by hand, from np.matmul on NumPy's own views of the storage."""
import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.by_hand import gradients, transposed  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

claims = {
    # Not `any layout`: strides that BLAS does not know are multiplied by loops of NumPy's own.
    "deterministic": True,
    "reproducible": True,
    "layouts": "all",
    "emptyExtents": True,
    "batching": "broadcast",
    "vectors": True,
    "transposeFlags": True,
    "scaling": True,
    "bias": True,
    "subsets": True,
    "destinations": "accumulate",
    "aliasedDestinations": True,
    "sharedOperand": True,
    "nonFinite": "ieee",
}


def view(tensor):
    """The tensor where it lies; its bounds are checked."""
    size = tensor.data.itemsize
    strides = tensor.strides and [stride * size for stride in tensor.strides]
    return np.ndarray(tensor.shape, tensor.data.typecode, tensor.data, tensor.offset * size, strides)


def forward(X, W):
    return np.matmul(view(X), view(W))


def backward(X, W, dY, options):
    x, w, dy = view(X), view(W), view(dY)
    if options.keys() == {"into"} and x.ndim == w.ndim == dy.ndim == 2:
        return backward_into(x, w, dy, options["into"])
    answers = gradients(x, w, dy, options, np.matmul)
    for name in answers.keys() & {"dX", "dW"} if "into" in options else ():
        there = view(options["into"][name])
        gradient = answers.pop(name)
        np.copyto(there, there + gradient if options["into"]["accumulate"] else gradient)
    return answers


def backward_into(x, w, dy, into):
    """By NumPy's `out` and `+=`. A destination may be an operand: dX waits until W has been read."""
    dx, dw = view(into["dX"]), view(into["dW"])
    product = np.matmul(dy, transposed(w))
    if into["accumulate"]:
        dx += product
        dw += np.matmul(transposed(x), dy)
    else:
        np.matmul(transposed(x), dy, out=dw)
        np.copyto(dx, product)
    return {}


arguments = argparse.ArgumentParser()
arguments.add_argument("--format", choices=["float64", "float32"], default="float64")
number_format = arguments.parse_args().format
introduction = {"name": f"NumPy {np.__version__}", "numberFormat": number_format, "claims": claims}
serve(introduction, backward=backward, forward=forward)
