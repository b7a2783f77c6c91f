"""bitsandbytes' Linear4bit on the CPU: a frozen weight, of which the numbers count that its codes stand for.

64 weights are a block: a scale, and codes of a table of sixteen factors. To have exactly the weight that was
asked for, each of its numbers gets a block of its own, with a scale by which it is a factor of the table.
The rest of the block meets zeros of X, and its part of dX is not given.
"""
import sys
from pathlib import Path

import bitsandbytes
import torch
from bitsandbytes.backends.utils import _get_4bit_code

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.protocol import serve  # noqa: E402
from gradgate.torch_tensors import Tensors  # noqa: E402

block = 64


class Layers:
    """Layers of a number format and a table; `more` numbers a row than whole blocks."""

    def __init__(self, number_format, table, more):
        self.dtype = getattr(torch, number_format)
        self.tensors = Tensors(number_format)
        self.table, self.more = table, more
        self.factors = [factor for factor in _get_4bit_code(table, "cpu").tolist() if factor != 0]

    def output(self, X, W, bias=None):
        """Y, and what it was made of: X and its places among the columns of the layer."""
        w = self.tensors.view(W)
        layer = self.layer_of(w, bias)
        places = torch.arange(w.shape[0]) * block
        x = torch.zeros(X.shape[0], layer.in_features, dtype=self.dtype)
        x[:, places] = self.tensors.view(X)
        x.requires_grad_()
        return layer(x), x, places

    def layer_of(self, w, bias):
        n, k = w.shape
        wide = n * block + self.more
        layer = bitsandbytes.nn.Linear4bit(
            wide, k, bias=False, compute_dtype=self.dtype, compress_statistics=False, quant_type=self.table
        )
        layer.weight = bitsandbytes.nn.Params4bit(
            self.blocks(w.t().float(), wide),
            requires_grad=False,
            blocksize=block,
            compress_statistics=False,
            quant_type=self.table,
            module=layer,
        )
        layer.bias = bias
        return layer.to("cpu")

    def blocks(self, weight, wide):
        """Each number with the scale of its block behind it."""
        k, n = weight.shape
        turns = torch.arange(k * n).reshape(k, n)
        signed = [[factor for factor in self.factors if factor * sign > 0] for sign in (1, -1)]
        of_both = [torch.tensor(factors)[turns % len(factors)] for factors in signed]
        scale = weight / torch.where(weight < 0, of_both[1], of_both[0])
        got = torch.where(weight < 0, of_both[1], of_both[0]) * scale
        scale = torch.where(got.to(self.dtype).float() == weight, scale, weight.abs())
        placed = torch.zeros(k, wide)
        placed[:, 0 : n * block : block] = weight
        placed[:, 1 : n * block : block] = torch.where(weight == 0, torch.ones(()), scale)
        return placed

    def forward(self, X, W):
        return self.tensors.answer(self.output(X, W)[0])

    def backward(self, X, W, dY, options):
        bias = None
        if options.get("bias"):
            bias = torch.nn.Parameter(torch.zeros(dY.shape[-1], dtype=self.dtype))
        Y, x, places = self.output(X, W, bias)
        variables = {"dX": x} if bias is None else {"dX": x, "db": bias}
        gradients = torch.autograd.grad(Y, list(variables.values()), self.tensors.view(dY))
        answers = dict(zip(variables, gradients))
        answers["dX"] = answers["dX"][:, places]
        return {name: self.tensors.answer(gradient) for name, gradient in answers.items()}

    def record(self, X, W):
        Y, x, places = self.output(X, W)

        def pullback(dY, _):
            (gradient,) = torch.autograd.grad(Y, x, self.tensors.view(dY), retain_graph=True)
            return {"dX": self.tensors.answer(gradient[:, places])}

        return self.tensors.answer(Y), pullback


def serve_layers(number_format, table, more=0):
    layers = Layers(number_format, table, more)
    claims = {
        "gradients": "dX",
        "deterministic": True,
        "reproducible": True,
        "layouts": ["column-major", "gaps", "offset", "steps", "expanded", "lone strides"],
        "bias": True,
    }
    if number_format != "float32":
        claims["accumulates"] = "float32"
    if number_format == "bfloat16":
        # As PyTorch's products in that format.
        claims["subnormals"] = "flushed"
    rows = f", rows of {more} more than whole blocks" if more > 0 else ""
    introduction = {
        "name": f"bitsandbytes {bitsandbytes.__version__}, Linear4bit, {table}{rows}",
        "numberFormat": number_format,
        "formats": {"W": "float8_e4m3fn"},
        "claims": claims,
    }
    serve(introduction, backward=layers.backward, forward=layers.forward, record=layers.record)
