"""CuPy on an NVIDIA GPU: the gradients by hand, from cupy.matmul on CuPy's own views."""
import argparse
import os
import sys
from pathlib import Path

arguments = argparse.ArgumentParser()
arguments.add_argument("format", choices=["float64", "float32", "float16"])
arguments.add_argument("--tf32", action="store_true", help="float32 may be cut to tf32")
arguments.add_argument("--claim-float32-sums", action="store_true")
asked = arguments.parse_args()
os.environ["CUPY_TF32"] = str(int(asked.tf32))

import cupy as cp  # noqa: E402
import numpy as np  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.by_hand import gradients  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

dtype = np.dtype(asked.format)


def view(tensor):
    """The tensor where it lies, in a copy of its storage on the device."""
    storage = cp.asarray(np.asarray(tensor.data).astype(dtype))
    if tensor.strides is None:
        return storage.reshape(tensor.shape)
    strides = [stride * dtype.itemsize for stride in tensor.strides]
    return cp.ndarray(tensor.shape, dtype, storage.data + tensor.offset * dtype.itemsize, strides)


def answer(array):
    return cp.asnumpy(array.astype(np.float32) if dtype == np.float16 else array)


def forward(X, W):
    return answer(cp.matmul(view(X), view(W)))


def backward(X, W, dY, options):
    found = gradients(view(X), view(W), view(dY), options, cp.matmul)
    return {name: answer(gradient) for name, gradient in found.items()}


card = cp.cuda.runtime.getDeviceProperties(0)["name"].decode()
# Not `accumulates: 'float32'` for float16: rows times columns are summed in float16, unlike other products.
arithmetic = {
    "float64": {},
    # The kernels of CuPy's own elementwise operations are compiled to take subnormal numbers for 0.
    "float32": {"subnormals": "flushed", **({"multiplies": "tf32", "fusedSums": 8} if asked.tf32 else {})},
    "float16": {"fusedSums": 16, **({"accumulates": "float32"} if asked.claim_float32_sums else {})},
}
introduction = {
    "name": f"CuPy {cp.__version__}{', tf32' if asked.tf32 else ''} on {card}",
    "numberFormat": asked.format,
    "claims": {
        "deterministic": True,
        "reproducible": True,
        "layouts": "all",
        "emptyExtents": True,
        "batching": "broadcast",
        "vectors": True,
        "transposeFlags": True,
        "scaling": True,
        "bias": True,
        "subsets": True,
        "sharedOperand": True,
        "nonFinite": "ieee",
        **arithmetic[asked.format],
    },
}
serve(introduction, backward=backward, forward=forward)
