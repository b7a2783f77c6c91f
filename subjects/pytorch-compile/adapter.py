"""PyTorch from PyPI through torch.compile, and its linear layer, which holds its weight as (out, in)."""
import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.protocol import serve  # noqa: E402
from gradgate.torch_forward import Layer  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("operation", choices=["matmul", "linear"])
arguments.add_argument("how", choices=["compiled", "as-it-comes"])
arguments.add_argument("format", choices=["float64", "float32", "bfloat16", "float16"])
operation, how, number_format = vars(arguments.parse_args()).values()

product = {"matmul": torch.matmul, "linear": torch.nn.functional.linear}[operation]
if how == "compiled":
    # Beyond the limit it would go on without compiling, and say so to nobody.
    torch._dynamo.config.recompile_limit = torch._dynamo.config.accumulated_recompile_limit = 10**6
    product = torch.compile(product, dynamic=True, fullgraph=True)

claims = {
    "deterministic": True,
    "reproducible": True,
    # Not `layouts`: each kind of strides is compiled for itself.
    "emptyExtents": True,
    "scaling": True,
    "bias": True,
    "epilogue": "relu",
    "subsets": True,
    "nonFinite": "ieee",
}
if operation == "linear":
    claims.update({"weight": "out×in", "batching": "X alone"})
else:
    claims.update({"batching": "broadcast", "vectors": True, "transposeFlags": True, "sharedOperand": True})
if number_format in ("bfloat16", "float16"):
    claims["accumulates"] = "float32"
if number_format == "bfloat16":
    # By an instruction of the processor that flushes, where it has one.
    claims["subnormals"] = "flushed"

layer = Layer(product, number_format, {})
told = {"compiled": "torch.compile", "as-it-comes": "eager"}[how]
overwritten = {
    "history-independence": "a compiled product uses a W that was overwritten: reports/findings-python.md no. 8",
}
introduction = {
    "name": f"PyTorch {torch.__version__}, {operation}, {told}",
    "numberFormat": number_format,
    "claims": claims,
    "knownFailures": overwritten if (operation, how) == ("matmul", "compiled") else {},
}
serve(introduction, backward=layer.backward, forward=layer.forward, record=layer.record)
