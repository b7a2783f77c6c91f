"""A forward pass of PyTorch's as a subject: the gradients are those of its autograd."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from .autodiff import operands_of, output
from .protocol import Method, Tensor
from .subject import Subject, refuse, subject_of
from .torch_tensors import Tensors, laid_out

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from .catalogue import Claims, NumberFormat


def unclaimable(claims: Mapping[str, object], *, is_copied: bool) -> dict[str, str]:
    """Claims that cannot be put around a forward pass, and why."""
    reasons = {
        "aliasedDestinations": "the destinations are `.grad`, and no tensor is its own",
        "loss": "what is given gives Y, not a loss",
    }
    if is_copied:
        reasons["destinations"] = "operands are copies in this format, or on this device"
    layouts: Any = claims.get("layouts") or ()
    if layouts == "all" or "reversed" in layouts:
        reasons["layouts"] = "torch has no negative strides; name all but `reversed`"
    return reasons


def torch_forward(
    *,
    number_format: NumberFormat,
    name: str | None = None,
    known_failures: Mapping[str, str] | None = None,
    device: str = "cpu",
    **claims: Unpack[Claims],
) -> Callable[[Method], Subject]:
    """Makes a subject of a function that gives Y for tensors X and W of the number format.

        @gradgate.torch_forward(number_format="float32", deterministic=True)
        def my_layer(X, W):
            return X @ W

    dX and dW are what autograd makes of it. X and W are views of what has come. (float16 and bfloat16 come as
    float32, and are converted.) What is claimed beyond the plain problem is put around it in PyTorch's own
    operations: transposes, α and β, a bias, `relu`, and `.grad` as a destination. With `grouping`, it is given
    `groups=` besides. Of float16 and bfloat16, and on another `device` than the CPU, operands are copies, so
    `destinations` cannot be claimed.

    @raises TypeError, where something is claimed that cannot be put around it
    """
    refuse(claims, unclaimable(claims, is_copied=device != "cpu" or number_format in ("float16", "bfloat16")))

    def decorate(forward: Method) -> Subject:
        def methods() -> Mapping[str, Method]:
            layer = Layer(forward, number_format, claims, device)
            return {name: getattr(layer, name) for name in ("forward", "backward", "record")}

        return subject_of(forward, methods, number_format, name, dict(claims), known_failures=known_failures)

    return decorate


class Layer:
    """Answers with autograd's gradients of a forward pass."""

    def __init__(self, multiply: Method, number_format: str, claims: Mapping[str, object], device: str = "cpu") -> None:
        import torch

        self.torch = torch
        self.tensors = Tensors(number_format, device)
        self.multiply = multiply
        only = claims.get("gradients")
        self.names = ("dX", "dW") if only is None else (str(only),)

    def forward(self, X: Tensor, W: Tensor, **groups: Any) -> Any:
        view, answer = self.tensors.view, self.tensors.answer
        return answer(self.multiply(view(X), view(W), **groups))

    def backward(self, X: Tensor, W: Tensor, dY: Tensor, options: dict[str, Any], **groups: Any) -> dict[str, Any]:
        asked = {"wants": self.names, **options}
        variables, constants = operands_of(asked, X, W, dY, self.tensors.view, self.tensors.zeros)
        variables = {name: operand.detach().requires_grad_() for name, operand in variables.items()}
        multiply = functools.partial(self.multiply, **groups)
        Y = output({**constants, **variables}, options, transposed, self.torch.relu, multiply)
        if "into" in options:
            return self.backward_into(Y, self.tensors.view(dY), variables, options["into"])
        gradients = self.torch.autograd.grad(Y, list(variables.values()), self.tensors.view(dY))
        return dict(zip(variables, map(self.tensors.answer, gradients)))

    def backward_into(self, Y: Any, dY: Any, variables: Mapping[str, Any], into: Mapping[str, Any]) -> dict[str, Any]:
        for name, operand in variables.items():
            if name not in into:
                continue
            operand.grad = self.tensors.view(into[name])
            if not into["accumulate"]:
                operand.grad.zero_()
        Y.backward(dY)
        return {name: self.tensors.answer(operand.grad) for name, operand in variables.items() if name not in into}

    def record(self, X: Tensor, W: Tensor, **groups: Any) -> tuple[Any, Method]:
        """The graph is kept. PyTorch counts what it writes: to storage that a graph needs, it objects."""
        storage_of, answer = self.tensors.storage_of, self.tensors.answer
        storages = [storage_of(operand) for operand in (X, W)]
        x, w = (laid_out(each, storage).detach() for each, storage in zip((X, W), storages))
        variables = {name: {"dX": x, "dW": w}[name].requires_grad_() for name in self.names}
        Y = self.multiply(x, w, **groups)

        def pullback(dY: Tensor, overwritten: tuple[Tensor, Tensor] | None) -> dict[str, Any]:
            for storage, new in zip(storages, overwritten or ()):
                storage.copy_(storage_of(new))
            given = self.tensors.view(dY)
            gradients = self.torch.autograd.grad(Y, list(variables.values()), given, retain_graph=True)
            return dict(zip(variables, map(answer, gradients)))

        return answer(Y), pullback


def transposed(matrix: Any) -> Any:
    return matrix.transpose(-1, -2)
