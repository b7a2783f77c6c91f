"""NumPy: dX = dY·Wᵀ and dW = Xᵀ·dY by hand, from np.matmul on NumPy's own views of the storage."""
import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
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


def transposed(matrix):
    return matrix.swapaxes(-1, -2)


def forward(X, W):
    return np.matmul(view(X), view(W))


def backward(X, W, dY, options):
    x, w, dy = view(X), view(W), view(dY)
    if options.keys() == {"into"} and x.ndim == w.ndim == dy.ndim == 2:
        return backward_into(x, w, dy, options["into"])
    answers = answers_to(x, w, dy, options)
    for name in answers.keys() & {"dX", "dW"} if "into" in options else ():
        there = view(options["into"][name])
        gradient = answers.pop(name)
        np.copyto(there, there + gradient if options["into"]["accumulate"] else gradient)
    return answers


def answers_to(x, w, dy, options):
    X_of, W_of = (transposed if options.get(flag) else np.asarray for flag in ("transX", "transW"))
    alpha = options.get("alpha", 1)
    gradients = {
        "dX": lambda: alpha * X_of(in_first(X_of(x), W_of(w), dy)),
        "dW": lambda: alpha * W_of(in_second(X_of(x), W_of(w), dy)),
    }
    if "shared" in options:
        second = transposed if options["shared"] == "X·Xᵀ" else np.asarray
        gradients = {"dX": lambda: alpha * of_both(x, dy, second)}
    answers = {name: gradients[name]() for name in options.get("wants", gradients)}
    if "beta" in options:
        answers["dC"] = options["beta"] * dy
    if options.get("bias"):
        answers["db"] = dy.sum(axis=tuple(range(dy.ndim - 1)))
    return answers


def of_both(x, dy, second):
    """Y = X·second(X) depends on X twice."""
    return in_first(x, second(x), dy) + second(in_second(x, second(x), dy))


def in_first(x, w, dy):
    """dX = dY·Wᵀ, summed over the batch axes that X was repeated along."""
    x2, w2, dy2 = matrices(x, w, dy)
    return summed(np.matmul(dy2, transposed(w2)), x2.shape).reshape(x.shape)


def in_second(x, w, dy):
    """dW = Xᵀ·dY, summed over the batch axes that W was repeated along."""
    x2, w2, dy2 = matrices(x, w, dy)
    return summed(np.matmul(transposed(x2), dy2), w2.shape).reshape(w.shape)


def matrices(x, w, dy):
    """A vector is one row of X, or one column of W; Y lacks that axis."""
    if w.ndim == 1:
        w, dy = w[:, np.newaxis], dy[..., np.newaxis]
    if x.ndim == 1:
        x, dy = x[np.newaxis, :], dy[..., np.newaxis, :]
    return x, w, dy


def summed(gradient, shape):
    """The gradient of what was repeated from `shape` by the rules of broadcasting."""
    lead = gradient.ndim - len(shape)
    joined = [lead + axis for axis, extent in enumerate(shape) if gradient.shape[lead + axis] != extent]
    return gradient.sum(axis=(*range(lead), *joined)).reshape(shape)


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
