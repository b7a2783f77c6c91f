"""Other routes of JAX's to a product and its gradients. Each is held to the same two equations.

- einsum, tensordot, linear: another operation for X·W, and its own transposition; linear holds W as k×n.
- l2: the same linear layer below optax.l2_loss.
- relu: max(X·W, 0), by `jax.nn.relu`.
- vmap: a row at a time. scan: a term at a time. checkpoint: Y is computed again in the backward pass.
- jvp: forward mode. Entry (i, j) of dX is ⟨dY, ∂(X·W) along E_ij⟩.
- second-order: X·W is itself a gradient, that of ⟨X, A·Wᵀ⟩ with respect to A; dX and dW differentiate it again.
- complex: (iX)·(−iW), whose gradients need the conjugates.
"""
import argparse
import os
import sys
from pathlib import Path

os.environ["JAX_PLATFORMS"] = "cpu"
import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import optax  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.jax_forward import Layer  # noqa: E402
from gradgate.protocol import serve  # noqa: E402


def einsum(X, W):
    return jnp.einsum("...mn,...nk->...mk", X, W)


def tensordot(X, W):
    return jnp.tensordot(X, W, axes=1)


def linear(X, W):
    return jax.lax.dot_general(X, W, (((X.ndim - 1,), (1,)), ((), ())))


def by_rows(X, W):
    return jax.vmap(lambda row: row @ W)(X)


def by_terms(X, W):
    start = jnp.zeros((X.shape[0], W.shape[1]), X.dtype)
    Y, _ = jax.lax.scan(lambda Y, term: (Y + jnp.outer(*term), None), start, (X.T, W))
    return Y


def second_order(X, W):
    return jax.grad(lambda A: jnp.vdot(X, A @ W.T))(jnp.zeros((X.shape[0], W.shape[1]), X.dtype))


def complex_product(X, W):
    return (jax.lax.complex(jnp.zeros_like(X), X) @ jax.lax.complex(jnp.zeros_like(W), -W)).real


routes = {
    "einsum": einsum,
    "tensordot": tensordot,
    "linear": linear,
    "l2": linear,
    "relu": jnp.matmul,
    "vmap": by_rows,
    "scan": by_terms,
    "checkpoint": jax.checkpoint(jnp.matmul),
    "jvp": jnp.matmul,
    "second-order": second_order,
    "complex": complex_product,
}


class ForwardMode(Layer):
    """⟨dY, ∂(X·W) along E⟩ for every E of an operand's shape with a single 1, as many at once as there are."""

    def compiled_for(self, text):
        def gradients(variables, constants, dY, _groups):
            def along(name):
                def slope(step):
                    point = {**constants, **variables}
                    moved = {key: step if key == name else jnp.zeros_like(value) for key, value in point.items()}
                    _, tangent = jax.jvp(lambda at: jnp.matmul(at["dX"], at["dW"]), (point,), (moved,))
                    return jnp.vdot(dY, tangent)

                shape = variables[name].shape
                steps = jnp.eye(variables[name].size, dtype=dY.dtype).reshape(-1, *shape)
                return jax.vmap(slope)(steps).reshape(shape)

            return {name: along(name) for name in variables}

        return self.jax.jit(gradients)


class Fitted(Layer):
    """The gradients of ½‖Y − T‖², where T comes in the place of dY."""

    def compiled_for(self, text):
        def gradients(variables, constants, target, _groups):
            def loss(asked):
                point = {**constants, **asked}
                return optax.l2_loss(self.multiply(point["dX"], point["dW"]), target).sum()

            return jax.grad(loss)(variables)

        return self.jax.jit(gradients)


def claims_of(route):
    claims = {"deterministic": True, "emptyExtents": True, "subnormals": "flushed"}
    if route == "einsum":
        claims["batching"] = "broadcast"
    if route in ("linear", "l2"):
        claims["weight"] = "out×in"
        claims["batching"] = "X alone"
    if route == "l2":
        claims["loss"] = "half squared error"
    if route == "relu":
        claims["epilogue"] = "relu"
    if route in ("einsum", "tensordot", "linear", "vmap", "scan", "checkpoint"):
        claims["nonFinite"] = "ieee"  # the others multiply by zeros of their own
    return claims


arguments = argparse.ArgumentParser()
arguments.add_argument("variant", help="a route and a number format: jvp-float64")
route, number_format = arguments.parse_args().variant.rsplit("-", 1)
layer = {"jvp": ForwardMode, "l2": Fitted}.get(route, Layer)(routes[route], number_format, {})
introduction = {
    "name": f"JAX {jax.__version__}, {route}",
    "numberFormat": number_format,
    "claims": claims_of(route),
}
serve(introduction, backward=layer.backward, forward=layer.forward)
