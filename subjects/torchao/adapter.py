"""torchao's Float8Linear on the CPU: its own matrix products, or its emulation of them in float32.

Operands are numbers of float8, and scales are powers of two: so nothing is lost when they are quantized.
"""
import argparse
import dataclasses
import sys
from pathlib import Path

import torch
import torchao
from torchao.float8 import Float8LinearConfig
from torchao.float8.float8_linear import Float8Linear

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.protocol import serve  # noqa: E402
from gradgate.torch_tensors import Tensors  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("recipe", choices=["tensorwise", "rowwise", "rowwise_with_gw_hp"])
arguments.add_argument("format", choices=["float32", "bfloat16"])
arguments.add_argument("products", choices=["emulated", "own"])
asked = arguments.parse_args()
tensors = Tensors(asked.format)
view, answer = tensors.view, tensors.answer
config = dataclasses.replace(
    Float8LinearConfig.from_recipe_name(asked.recipe),
    emulate=asked.products == "emulated",
    round_scales_to_power_of_2=True,
)


def formats():
    gradient = "float8_e5m2" if asked.recipe == "tensorwise" else "float8_e4m3fn"
    operands = {"X": "float8_e4m3fn", "W": "float8_e4m3fn", "dY": gradient}
    if asked.recipe == "tensorwise" or asked.products == "emulated":
        return operands
    # Of scales by row, the library takes the products in bfloat16, whatever it gives them as.
    given = ["Y", "dX"] if asked.recipe == "rowwise_with_gw_hp" else ["Y", "dX", "dW"]
    return {**operands, **{name: "bfloat16" for name in given}}


def output(x, w, bias):
    """Y, of a layer with that weight."""
    with torch.device("meta"):
        linear = torch.nn.Linear(*w.shape, bias=False)
    linear.weight = torch.nn.Parameter(w.t())
    layer = Float8Linear.from_float(linear, config)
    layer.bias = bias
    return layer(x), layer


def forward(X, W):
    return answer(output(view(X), view(W), None)[0])


def backward(X, W, dY, options):
    x = view(X).requires_grad_()
    bias = torch.nn.Parameter(torch.zeros(dY.shape[-1], dtype=x.dtype)) if options.get("bias") else None
    Y, layer = output(x, view(W), bias)
    variables = {"dX": x, "dW": layer.weight}
    wanted = {name: variables[name] for name in options.get("wants", variables)}
    if bias is not None:
        wanted["db"] = layer.bias
    return answers(wanted, torch.autograd.grad(Y, list(wanted.values()), view(dY)))


def answers(variables, gradients):
    given = dict(zip(variables, gradients))
    return {name: answer(gradient.t() if name == "dW" else gradient) for name, gradient in given.items()}


def record(X, W):
    x = view(X).requires_grad_()
    Y, layer = output(x, view(W), None)
    variables = {"dX": x, "dW": layer.weight}

    def pullback(dY, _):
        return answers(variables, torch.autograd.grad(Y, list(variables.values()), view(dY), retain_graph=True))

    return answer(Y), pullback


introduction = {
    "name": f"torchao {torchao.__version__}, Float8Linear, {asked.recipe}, {asked.products} products",
    "numberFormat": asked.format,
    "formats": formats(),
    "claims": {
        "deterministic": True,
        "reproducible": True,
        # Not `emptyExtents`: there is no largest entry of none. Not `nonFinite`: one NaN makes the scale NaN.
        "layouts": ["column-major", "gaps", "offset", "steps", "expanded", "lone strides"],
        "bias": True,
        "subsets": True,
        "accumulates": "float32",
    },
}
serve(introduction, backward=backward, forward=forward, record=record)
