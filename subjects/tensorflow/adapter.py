"""TensorFlow on the CPU: its own gradients (`tf.GradientTape`) of its own operations."""
import argparse
import os
import sys
from pathlib import Path

formats = ["float64", "float32", "bfloat16", "float16"]
arguments = argparse.ArgumentParser()
arguments.add_argument("format", choices=formats, nargs="?", default="float32")
arguments.add_argument("way", choices=["as-it-comes", "without-onednn", "broadcast"], nargs="?", default="as-it-comes")
number_format, way = vars(arguments.parse_args()).values()
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0" if way == "without-onednn" else "1"
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.autodiff import operands_of, output  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

dtype = getattr(tf, number_format)

claims = {
    "deterministic": True,
    "reproducible": True,
    # Not `layouts`: tensors have no strides. Not `destinations`: they are immutable.
    "emptyExtents": True,
    # oneDNN writes outside of batches that are joined: reports/findings-python.md no. 4
    "batching": "leading" if way == "as-it-comes" and number_format != "float64" else "broadcast",
    # Not `vectors`: tf.matmul wants two axes.
    "transposeFlags": True,
    "scaling": True,
    "bias": True,
    "epilogue": "relu",
    "subsets": True,
    "sharedOperand": True,
    "nonFinite": "ieee",
}
if number_format in ("bfloat16", "float16"):
    claims["accumulates"] = "float32"
if way == "without-onednn" and number_format == "bfloat16":
    claims["stores"] = "toward zero"  # reports/findings-python.md no. 7
if number_format != "float16":  # whose numbers are normal in float32
    claims["subnormals"] = "flushed"  # its threads are set to


def tensor(operand):
    return tf.cast(tf.constant(np.asarray(operand.data).reshape(operand.shape)), dtype)


def answer(result):
    return tf.cast(result, tf.float64 if dtype == tf.float64 else tf.float32).numpy()


def transposed(matrix):
    return tf.linalg.matrix_transpose(matrix)


def forward(X, W):
    return answer(tensor(X) @ tensor(W))


def backward(X, W, dY, options):
    variables, constants = operands_of(options, X, W, dY, tensor, lambda shape: tf.zeros(shape, dtype))
    with tf.GradientTape() as tape:
        tape.watch(variables)
        Y = output({**constants, **variables}, options, transposed, tf.nn.relu)
    gradients = tape.gradient(Y, variables, tensor(dY))
    return {name: answer(gradient) for name, gradient in gradients.items()}


def record(X, W):
    x, w = tensor(X), tensor(W)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch((x, w))
        Y = x @ w
    # What is overwritten afterwards is no memory of TensorFlow's.
    return answer(Y), lambda dY, _: dict(zip(("dX", "dW"), map(answer, tape.gradient(Y, (x, w), tensor(dY)))))


told = {"as-it-comes": "CPU", "without-onednn": "CPU, without oneDNN", "broadcast": "CPU, batches joined"}[way]
introduction = {"name": f"TensorFlow {tf.__version__} ({told})", "numberFormat": number_format, "claims": claims}
serve(introduction, backward=backward, forward=forward, record=record)
os._exit(0)  # taking TensorFlow down lasts longer than a subject may after its last answer
