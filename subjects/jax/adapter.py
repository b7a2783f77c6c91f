"""JAX on the CPU."""
import argparse
import os

os.environ["JAX_PLATFORMS"] = "cpu"
from layer import serve_layer  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("--format", choices=["float64", "float32", "bfloat16", "float16"], default="float32")
serve_layer(arguments.parse_args().format)
