"""The gradients by hand: dX = dY·Wᵀ and dW = Xᵀ·dY, with everything that `options` may ask.

Arrays are NumPy's, or have its `ndim`, `shape`, `swapaxes`, `reshape` and `sum(axis=…)`, as those of CuPy and
the tensors of PyTorch do.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

Multiply = Callable[[Any, Any], Any]


def transposed(matrix: Any) -> Any:
    return matrix.swapaxes(-1, -2)


def unchanged(matrix: Any) -> Any:
    return matrix


def gradients(
    x: Any, w: Any, dy: Any, options: Mapping[str, Any], multiply: Multiply = operator.matmul
) -> dict[str, Any]:
    """What is asked of dX, dW, db and dC, by their names. `multiply` follows the rules of np.matmul."""
    X_of, W_of = (transposed if options.get(flag) else unchanged for flag in ("transX", "transW"))
    ways = {
        "dX": lambda: X_of(in_first(X_of(x), W_of(w), dy, multiply)),
        "dW": lambda: W_of(in_second(X_of(x), W_of(w), dy, multiply)),
    }
    if "shared" in options:
        second = transposed if options["shared"] == "X·Xᵀ" else unchanged
        ways = {"dX": lambda: of_both(x, dy, second, multiply)}
    answers = {name: ways[name]() for name in options.get("wants", ways)}
    if "alpha" in options:
        answers = {name: options["alpha"] * gradient for name, gradient in answers.items()}
    if "beta" in options:
        answers["dC"] = options["beta"] * dy
    if options.get("bias"):
        answers["db"] = summed(dy, dy.shape[-1:])
    return answers


def of_both(x: Any, dy: Any, second: Callable[[Any], Any], multiply: Multiply) -> Any:
    """Y = X·second(X) depends on X twice."""
    return in_first(x, second(x), dy, multiply) + second(in_second(x, second(x), dy, multiply))


def in_first(x: Any, w: Any, dy: Any, multiply: Multiply) -> Any:
    """dX = dY·Wᵀ, summed over the batch axes that X was repeated along."""
    x2, w2, dy2 = matrices(x, w, dy)
    return summed(multiply(dy2, transposed(w2)), x2.shape).reshape(x.shape)


def in_second(x: Any, w: Any, dy: Any, multiply: Multiply) -> Any:
    """dW = Xᵀ·dY, summed over the batch axes that W was repeated along."""
    x2, w2, dy2 = matrices(x, w, dy)
    return summed(multiply(transposed(x2), dy2), w2.shape).reshape(w.shape)


def matrices(x: Any, w: Any, dy: Any) -> tuple[Any, Any, Any]:
    """A vector is one row of X, or one column of W; Y lacks that axis."""
    if w.ndim == 1:
        w, dy = w[:, None], dy[..., None]
    if x.ndim == 1:
        x, dy = x[None, :], dy[..., None, :]
    return x, w, dy


def summed(gradient: Any, shape: tuple[int, ...]) -> Any:
    """The gradient of what was repeated from `shape` by the rules of broadcasting."""
    lead = gradient.ndim - len(shape)
    joined = [lead + axis for axis, extent in enumerate(shape) if gradient.shape[lead + axis] != extent]
    axes = (*range(lead), *joined)
    return (gradient.sum(axis=axes) if axes else gradient).reshape(shape)  # to PyTorch no axes are all
