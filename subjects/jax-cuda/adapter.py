"""JAX on an NVIDIA GPU, in its default precision, or in the highest."""
import argparse
import os
import sys
from pathlib import Path

os.environ["JAX_PLATFORMS"] = "cuda"
os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")  # it is a guest on the card

import jax  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "jax"))
from layer import serve_layer  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("format", choices=["float64", "float32", "bfloat16", "float16"])
arguments.add_argument("--precision", choices=["default", "highest"], default="default")
asked = arguments.parse_args()
jax.config.update("jax_default_matmul_precision", asked.precision)
card = jax.devices()[0].device_kind
tf32 = asked.format == "float32" and asked.precision == "default"
narrow = asked.format in ("bfloat16", "float16")
more = {"multiplies": "tf32", "fusedSums": 8} if tf32 else {"fusedSums": 16} if narrow else {}
serve_layer(asked.format, f"JAX {jax.__version__}, {asked.precision} precision on {card}", **more)
