"""gradgate decides whether the backward pass of a matrix multiplication is right. This is its door for Python.

    import gradgate

    @gradgate.subject(number_format="float64")
    def my_layer(X, W, dY):
        return dY @ W.T, X.T @ dY

    gradgate.check(my_layer)

Judging is done by the command `gradgate`, which needs Node.js: see `gradgate.command`.
"""

from .catalogue import laws
from .check import check, judge, replay
from .errors import Ending, GradgateError, NodeMissing, Violated
from .jax_forward import jax_forward
from .subject import Subject, subject
from .torch_forward import torch_forward
from .verdict import Problem, PropertyVerdict, Verdict

__all__ = [
    "Ending",
    "GradgateError",
    "NodeMissing",
    "Problem",
    "PropertyVerdict",
    "Subject",
    "Verdict",
    "Violated",
    "check",
    "jax_forward",
    "judge",
    "laws",
    "replay",
    "subject",
    "torch_forward",
]
