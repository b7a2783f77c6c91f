"""PyTorch on an NVIDIA GPU: its own autograd, of cuBLAS' products, in each of the arithmetics that it offers."""
import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "pytorch"))
from cores import fused_sums, gpu  # noqa: E402
from layer import serve_layer  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("format", choices=["float64", "float32", "bfloat16", "float16"])
arguments.add_argument("--tf32", action="store_true", help="float32 may be cut to tf32")
arguments.add_argument("--reduced", action="store_true", help="parts of a sum may be stored in its format (the default)")
arguments.add_argument("--narrow-sums", action="store_true", help="sums of float16 may be kept in float16")
arguments.add_argument("--claim-float32-sums", action="store_true", help="claim float32 sums, whatever is set")
arguments.add_argument("--compile", action="store_true", help="by torch.compile, for any extents at once")
asked = arguments.parse_args()

matmul = torch.backends.cuda.matmul
matmul.allow_tf32 = asked.tf32
matmul.allow_bf16_reduced_precision_reduction = asked.reduced
matmul.allow_fp16_reduced_precision_reduction = asked.reduced
if asked.narrow_sums:
    matmul.allow_fp16_accumulation = True


def arithmetic():
    """What cuBLAS may do under these settings."""
    if asked.format == "float64":
        return {}
    if asked.format == "float32":
        return {"multiplies": "tf32", "fusedSums": fused_sums("tf32")} if asked.tf32 else {}
    if asked.claim_float32_sums or not (asked.reduced or asked.narrow_sums):
        return {"accumulates": "float32", "fusedSums": fused_sums(asked.format)}
    return {"fusedSums": fused_sums(asked.format)}


settings = [word for word in ("tf32", "reduced", "narrow_sums", "compile") if getattr(asked, word)]
name = ", ".join([f"PyTorch {torch.__version__}", *settings]) + f" on {gpu()}"
multiply = torch.compile(torch.matmul, dynamic=True) if asked.compile else torch.matmul
serve_layer(asked.format, name, "cuda", multiply, **arithmetic())
