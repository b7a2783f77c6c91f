"""Layers of PyTorch's as they are trained: each with its own bias, activation or loss, and autograd's gradients.

- linear: torch.nn.functional.linear, which holds W as k×n, takes batches of X, and adds the bias itself; then relu.
- mse: the same layer below torch.nn.functional.mse_loss, whose sum of squares is twice the loss.
- grouped: torch.nn.functional.grouped_mm. It wants rows that begin at multiples of 16 bytes, so there are gaps.
"""
import argparse
import sys
from pathlib import Path

import torch
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.autodiff import operands_of  # noqa: E402
from gradgate.protocol import serve  # noqa: E402
from gradgate.torch_forward import Layer  # noqa: E402
from gradgate.torch_tensors import Tensors  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("route", choices=["linear", "mse", "grouped"])
arguments.add_argument("format", choices=["float64", "float32", "bfloat16", "float16"])
route, number_format = vars(arguments.parse_args()).values()
tensors = Tensors(number_format)


def forward(X, W):
    return tensors.answer(functional.linear(tensors.view(X), tensors.view(W)))


def backward(X, W, dY, options):
    variables, constants = operands_of(options, X, W, dY, tensors.view, tensors.zeros)
    variables = {name: operand.detach().requires_grad_() for name, operand in variables.items()}
    operands = {**constants, **variables}
    Y = functional.linear(operands["dX"], operands["dW"], operands.get("db"))
    if "epilogue" in options:
        Y = functional.relu(Y)
    seed = tensors.view(dY)
    if route == "mse":
        Y, seed = functional.mse_loss(Y, seed, reduction="sum") / 2, None
    gradients = torch.autograd.grad(Y, list(variables.values()), seed)
    return dict(zip(variables, map(tensors.answer, gradients)))


def aligned(matrix):
    """A view of it with gaps between rows."""
    wide = functional.pad(matrix, (0, -matrix.shape[-1] % (16 // matrix.itemsize)))
    return wide[..., : matrix.shape[-1]]


class Aligned(torch.autograd.Function):
    """The gradient of Y comes as autograd's caller has it, and is given gaps, too."""

    @staticmethod
    def forward(context, Y):
        return Y.view_as(Y)

    @staticmethod
    def backward(context, dY):
        return aligned(dY)


def grouped(X, W, groups=None):
    if groups is None:  # one group is a plain product
        return grouped(X, W[None], X.shape[:1])
    ends = torch.tensor(groups).cumsum(0).to(torch.int32)
    return Aligned.apply(functional.grouped_mm(aligned(X), aligned(W), offs=ends))


claims = {"deterministic": True, "reproducible": True, "subsets": True}
if number_format in ("bfloat16", "float16"):
    claims["accumulates"] = "float32"
if number_format == "bfloat16":
    claims["subnormals"] = "flushed"  # by an instruction of the processor, where it has one
if route == "grouped":
    # Nobody writes what is beyond the last group.
    claims.update({"grouping": "any tail", "nonFinite": "ieee"})
else:
    layouts = ["column-major", "gaps", "offset", "steps", "expanded", "lone strides", "batch order"]
    claims.update({"weight": "out×in", "batching": "X alone", "bias": True, "emptyExtents": True, "layouts": layouts})
if route == "linear":
    claims.update({"epilogue": "relu", "nonFinite": "ieee"})
if route == "mse":
    claims["loss"] = "half squared error"

introduction = {"name": f"PyTorch {torch.__version__}, {route}", "numberFormat": number_format, "claims": claims}
if route == "grouped":
    layer = Layer(grouped, number_format, {})
    serve(introduction, backward=layer.backward, forward=layer.forward)
else:
    serve(introduction, backward=backward, forward=forward)
