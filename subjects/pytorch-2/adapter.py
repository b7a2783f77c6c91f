"""PyTorch from PyPI, whose narrow formats are summed in float32."""
import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "pytorch"))
from layer import serve_layer  # noqa: E402

arguments = argparse.ArgumentParser()
formats = ["float64", "float32", "bfloat16", "float16"]
arguments.add_argument("--format", choices=formats, default="float32")
number_format = arguments.parse_args().format
is_narrow = number_format in ("bfloat16", "float16")
serve_layer(number_format, **({"accumulates": "float32"} if is_narrow else {}))
