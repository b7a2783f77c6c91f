"""PyTorch: its own autograd, of its own operations, on its own views of the storage."""
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.protocol import serve  # noqa: E402
from gradgate.torch_forward import Layer  # noqa: E402


def serve_layer(number_format, name=f"PyTorch {torch.__version__}", device="cpu", multiply=torch.matmul, **more):
    """Answers in that format; `more` are claims beyond those of PyTorch in general."""
    layer = Layer(multiply, number_format, {}, device)
    claims = {**claims_of(number_format, device), **more}
    introduction = {"name": name, "numberFormat": number_format, "claims": claims}
    serve(introduction, backward=layer.backward, forward=layer.forward, record=layer.record)


def claims_of(number_format, device):
    claims = {
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
        "epilogue": "relu",
        "subsets": True,
        # The destinations are `.grad`. Not aliased ones: X.grad cannot be X.
        "destinations": "accumulate",
        "sharedOperand": True,
        "nonFinite": "ieee",
    }
    if number_format in ("bfloat16", "float16") or device != "cpu":
        # Storage is converted, or copied to the device, so nothing is written into what arrived.
        del claims["destinations"]
    if number_format == "bfloat16" and device == "cpu":
        # Larger products are oneDNN's, by an instruction of the processor that flushes, where it has one.
        claims["subnormals"] = "flushed"
    return claims
