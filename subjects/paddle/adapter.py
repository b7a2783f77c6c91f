"""PaddlePaddle on the CPU: its own gradients (`paddle.grad`) of its own operations."""
import argparse
import sys
from pathlib import Path

import numpy as np
import paddle

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.autodiff import operands_of, output  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("--format", choices=["float64", "float32"], default="float32")
number_format = arguments.parse_args().format
paddle.set_device("cpu")

claims = {
    "deterministic": True,
    "reproducible": True,
    "layouts": ["column-major", "gaps", "offset", "steps", "expanded", "lone strides", "batch order"],
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
    """A copy of the storage, and the tensor where it lies in it."""
    storage = paddle.to_tensor(np.asarray(operand.data))
    if operand.strides is None:
        return storage.reshape(operand.shape)
    size = operand.data.itemsize
    return paddle.as_strided(storage, operand.shape, operand.strides, operand.offset * size)


def answer(result):
    return result.numpy()


def transposed(matrix):
    return matrix.transpose([*range(matrix.ndim - 2), matrix.ndim - 1, matrix.ndim - 2])


def forward(X, W):
    return answer(paddle.matmul(tensor(X), tensor(W)))


def backward(X, W, dY, options):
    variables, constants = operands_of(options, X, W, dY, tensor, lambda shape: paddle.zeros(shape, number_format))
    for operand in variables.values():
        operand.stop_gradient = False
    Y = output({**constants, **variables}, options, transposed, paddle.nn.functional.relu)
    gradients = paddle.grad([Y], list(variables.values()), [tensor(dY)])
    return {name: answer(gradient) for name, gradient in zip(variables, gradients)}


def record(X, W):
    x, w = tensor(X), tensor(W)
    x.stop_gradient = w.stop_gradient = False
    Y = paddle.matmul(x, w)

    def pullback(dY, _):
        # What is overwritten afterwards is no memory of Paddle's.
        gradients = paddle.grad([Y], [x, w], [tensor(dY)], retain_graph=True)
        return dict(zip(("dX", "dW"), map(answer, gradients)))

    return answer(Y), pullback


findings = "reports/findings-python.md no."
together = f"these come in its calls: {findings} 1, 5 and 6"
introduction = {
    "name": f"PaddlePaddle {paddle.__version__} (CPU)",
    "numberFormat": number_format,
    "claims": claims,
    "knownFailures": {
        "broadcast-reduction": f"gradients of batches of unlike rank throw: {findings} 1",
        "forward-product": f"Y of joined batches that sums no terms is too small: {findings} 5",
        "joint-options": together,
        "history-independence": together,
    },
}
serve(introduction, backward=backward, forward=forward, record=record)
