"""A matrix product of our own in Triton, as people write and generate them, and its gradients by hand."""
import argparse
import os
import sys
from pathlib import Path

arguments = argparse.ArgumentParser()
arguments.add_argument("format", choices=["float32", "bfloat16", "float16"])
arguments.add_argument("--precision", choices=["ieee", "tf32", "tf32x3"], default="ieee", help="of float32 products")
arguments.add_argument("--interpret", action="store_true", help="without a GPU, by Triton's interpreter")
asked = arguments.parse_args()
if asked.interpret:
    os.environ["TRITON_INTERPRET"] = "1"

import torch  # noqa: E402
import triton  # noqa: E402

folders = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(folders / "pytorch"), str(folders.parent / "python" / "src")]
from cores import fused_sums, gpu  # noqa: E402
from gradgate.by_hand import gradients, matrices  # noqa: E402
from gradgate.protocol import serve  # noqa: E402
from gradgate.torch_tensors import Tensors  # noqa: E402
from product import product  # noqa: E402

tensors = Tensors(asked.format, "cpu" if asked.interpret else "cuda")
view, answer = tensors.view, tensors.answer


def multiply(a, b):
    return product(a, b, asked.precision)


def forward(X, W):
    x, w = view(X), view(W)
    x2, w2, _ = matrices(x, w, torch.empty(0))
    Y = multiply(x2, w2)
    Y = Y[..., 0] if w.ndim == 1 else Y
    return answer(Y.squeeze(-1 if w.ndim == 1 else -2) if x.ndim == 1 else Y)


def backward(X, W, dY, options):
    found = gradients(view(X), view(W), view(dY), options, multiply)
    return {name: answer(gradient) for name, gradient in found.items()}


def arithmetic():
    if asked.format != "float32":
        return {"accumulates": "float32", **({} if asked.interpret else {"fusedSums": fused_sums(asked.format)})}
    if asked.precision == "ieee" or asked.interpret:
        return {}
    return {"multiplies": "tf32", "fusedSums": fused_sums("tf32")}


introduction = {
    "name": f"Triton {triton.__version__}, {asked.precision} on {'its interpreter' if asked.interpret else gpu()}",
    "numberFormat": asked.format,
    "claims": {
        "deterministic": True,
        "reproducible": True,
        # Not `reversed`: torch has no negative strides.
        "layouts": ["column-major", "gaps", "offset", "steps", "expanded", "lone strides", "batch order"],
        "emptyExtents": True,
        "batching": "broadcast",
        "vectors": True,
        "transposeFlags": True,
        "scaling": True,
        "bias": True,
        "subsets": True,
        "sharedOperand": True,
        "nonFinite": "ieee",
        **arithmetic(),
    },
}
serve(introduction, backward=backward, forward=forward)
