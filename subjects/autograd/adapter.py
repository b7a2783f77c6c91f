"""HIPS autograd: its own reverse mode (`make_vjp`) of its own NumPy, on NumPy's own views."""
import argparse
import sys
from importlib.metadata import version
from pathlib import Path

import autograd.numpy as np
import numpy
from autograd import make_vjp

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.autodiff import operands_of, output  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("--format", choices=["float64", "float32"], default="float64")
number_format = arguments.parse_args().format

claims = {
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
    # Not `destinations`: gradients are arrays of their own.
    "sharedOperand": True,
    "nonFinite": "ieee",
}


def view(tensor):
    """The tensor where it lies; its bounds are checked."""
    size = tensor.data.itemsize
    strides = tensor.strides and [stride * size for stride in tensor.strides]
    return numpy.ndarray(tensor.shape, tensor.data.typecode, tensor.data, tensor.offset * size, strides)


def answer(result):
    return numpy.asarray(result, number_format)


def transposed(matrix):
    return np.swapaxes(matrix, -1, -2)


def forward(X, W):
    return answer(np.matmul(view(X), view(W)))


def backward(X, W, dY, options):
    variables, constants = operands_of(options, X, W, dY, view, lambda shape: numpy.zeros(shape, number_format))
    pullback, _ = make_vjp(lambda asked: output({**constants, **asked}, options, transposed, multiply=np.matmul))(variables)
    return {name: answer(gradient) for name, gradient in pullback(view(dY)).items()}


def record(X, W):
    # What is overwritten afterwards is the memory of the tape, which it does not guard: it gets a copy.
    x, w = numpy.array(view(X)), numpy.array(view(W))
    pullback, Y = make_vjp(lambda both: np.matmul(*both))((x, w))
    return answer(Y), lambda dY, _: dict(zip(("dX", "dW"), map(answer, pullback(view(dY)))))


introduction = {"name": f"autograd {version('autograd')}", "numberFormat": number_format, "claims": claims}
serve(introduction, backward=backward, forward=forward, record=record)
