"""A forward pass of PyTorch's as a subject: the gradients are those of its autograd."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from .autodiff import operands_of, output
from .protocol import Method, Tensor
from .subject import Subject, subject_of

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from .catalogue import Claims, NumberFormat


def torch_forward(
    *,
    number_format: NumberFormat,
    name: str | None = None,
    known_failures: Mapping[str, str] | None = None,
    **claims: Unpack[Claims],
) -> Callable[[Method], Subject]:
    """Makes a subject of a function that gives Y for tensors X and W of the number format.

        @gradgate.torch_forward(number_format="float32", deterministic=True)
        def my_layer(X, W):
            return X @ W

    dX and dW are what autograd makes of it. X and W are views of what has come. (float16 and bfloat16 come as
    float32, and are converted.) What is claimed beyond the plain problem is put around it in PyTorch's own
    operations: transposes, α and β, a bias, `relu`, and `.grad` as a destination. With `grouping`, it is given
    `groups=` besides.
    """

    def decorate(forward: Method) -> Subject:
        def methods() -> Mapping[str, Method]:
            layer = Layer(forward, number_format, claims)
            return {name: getattr(layer, name) for name in ("forward", "backward", "record")}

        return subject_of(forward, methods, number_format, name, dict(claims), known_failures=known_failures)

    return decorate


class Layer:
    """Answers with autograd's gradients of a forward pass."""

    def __init__(self, multiply: Method, number_format: str, claims: Mapping[str, object]) -> None:
        import torch

        self.torch = torch
        self.dtype = getattr(torch, number_format)
        self.multiply = multiply
        only = claims.get("gradients")
        self.names = ("dX", "dW") if only is None else (str(only),)

    def forward(self, X: Tensor, W: Tensor, **groups: Any) -> Any:
        return self.answer(self.multiply(self.view(X), self.view(W), **groups))

    def backward(self, X: Tensor, W: Tensor, dY: Tensor, options: dict[str, Any], **groups: Any) -> dict[str, Any]:
        asked = {"wants": self.names, **options}
        variables, constants = operands_of(asked, X, W, dY, self.view, self.zeros)
        variables = {name: operand.detach().requires_grad_() for name, operand in variables.items()}
        Y = output(
            {**constants, **variables}, options, transposed, self.torch.relu, lambda x, w: self.multiply(x, w, **groups)
        )
        if "into" in options:
            return self.backward_into(Y, self.view(dY), variables, options["into"])
        gradients = self.torch.autograd.grad(Y, list(variables.values()), self.view(dY))
        return {name: self.answer(gradient) for name, gradient in zip(variables, gradients)}

    def backward_into(self, Y: Any, dY: Any, variables: Mapping[str, Any], into: Mapping[str, Any]) -> dict[str, Any]:
        for name, operand in variables.items():
            if name not in into:
                continue
            operand.grad = self.view(into[name])
            if not into["accumulate"]:
                operand.grad.zero_()
        Y.backward(dY)
        return {name: self.answer(operand.grad) for name, operand in variables.items() if name not in into}

    def record(self, X: Tensor, W: Tensor, **groups: Any) -> tuple[Any, Method]:
        """The graph is kept. PyTorch counts what it writes: to storage that a graph needs, it objects."""
        storages = [self.storage_of(operand) for operand in (X, W)]
        x, w = (laid_out(each, storage).detach() for each, storage in zip((X, W), storages))
        variables = {name: {"dX": x, "dW": w}[name].requires_grad_() for name in self.names}
        Y = self.multiply(x, w, **groups)

        def pullback(dY: Tensor, overwritten: tuple[Tensor, Tensor] | None) -> dict[str, Any]:
            for storage, new in zip(storages, overwritten or ()):
                storage.copy_(self.storage_of(new))
            gradients = self.torch.autograd.grad(Y, list(variables.values()), self.view(dY), retain_graph=True)
            return dict(zip(variables, map(self.answer, gradients)))

        return self.answer(Y), pullback

    def view(self, tensor: Tensor) -> Any:
        return laid_out(tensor, self.storage_of(tensor))

    def storage_of(self, tensor: Tensor) -> Any:
        """Memory that is shared with the protocol, unless it has to be converted."""
        if len(tensor.data) == 0:
            return self.torch.empty(0, dtype=self.dtype)
        came = self.torch.float64 if tensor.data.typecode == "d" else self.torch.float32
        return self.torch.frombuffer(tensor.data, dtype=came).to(self.dtype)

    def zeros(self, shape: tuple[int, ...]) -> Any:
        return self.torch.zeros(shape, dtype=self.dtype)

    def answer(self, tensor: Any) -> Any:
        tensor = tensor.detach()
        wide = tensor.dtype in (self.torch.float64, self.torch.float32)
        return (tensor if wide else tensor.float()).numpy()


def laid_out(tensor: Tensor, storage: Any) -> Any:
    """The tensor where it lies in its storage."""
    if tensor.strides is None:
        return storage.reshape(tensor.shape)
    # Where an axis has one entry only, no stride is ever used, and torch wants none below 0.
    strides = [abs(stride) if extent == 1 else stride for stride, extent in zip(tensor.strides, tensor.shape)]
    return storage.as_strided(tensor.shape, strides, tensor.offset)


def transposed(matrix: Any) -> Any:
    return matrix.transpose(-1, -2)
