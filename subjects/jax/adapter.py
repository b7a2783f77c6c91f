"""JAX on the CPU: its own reverse-mode differentiation (`jax.vjp`) of its own operations."""
import argparse
import functools
import json
import os
import sys
from pathlib import Path

os.environ["JAX_PLATFORMS"] = "cpu"
import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.autodiff import operands_of, output  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("--format", choices=["float64", "float32", "bfloat16", "float16"], default="float32")
number_format = arguments.parse_args().format
dtype = getattr(jnp, number_format)
jax.config.update("jax_enable_x64", number_format == "float64")

claims = {
    "deterministic": True,
    "reproducible": True,
    # Not `layouts`: the arrays of JAX have no strides. Not `destinations`: they are immutable.
    "emptyExtents": True,
    "batching": "broadcast",
    "grouping": "zero tail",
    "vectors": True,
    "transposeFlags": True,
    "scaling": True,
    "bias": True,
    "subsets": True,
    "sharedOperand": True,
    "nonFinite": "ieee",
}
if number_format in ("bfloat16", "float16"):
    claims["accumulates"] = "float32"
if number_format != "float16":  # which is computed in float32
    # As intended: https://github.com/jax-ml/jax/issues/16200
    claims["subnormals"] = "flushed"


def tensor(operand):
    """A copy: jnp.asarray may keep using the memory that it is given."""
    return jnp.array(np.asarray(operand.data).reshape(operand.shape), dtype)


def answer(result):
    wide = number_format == "float64"
    return np.asarray(result, np.float64 if wide else np.float32)


def transposed(matrix):
    return jnp.swapaxes(matrix, -1, -2)


def product(groups):
    """X·W; or each group of rows times a matrix of its own."""
    if groups is None:
        return jnp.matmul
    return lambda X, W: jax.lax.ragged_dot(X, W, groups)


def sizes(groups):
    return None if groups is None else jnp.array(groups, jnp.int32)


def forward(X, W, groups=None):
    return answer(product(sizes(groups))(tensor(X), tensor(W)))


def backward(X, W, dY, options, groups=None):
    variables, constants = operands_of(options, X, W, dY, tensor, lambda shape: jnp.zeros(shape, dtype))
    gradients = compiled(json.dumps(options))(variables, constants, tensor(dY), sizes(groups))
    return {name: answer(gradient) for name, gradient in gradients.items()}


@functools.lru_cache(None)
def compiled(options):
    """The backward pass for these options, which JAX compiles once for each shape."""
    options = json.loads(options)

    def gradients(variables, constants, dY, groups):
        def Y(asked):
            return output({**constants, **asked}, options, transposed, multiply=product(groups))

        _, pullback = jax.vjp(Y, variables)
        return pullback(dY)[0]

    return jax.jit(gradients)


def record(X, W, groups=None):
    Y, pullback = jax.vjp(product(sizes(groups)), tensor(X), tensor(W))
    # What is overwritten afterwards is no memory of JAX's.
    return answer(Y), lambda dY, _: dict(zip(("dX", "dW"), map(answer, pullback(tensor(dY)))))


introduction = {"name": f"JAX {jax.__version__}", "numberFormat": number_format, "claims": claims}
serve(introduction, backward=backward, forward=forward, record=record)
