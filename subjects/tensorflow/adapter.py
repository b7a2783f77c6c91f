"""TensorFlow on the CPU: its own gradients (`tf.GradientTape`) of its own operations."""
import argparse
import os
import sys
from pathlib import Path

formats = ["float64", "float32", "bfloat16", "float16"]
arguments = argparse.ArgumentParser()
arguments.add_argument("format", choices=formats, nargs="?", default="float32")
arguments.add_argument("way", choices=["as-it-comes", "without-onednn", "broadcast", "dense", "loss"], nargs="?", default="as-it-comes")
number_format, way = vars(arguments.parse_args()).values()
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0" if way == "without-onednn" else "1"
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.autodiff import operands_of, output  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

dtype = getattr(tf, number_format)
is_layer = way in ("dense", "loss")

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


if is_layer:
    # The weight of a layer is one matrix, and the loss stands behind what it activates.
    # Not `emptyExtents`: Keras wants one output or more.
    for claim in ("emptyExtents", "transposeFlags", "scaling", "sharedOperand"):
        del claims[claim]
    claims["batching"] = "X alone"
if way == "loss":
    claims["loss"] = "half squared error"


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


def dense(W, bias=False, activation=None):
    """The layer of Keras with this weight, and a bias of 0."""
    weight = tensor(W)
    layer = tf.keras.layers.Dense(weight.shape[1], activation, bias, dtype=number_format)
    layer.build((None, weight.shape[0]))
    layer.kernel.assign(weight)
    return layer


def forward_of_layer(X, W):
    return answer(dense(W)(tensor(X)))


def backward_of_layer(X, W, dY, options):
    layer, x = dense(W, options.get("bias", False), options.get("epilogue")), tensor(X)
    variables = {"dX": x, "dW": layer.kernel, "db": layer.bias}
    asked = (*options.get("wants", ("dX", "dW")), *(["db"] if options.get("bias") else []))
    variables = {name: variables[name] for name in asked}
    with tf.GradientTape() as tape:
        tape.watch(x)
        Y, given = layer(x), tensor(dY)
        if way == "loss":
            Y, given = tf.nn.l2_loss(Y - given), None
    gradients = tape.gradient(Y, [getattr(each, "value", each) for each in variables.values()], given)
    return {name: answer(gradient) for name, gradient in zip(variables, gradients)}


def record(X, W):
    x, w = tensor(X), tensor(W)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch((x, w))
        Y = x @ w
    # What is overwritten afterwards is no memory of TensorFlow's.
    return answer(Y), lambda dY, _: dict(zip(("dX", "dW"), map(answer, tape.gradient(Y, (x, w), tensor(dY)))))


told = {
    "as-it-comes": "CPU",
    "without-onednn": "CPU, without oneDNN",
    "broadcast": "CPU, batches joined",
    "dense": "CPU, Dense",
    "loss": "CPU, Dense, l2_loss",
}[way]
introduction = {"name": f"TensorFlow {tf.__version__} ({told})", "numberFormat": number_format, "claims": claims}
if is_layer:
    serve(introduction, backward=backward_of_layer, forward=forward_of_layer)
else:
    serve(introduction, backward=backward, forward=forward, record=record)
os._exit(0)  # taking TensorFlow down lasts longer than a subject may after its last answer
