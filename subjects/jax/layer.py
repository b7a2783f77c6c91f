"""JAX: its own reverse-mode differentiation (`jax.vjp`) of its own operations."""
import sys
from pathlib import Path

import jax
import jax.numpy as jnp

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.jax_forward import Layer  # noqa: E402
from gradgate.protocol import serve  # noqa: E402


def serve_layer(number_format, name=f"JAX {jax.__version__}", **more):
    """Answers in that format; `more` are claims beyond those of JAX in general."""
    layer = Layer(product, number_format, {})
    introduction = {"name": name, "numberFormat": number_format, "claims": {**claims_of(number_format), **more}}
    serve(introduction, backward=layer.backward, forward=layer.forward, record=layer.record)


def claims_of(number_format):
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
    if number_format != "float16" and jax.default_backend() == "cpu":  # float16 is computed in float32 there
        # As intended: https://github.com/jax-ml/jax/issues/16200
        claims["subnormals"] = "flushed"
    return claims


def product(X, W, groups=None):
    """X·W; or each group of rows times a matrix of its own."""
    return jnp.matmul(X, W) if groups is None else jax.lax.ragged_dot(X, W, groups)
