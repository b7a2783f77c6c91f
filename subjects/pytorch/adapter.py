"""PyTorch as Debian has it."""
import argparse

from layer import serve_layer

arguments = argparse.ArgumentParser()
arguments.add_argument("--format", choices=["float64", "float32", "bfloat16"], default="float32")
serve_layer(arguments.parse_args().format)
