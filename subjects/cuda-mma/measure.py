"""Writes what single instructions answer, for `npm run tensor-cores`: measure.py FOLDER CARD [ROWS]

A file a format, CARD_format.tsv, or CARD.mma_format.tsv of float8. The factors of a line have exponents far apart or close together, and signs
that cancel; so does the addend.
"""
import sys
from pathlib import Path

import numpy as np

from product import formats, product

names = {"float16": "fp16", "bfloat16": "bf16", "tf32": "tf32", "float8_e4m3fn": "E4M3", "float8_e5m2": "E5M2"}
tiles = 20


def hexadecimal(values):
    return " ".join(f"{bits:08x}" for bits in np.asarray(values, np.float32).view(np.uint32).ravel())


def drawn(random, shape, kind):
    """Numbers of that format, as float32."""
    spread = random.choice([1, 3, 8], size=(shape[0], 1))
    values = random.uniform(1, 2, shape) * 2.0 ** random.integers(-spread, spread + 1, shape)
    signed = (values * random.choice([-1, 1], shape)).astype(np.float32)
    if kind != "tf32":
        return signed.astype(formats[kind]).astype(np.float32)
    return (signed.view(np.uint32) & np.uint32(0xFFFFE000)).view(np.float32)


folder, card = Path(sys.argv[1]), sys.argv[2]
rows = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
folder.mkdir(parents=True, exist_ok=True)
for kind, name in names.items():
    random = np.random.default_rng(1)
    terms = 32 // np.dtype(formats[kind]).itemsize
    a, b = drawn(random, (16 * tiles, terms), kind), drawn(random, (8 * tiles, terms), kind).T
    c = random.standard_normal((16 * tiles, 8 * tiles)).astype(np.float32) * np.float32(2)
    if "float8" in kind:
        c[:] = 0  # the files that are published have no addend there
    d = product(a, b, (kind, kind), c)
    instruction = f"{card}.mma" if "float8" in kind else card
    with (folder / f"{instruction}_{name}.tsv").open("w") as file:
        for i, j in zip(random.integers(0, 16 * tiles, rows), random.integers(0, 8 * tiles, rows)):
            file.write("\t".join(map(hexadecimal, (a[i], b[:, j], c[i, j], d[i, j]))) + "\n")
