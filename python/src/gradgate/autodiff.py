"""What the adapters of libraries with gradients of their own share: which operands are variables, and Y."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from .protocol import Tensor

Operands = dict[str, Any]


def operands_of(
    options: Mapping[str, Any],
    X: Tensor,
    W: Tensor,
    dY: Tensor,
    tensor: Callable[[Tensor], Any],
    zeros: Callable[[tuple[int, ...]], Any],
) -> tuple[Operands, Operands]:
    """The operands that gradients are asked of, and those that are constants, by their gradients' names."""
    operands = {"dX": tensor(X)}
    if "shared" not in options:
        operands["dW"] = tensor(W)
    # Gradients do not depend on the values of b and C.
    if options.get("bias"):
        operands["db"] = zeros(dY.shape[-1:])
    if "beta" in options:
        operands["dC"] = zeros(dY.shape)
    asked = (*options.get("wants", ("dX", "dW")), "db", "dC")
    variables = {name: operand for name, operand in operands.items() if name in asked}
    constants = {name: operand for name, operand in operands.items() if name not in asked}
    return variables, constants


def output(
    operands: Operands,
    options: Mapping[str, Any],
    transposed: Callable[[Any], Any],
    relu: Callable[[Any], Any] | None = None,
    multiply: Callable[[Any, Any], Any] = operator.matmul,
) -> Any:
    """Y = α·X·W + b + β·C, or max(X·W + b, 0), in the library's own operations."""
    X = operands["dX"]
    W = operands["dW"] if "dW" in operands else X
    if options.get("transX"):
        X = transposed(X)
    if options.get("transW") or options.get("shared") == "X·Xᵀ":
        W = transposed(W)
    Y = multiply(X, W)
    if "alpha" in options:
        Y = Y * options["alpha"]
    if "db" in operands:
        Y = Y + operands["db"]
    if "dC" in operands:
        Y = Y + operands["dC"] * options["beta"]
    return relu(Y) if relu and "epilogue" in options else Y
