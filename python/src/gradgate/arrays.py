"""Tensors of the protocol as NumPy arrays, and answers of any library as what the protocol can send."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .protocol import Tensor

Array = NDArray[Any]


def view(tensor: Tensor) -> Array:
    """The tensor where it lies, with its strides and offset; no number is copied. Its bounds are checked.

    `np.from_dlpack` and `torch.from_dlpack` take it as it is. (torch has no negative strides.)
    """
    size = tensor.data.itemsize
    strides = tensor.strides and [stride * size for stride in tensor.strides]
    return np.ndarray(tensor.shape, tensor.data.typecode, tensor.data, tensor.offset * size, strides)


class Views:
    """Views of tensors; what is given again is the same object, as an optimizer gives the same parameter."""

    most = 16

    def __init__(self) -> None:
        self.kept: dict[tuple[object, ...], tuple[Tensor, Array]] = {}

    def of(self, tensor: Tensor) -> Array:
        key = (id(tensor.data), tensor.shape, tensor.strides, tensor.offset)
        pair = self.kept.pop(key, None) or (tensor, view(tensor))
        self.kept[key] = pair  # so that it is the youngest; and its storage, whose id is the key, lives on
        for oldest in list(self.kept)[: -self.most]:
            del self.kept[oldest]
        return pair[1]


def answer_of(value: Any) -> Array:
    """A dense array of float64 or float32 with the same numbers. @raises TypeError, where there is none.

    A tensor of PyTorch's is taken from its graph, and narrow formats become float32, which has all their numbers.
    """
    if type(value).__module__.split(".")[0] == "torch":
        value = value.detach().cpu()
        value = (value if str(value.dtype) in ("torch.float32", "torch.float64") else value.float()).numpy()
    array = np.asarray(value)
    if array.dtype in (np.float32, np.float64):
        return array
    if array.dtype.kind in "iub":
        return array.astype(np.float64)
    if array.dtype == np.float16 or array.dtype.name.startswith(("bfloat16", "float8", "float4")):
        return array.astype(np.float32)
    raise TypeError(f"expected an array of numbers of at most 64 bits, got {array.dtype} from {type(value).__name__}")
