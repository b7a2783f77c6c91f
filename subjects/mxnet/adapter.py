"""MXNet on the CPU: its own autograd of its own NumPy operations."""
import argparse
import sys
from pathlib import Path

import mxnet
import numpy
from mxnet import autograd, np, npx

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.autodiff import operands_of, output  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("--format", choices=["float64", "float32"], default="float32")
number_format = arguments.parse_args().format
npx.set_np()

claims = {
    "deterministic": True,
    "reproducible": True,
    # Not `layouts`: arrays have no strides.
    "emptyExtents": True,
    "batching": "broadcast",
    "vectors": True,
    "transposeFlags": True,
    "scaling": True,
    "bias": True,
    "epilogue": "relu",
    "subsets": True,
    "sharedOperand": True,
    "nonFinite": "ieee",
}


def tensor(operand):
    return np.array(numpy.asarray(operand.data).reshape(operand.shape), dtype=number_format)


def answer(result):
    return result.asnumpy()


def transposed(matrix):
    return np.swapaxes(matrix, -1, -2)


def forward(X, W):
    return answer(np.matmul(tensor(X), tensor(W)))


def backward(X, W, dY, options):
    zeros = lambda shape: np.zeros(shape, dtype=number_format)  # noqa: E731
    variables, constants = operands_of(options, X, W, dY, tensor, zeros)
    with autograd.record():
        for operand in variables.values():
            operand.attach_grad()
        Y = output({**constants, **variables}, options, transposed, npx.relu, np.matmul)
    Y.backward(tensor(dY))
    return {name: answer(operand.grad) for name, operand in variables.items()}


def record(X, W):
    x, w = tensor(X), tensor(W)
    for operand in (x, w):
        operand.attach_grad()
    with autograd.record():
        Y = np.matmul(x, w)

    def pullback(dY, _):
        # What is overwritten afterwards is no memory of MXNet's.
        Y.backward(tensor(dY), retain_graph=True)
        return {"dX": answer(x.grad), "dW": answer(w.grad)}

    return answer(Y), pullback


broadcast = "gradients of batches that join are summed wrongly: reports/findings-python.md no. 2"
introduction = {
    "name": f"MXNet {mxnet.__version__} (CPU)",
    "numberFormat": number_format,
    "claims": claims,
    "knownFailures": dict.fromkeys(["broadcast-reduction", "joint-options", "history-independence"], broadcast),
}
serve(introduction, backward=backward, forward=forward, record=record)
