"""Subjects, right and wrong."""

from __future__ import annotations

from typing import Any

import gradgate
from gradgate.arrays import Array


@gradgate.subject(number_format="float64", deterministic=True)
def right(X: Array, W: Array, dY: Array) -> tuple[Array, Array]:
    return dY @ W.T, X.T @ dY


@gradgate.subject(number_format="float64")
def wrong_when_square(X: Array, W: Array, dY: Array) -> tuple[Array, Array]:
    return dY @ W.T, (X if X.shape[0] == X.shape[1] else X.T) @ dY


@gradgate.subject(number_format="float64")
def throws(X: Array, W: Array, dY: Array) -> Any:
    raise ValueError("no such kernel")


@gradgate.subject(number_format="float64", emptyExtents=True, known_failures={"empty-extents": "a link"})
def known_to_fail(X: Array, W: Array, dY: Array) -> tuple[Array, Array]:
    dX, dW = right(X, W, dY)
    return dX if X.size + W.size > 0 else dX + 1, dW if dY.size > 0 else dW + 1


@gradgate.subject(number_format="float64", layouts="all", subsets=True, bias=True, destinations="accumulate")
class Whole:
    """All that a class may have."""

    def __init__(self) -> None:
        self.calls = 0

    def forward(self, X: Array, W: Array) -> Array:
        return X @ W

    def backward(self, X: Array, W: Array, dY: Array, options: Any) -> Any:
        gradients = {"dX": dY @ W.T, "dW": X.T @ dY}
        if options.get("bias"):
            gradients["db"] = dY.sum(axis=0)
        into = options.get("into")
        for name in ("dX", "dW") if into else ():
            there = getattr(into, name)
            gradient = gradients.pop(name)
            there[...] = there + gradient if into.accumulate else gradient
        return {name: gradients[name] for name in gradients if name in (*options.get("wants", gradients), "db")}

    def record(self, X: Array, W: Array) -> Any:
        seen = (X.copy(), W.copy())  # which the caller may overwrite
        return X @ W, lambda dY: (dY @ seen[1].T, seen[0].T @ dY)

    def reset(self) -> None:
        self.calls = 0


@gradgate.subject(number_format="float64", batching="leading")
class StaleByAddress:
    """Keeps Wᵀ by the memory in which W lies, which an optimizer writes to."""

    def __init__(self) -> None:
        self.transposed: dict[Any, Array] = {}

    def backward(self, X: Array, W: Array, dY: Array) -> Any:
        key = (W.__array_interface__["data"], W.shape)
        if key not in self.transposed:
            self.transposed.clear()
            self.transposed[key] = W.swapaxes(-1, -2).copy()
        return dY @ self.transposed[key], X.swapaxes(-1, -2) @ dY

    def reset(self) -> None:
        self.transposed.clear()


@gradgate.subject(number_format="float64", grouping="zero tail")
def grouped(X: Array, W: Array, dY: Array, groups: list[int] | None = None) -> Any:
    if groups is None:
        return right(X, W, dY)
    import numpy as np

    dX, dW, row = np.zeros_like(X), np.zeros_like(W), 0
    for at, rows in enumerate(groups):
        here = slice(row, row + rows)
        dX[here], dW[at] = right(X[here], W[at], dY[here])
        row += rows
    return dX, dW


@gradgate.subject(
    number_format="float32",
    formats={"W": {"codes": "float4_e2m1fn", "scales": "float8_e4m3fn", "block": [16, 1]}},
    gradients="dX",
)
def scaled_weight(X: Array, W: Array, dY: Array, scaled: Any) -> Any:
    codes, scales = scaled["W"]
    n, k = W.shape
    blocks = scales.reshape(-(-n // 16), k).repeat(16, axis=0)[:n]
    return dY @ (codes * blocks).T


nvfp4 = {"codes": "float4_e2m1fn", "scales": "float8_e4m3fn", "block": [16, 1], "globalScale": "float32"}


@gradgate.subject(number_format="float32", formats={"W": nvfp4}, gradients="dX")
def global_scale(X: Array, W: Array, dY: Array, scaled: Any) -> Any:
    codes, scales, whole = scaled["W"]
    n, k = W.shape
    blocks = scales.reshape(-(-n // 16), k).repeat(16, axis=0)[:n]
    return (dY @ (codes * blocks).T) * whole[0]


@gradgate.subject(number_format="float64", transposeFlags=True)
def takes_no_options(X: Array, W: Array, dY: Array) -> Any:
    return right(X, W, dY)


@gradgate.subject(number_format="float64")
def gives_too_few(X: Array, W: Array, dY: Array) -> Any:
    return (dY @ W.T,)


@gradgate.subject(number_format="float64")
def gives_nothing(X: Array, W: Array, dY: Array) -> Any: ...
