"""tinygrad on the CPU: its own gradients (`Tensor.gradient`) of its own operations."""
import argparse
import sys
from array import array
from importlib.metadata import version
from pathlib import Path

from tinygrad import Tensor, dtypes

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.autodiff import operands_of, output  # noqa: E402
from gradgate import protocol  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("--format", choices=["float64", "float32"], default="float32")
number_format = arguments.parse_args().format
dtype = getattr(dtypes, number_format)

claims = {
    "deterministic": True,
    "reproducible": True,
    "emptyExtents": True,
    "batching": "broadcast",
    "vectors": True,
    "transposeFlags": True,
    "scaling": True,
    "bias": True,
    "subsets": True,
    # Not `destinations`: gradients are tensors of their own.
    "sharedOperand": True,
    "nonFinite": "ieee",
}


def tensor(operand):
    return Tensor(operand.data.tolist(), dtype=dtype).reshape(operand.shape)


def answer(result):
    data = result.flatten().tolist() if result.numel() > 0 else []
    return protocol.Tensor(result.shape, array("d" if number_format == "float64" else "f", data))


def transposed(matrix):
    return matrix.transpose(-1, -2)


def forward(X, W):
    return answer(tensor(X) @ tensor(W))


def backward(X, W, dY, options):
    zeros = lambda shape: Tensor.zeros(*shape, dtype=dtype)  # noqa: E731
    variables, constants = operands_of(options, X, W, dY, tensor, zeros)
    Y = output({**constants, **variables}, options, transposed)
    gradients = Y.gradient(*variables.values(), gradient=tensor(dY))
    return {name: answer(gradient) for name, gradient in zip(variables, gradients)}


def record(X, W):
    x, w = tensor(X), tensor(W)
    Y = x @ w
    # What is overwritten afterwards is no memory of tinygrad's.
    return answer(Y), lambda dY, _: dict(zip(("dX", "dW"), map(answer, Y.gradient(x, w, gradient=tensor(dY)))))


introduction = {"name": f"tinygrad {version('tinygrad')} (CPU, clang)", "numberFormat": number_format, "claims": claims}
protocol.serve(introduction, backward=backward, forward=forward, record=record)
