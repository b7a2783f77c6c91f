"""A subject of NumPy arrays as the functions that the protocol asks for."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from .arrays import Array, Views, answer_of
from .protocol import Method, Tensor


class Scaled(NamedTuple):
    """An operand as codes and scales: what `formats` says it is the product of, block by block."""

    codes: Array
    scales: Array


class TwiceScaled(NamedTuple):
    """The same where there is a global scale besides: one a matrix."""

    codes: Array
    scales: Array
    global_scale: Array


class Into(NamedTuple):
    """Where gradients are to be written, over what is there, or added to it. They are views, too."""

    dX: Array
    dW: Array
    accumulate: bool


def adapted(implementation: Any, claims: Mapping[str, object]) -> dict[str, Method]:
    """The functions that `serve` takes, of an object with `backward` and maybe others, or of `backward` alone."""
    backward = implementation if inspect.isfunction(implementation) else implementation.backward
    array_methods = Methods(backward, implementation, names_in(claims))
    optional = [name for name in ("forward", "record", "effective") if hasattr(implementation, name)]
    return {name: getattr(array_methods, name) for name in ("backward", "reset", *optional)}


def names_in(claims: Mapping[str, object]) -> tuple[str, ...]:
    """The gradients that there are, in the order of a tuple."""
    only = claims.get("gradients")
    return ("dX", "dW") if only is None else (str(only),)


class Methods:
    """Calls with arrays in the place of tensors, and with what a function has parameters for."""

    def __init__(self, backward: Method, implementation: Any, names: tuple[str, ...]) -> None:
        self.ask_backward = backward
        self.implementation = implementation
        self.names = names
        self.views = Views()

    def forward(self, X: Tensor, W: Tensor, groups: list[int] | None = None) -> Array:
        return answer_of(self.call(self.implementation.forward, {"X": X, "W": W}, groups=groups))

    def effective(self, W: Tensor) -> Array:
        return answer_of(self.call(self.implementation.effective, {"W": W}))

    def backward(
        self, X: Tensor, W: Tensor, dY: Tensor, options: dict[str, Any], groups: list[int] | None = None
    ) -> dict[str, Array]:
        given = {"X": X, "W": W, "dY": dY}
        asked = self.options_of(options) if options else None
        return self.gradients(self.call(self.ask_backward, given, options=asked, groups=groups), options)

    def record(self, X: Tensor, W: Tensor, groups: list[int] | None = None) -> tuple[Array, Method]:
        Y, pullback = self.call(self.implementation.record, {"X": X, "W": W}, groups=groups)

        def play(dY: Tensor, overwritten: tuple[Tensor, Tensor] | None) -> dict[str, Array]:
            for seen, new in zip((X, W), overwritten or ()):
                seen.data[:] = new.data
            return self.gradients(pullback(self.views.of(dY)), {})

        return answer_of(Y), play

    def reset(self) -> None:
        self.views = Views()
        if hasattr(self.implementation, "reset"):
            self.implementation.reset()

    def call(self, function: Method, given: Mapping[str, Tensor], **more: Any) -> Any:
        """What it is asked besides, it must take; @raises TypeError, where it has no parameter for it."""
        operands = [self.views.of(tensor) for tensor in given.values()]
        scaled = {name: shaped(tensor) for name, tensor in given.items() if tensor.codes is not None}
        takes = parameters_of(function)
        named = {name: value for name, value in more.items() if value is not None}
        missing = [name for name in named if not takes(name)]
        if missing:
            asked = ", ".join(f"{name} ({', '.join(map(str, named[name]))})" for name in missing)
            raise TypeError(f"it is asked with {asked}, as it claims, but {function.__name__} has no such parameter")
        if "options" in more and "options" not in named and takes("options"):
            named["options"] = {}
        if scaled and takes("scaled"):
            named["scaled"] = scaled
        return function(*operands, **named)

    def options_of(self, options: dict[str, Any]) -> dict[str, Any]:
        if "into" not in options:
            return options
        into = options["into"]
        views = Into(self.views.of(into["dX"]), self.views.of(into["dW"]), into["accumulate"])
        return {**options, "into": views}

    def gradients(self, answers: Any, options: Mapping[str, Any]) -> dict[str, Array]:
        """From a mapping by name, a tuple (dX, dW), or the only gradient there is."""
        if answers is None and "into" in options:
            return {}
        if isinstance(answers, Mapping):
            return {str(name): answer_of(answer) for name, answer in answers.items()}
        names = ("dX",) if "shared" in options else self.names
        parts = answers if isinstance(answers, (tuple, list)) else (answers,)
        if len(parts) != len(names) or answers is None:
            got = "nothing" if answers is None else f"{len(parts)} of them"
            raise TypeError(f"expected ({', '.join(names)}) or a dictionary with these names, got {got}")
        return {name: answer_of(part) for name, part in zip(names, parts)}


def shaped(tensor: Tensor) -> Scaled | TwiceScaled:
    """Codes in the shape of the tensor; scales in a row, as their blocks are not known here."""
    assert tensor.codes is not None and tensor.scales is not None
    codes, scales = np.asarray(tensor.codes).reshape(tensor.shape), np.asarray(tensor.scales)
    if tensor.global_scale is None:
        return Scaled(codes, scales)
    return TwiceScaled(codes, scales, np.asarray(tensor.global_scale))


def parameters_of(function: Method) -> Callable[[str], bool]:
    """Whether it can be given an argument of a name."""
    parameters = inspect.signature(function).parameters
    any_name = any(one.kind is inspect.Parameter.VAR_KEYWORD for one in parameters.values())
    return lambda name: any_name or name in parameters
