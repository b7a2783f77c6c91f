"""Other routes of PyTorch's to a product and its gradients. Each is held to the same two equations.

- einsum, tensordot: another operation for X·W, and its own backward pass.
- linear: torch.nn.functional.linear, which holds W as k×n.
- jvp: forward mode. Entry (i, j) of dX is ⟨dY, ∂(X·W) along E_ij⟩.
- second-order: X·W is itself a gradient, that of ⟨X, A·Wᵀ⟩ with respect to A; dX and dW differentiate it again.
- complex: (iX)·(−iW), whose gradients need the conjugates.
"""
import argparse
import sys
from pathlib import Path

import torch
import torch.autograd.forward_ad as forward_mode

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.protocol import serve  # noqa: E402


def einsum(X, W):
    return torch.einsum("...mn,...nk->...mk", X, W)


def tensordot(X, W):
    return torch.tensordot(X, W, dims=1)


def linear(X, W):
    return torch.nn.functional.linear(X, W)


def second_order(X, W):
    A = torch.zeros(X.shape[0], W.shape[1], dtype=X.dtype, requires_grad=True)
    (Y,) = torch.autograd.grad((X * (A @ W.T)).sum(), A, create_graph=True)
    return Y


def complex_product(X, W):
    zeros = torch.zeros_like
    return (torch.complex(zeros(X), X) @ torch.complex(zeros(W), -W)).real


def reverse_mode(product):
    def backward(X, W, dY):
        X, W = X.requires_grad_(), W.requires_grad_()
        return torch.autograd.grad(product(X, W), (X, W), dY)

    return backward


def along(product, operand, dY):
    """⟨dY, ∂product along E⟩ for every E of the operand's shape with a single 1."""
    size = operand.numel()
    if size == 0:
        return torch.zeros_like(operand)
    slopes = []
    for some in torch.arange(size).split(256):  # as many at once as memory is good for
        steps = torch.zeros(len(some), size, dtype=operand.dtype)
        steps[torch.arange(len(some)), some] = 1
        with forward_mode.dual_level():
            many = operand.expand(len(some), *operand.shape).clone()
            Y = product(forward_mode.make_dual(many, steps.reshape(many.shape)))
            slopes.append((forward_mode.unpack_dual(Y).tangent * dY).sum(dim=(-2, -1)))
    return torch.cat(slopes).reshape(operand.shape)


def jvp(X, W, dY):
    return along(lambda x: x @ W, X, dY), along(lambda w: X @ w, W, dY)


def matmul(X, W):
    return X @ W


routes = {
    "einsum": (einsum, reverse_mode(einsum)),
    "tensordot": (tensordot, reverse_mode(tensordot)),
    "linear": (linear, reverse_mode(linear)),
    "second-order": (second_order, reverse_mode(second_order)),
    "complex": (complex_product, reverse_mode(complex_product)),
    "jvp": (matmul, jvp),
}


def claims_of(route):
    claims = {"deterministic": True, "emptyExtents": True}
    if route == "einsum":
        claims["batching"] = "broadcast"
    if route == "linear":
        claims["weight"] = "out×in"
    if route in ("einsum", "tensordot", "linear"):
        claims["nonFinite"] = "ieee"  # the others multiply by zeros of their own
    return claims


arguments = argparse.ArgumentParser()
arguments.add_argument("variant", help="a route and a number format: jvp-float64")
route, number_format = arguments.parse_args().variant.rsplit("-", 1)
product, gradients = routes[route]
dtype = getattr(torch, number_format)


def tensor(operand):
    if len(operand.data) == 0:
        return torch.empty(operand.shape, dtype=dtype)
    return torch.frombuffer(operand.data, dtype=dtype).reshape(operand.shape).clone()


def forward(X, W):
    return product(tensor(X), tensor(W)).detach().numpy()


def backward(X, W, dY, options):
    dX, dW = gradients(tensor(X), tensor(W), tensor(dY))
    return {"dX": dX.detach().numpy(), "dW": dW.detach().numpy()}


introduction = {
    "name": f"PyTorch {torch.__version__}, {route}",
    "numberFormat": number_format,
    "claims": claims_of(route),
}
serve(introduction, backward=backward, forward=forward)
