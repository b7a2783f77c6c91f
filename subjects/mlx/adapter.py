"""MLX on the CPU: its own reverse mode (`mx.vjp`) of its own operations, on its own views."""
import argparse
import sys
from pathlib import Path

import mlx.core as mx
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.autodiff import operands_of, output  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("--format", choices=["float64", "float32", "bfloat16", "float16"], default="float32")
number_format = arguments.parse_args().format
dtype = getattr(mx, number_format)
wide = "float64" if number_format == "float64" else "float32"
mx.set_default_device(mx.cpu)

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
    "epilogue": "relu",
    "subsets": True,
    # Not `destinations`: arrays are immutable.
    "sharedOperand": True,
    "nonFinite": "ieee",
}
if number_format in ("bfloat16", "float16"):
    claims["accumulates"] = "float32"


def view(tensor):
    """A copy of the storage, and the tensor where it lies in it."""
    storage = mx.array(np.asarray(tensor.data), getattr(mx, wide)).astype(dtype)
    if tensor.strides is None:
        return storage.reshape(tensor.shape)
    return mx.as_strided(storage, tensor.shape, tensor.strides, tensor.offset)


def answer(result):
    return np.array(result.astype(getattr(mx, wide)), wide)


def transposed(matrix):
    return mx.swapaxes(matrix, -1, -2)


def relu(matrix):
    return mx.maximum(matrix, 0)


def forward(X, W):
    return answer(view(X) @ view(W))


def backward(X, W, dY, options):
    variables, constants = operands_of(options, X, W, dY, view, lambda shape: mx.zeros(shape, dtype))

    def Y(*asked):
        return [output({**constants, **dict(zip(variables, asked))}, options, transposed, relu)]

    _, gradients = mx.vjp(Y, list(variables.values()), [view(dY)])
    return {name: answer(gradient) for name, gradient in zip(variables, gradients)}


# No `record`: mx.vjp runs the forward pass itself, each time.
empty = "mx.sum of an empty view, for db, is no 0: reports/findings-python.md no. 3"
introduction = {
    "name": f"MLX {mx.__version__} (CPU)",
    "numberFormat": number_format,
    "claims": claims,
    "knownFailures": {"joint-options": empty, "history-independence": empty},
}
serve(introduction, backward=backward, forward=forward)
