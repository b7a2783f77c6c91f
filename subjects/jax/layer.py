"""JAX on the CPU: its own reverse-mode differentiation (`jax.vjp`) of its own operations."""
import argparse
import os
import sys
from pathlib import Path

os.environ["JAX_PLATFORMS"] = "cpu"
import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.jax_forward import Layer  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("--format", choices=["float64", "float32", "bfloat16", "float16"], default="float32")
number_format = arguments.parse_args().format

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


def product(X, W, groups=None):
    """X·W; or each group of rows times a matrix of its own."""
    return jnp.matmul(X, W) if groups is None else jax.lax.ragged_dot(X, W, groups)


layer = Layer(product, number_format, {})
introduction = {"name": f"JAX {jax.__version__}", "numberFormat": number_format, "claims": claims}
serve(introduction, backward=layer.backward, forward=layer.forward, record=layer.record)
