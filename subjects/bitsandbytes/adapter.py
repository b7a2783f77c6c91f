"""Linear4bit whose rows are whole blocks."""
import argparse

from linear4bit import serve_layers

arguments = argparse.ArgumentParser()
arguments.add_argument("table", choices=["nf4", "fp4"])
arguments.add_argument("format", choices=["float32", "bfloat16", "float16"])
asked = arguments.parse_args()
serve_layers(asked.format, asked.table)
