"""Tensors of the protocol as PyTorch's, and back."""

from __future__ import annotations

from typing import Any

from .protocol import Tensor


class Tensors:
    """Those of one number format: on the CPU float64 and float32 share memory with the protocol, others are copies."""

    def __init__(self, number_format: str, device: str = "cpu") -> None:
        import torch

        self.torch = torch
        self.device = device
        self.dtype = getattr(torch, number_format)

    def view(self, tensor: Tensor) -> Any:
        """The tensor where it lies."""
        return laid_out(tensor, self.storage_of(tensor))

    def storage_of(self, tensor: Tensor) -> Any:
        """All its memory, in a row."""
        if len(tensor.data) == 0:
            return self.zeros((0,))
        came = self.torch.float64 if tensor.data.typecode == "d" else self.torch.float32
        return self.torch.frombuffer(tensor.data, dtype=came).to(self.device, self.dtype)

    def zeros(self, shape: tuple[int, ...]) -> Any:
        return self.torch.zeros(shape, dtype=self.dtype, device=self.device)

    def answer(self, tensor: Any) -> Any:
        """As an array of NumPy; what is narrow becomes float32."""
        tensor = tensor.detach()
        wide = tensor.dtype in (self.torch.float64, self.torch.float32)
        return (tensor if wide else tensor.float()).cpu().numpy()


def laid_out(tensor: Tensor, storage: Any) -> Any:
    """The tensor in storage of PyTorch's."""
    if tensor.strides is None:
        return storage.reshape(tensor.shape)
    # Where an axis has one entry only, no stride is ever used, and torch wants none below 0.
    strides = [abs(stride) if extent == 1 else stride for stride, extent in zip(tensor.strides, tensor.shape)]
    return storage.as_strided(tensor.shape, strides, tensor.offset)
