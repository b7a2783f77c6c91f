"""A forward pass of JAX's as a subject: the gradients are those of `jax.vjp`, in `jit`."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from .autodiff import operands_of, output
from .protocol import Method, Tensor
from .subject import Subject, refuse, subject_of

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from .catalogue import Claims, NumberFormat


no_memory = "JAX's arrays have no strides, and cannot be written into"
unclaimable = {
    **{name: no_memory for name in ("layouts", "destinations", "aliasedDestinations")},
    "loss": "what is given gives Y, not a loss",
}


def jax_forward(
    *,
    number_format: NumberFormat,
    name: str | None = None,
    known_failures: Mapping[str, str] | None = None,
    **claims: Unpack[Claims],
) -> Callable[[Method], Subject]:
    """Makes a subject of a function that gives Y for arrays X and W of the number format.

        @gradgate.jax_forward(number_format="float32", deterministic=True)
        def my_layer(X, W):
            return X @ W

    dX and dW are what `jax.vjp` makes of it. JAX's arrays have no strides and cannot be written into, so operands
    are copies, and neither `layouts` nor `destinations` can be claimed. What else is claimed beyond the plain
    problem is put around it in JAX's own operations. With `grouping`, it is given `groups=` besides, an array.

    @raises TypeError, where something is claimed that cannot be put around it
    """
    refuse(claims, unclaimable)

    def decorate(forward: Method) -> Subject:
        def methods() -> Mapping[str, Method]:
            layer = Layer(forward, number_format, claims)
            return {name: getattr(layer, name) for name in ("forward", "backward", "record")}

        return subject_of(forward, methods, number_format, name, dict(claims), known_failures=known_failures)

    return decorate


class Layer:
    """Answers with `jax.vjp`'s gradients of a forward pass."""

    def __init__(self, multiply: Method, number_format: str, claims: Mapping[str, object]) -> None:
        import jax

        jax.config.update("jax_enable_x64", number_format == "float64")
        self.jax = jax
        self.dtype = getattr(jax.numpy, number_format)
        self.multiply = multiply
        only = claims.get("gradients")
        self.names = ("dX", "dW") if only is None else (str(only),)
        self.compiled = functools.lru_cache(None)(self.compiled_for)

    def forward(self, X: Tensor, W: Tensor, **groups: Any) -> Any:
        return self.answer(self.multiply(self.array(X), self.array(W), **self.sizes(groups)))

    def backward(self, X: Tensor, W: Tensor, dY: Tensor, options: dict[str, Any], **groups: Any) -> dict[str, Any]:
        asked = {"wants": self.names, **options}
        variables, constants = operands_of(asked, X, W, dY, self.array, self.zeros)
        gradients = self.compiled(json.dumps(options))(variables, constants, self.array(dY), self.sizes(groups))
        return {name: self.answer(gradient) for name, gradient in gradients.items()}

    def compiled_for(self, text: str) -> Method:
        """The backward pass for these options, which JAX compiles once for each shape."""
        options = json.loads(text)

        def gradients(variables: Any, constants: Any, dY: Any, groups: Any) -> Any:
            def Y(asked: Any) -> Any:
                multiply = functools.partial(self.multiply, **groups)
                return output({**constants, **asked}, options, self.transposed, self.jax.nn.relu, multiply)

            _, pullback = self.jax.vjp(Y, variables)
            return pullback(dY)[0]

        return self.jax.jit(gradients)  # type: ignore[no-any-return, unused-ignore]

    def record(self, X: Tensor, W: Tensor, **groups: Any) -> tuple[Any, Method]:
        given = {"dX": self.array(X), "dW": self.array(W)}
        multiply = functools.partial(self.multiply, **self.sizes(groups))
        Y, pullback = self.jax.vjp(multiply, *given.values())

        def play(dY: Tensor, _: object) -> dict[str, Any]:
            """What is overwritten afterwards is no memory of JAX's."""
            gradients = dict(zip(given, pullback(self.array(dY))))
            return {name: self.answer(gradients[name]) for name in self.names}

        return self.answer(Y), play

    def array(self, tensor: Tensor) -> Any:
        """A copy: `jnp.asarray` may keep using the memory that it is given."""
        import numpy as np

        return self.jax.numpy.array(np.asarray(tensor.data).reshape(tensor.shape), self.dtype)

    def sizes(self, groups: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self.jax.numpy.array(sizes, self.jax.numpy.int32) for name, sizes in groups.items()}

    def zeros(self, shape: tuple[int, ...]) -> Any:
        return self.jax.numpy.zeros(shape, self.dtype)

    def transposed(self, matrix: Any) -> Any:
        return self.jax.numpy.swapaxes(matrix, -1, -2)

    def answer(self, result: Any) -> Any:
        import numpy as np

        return np.asarray(result, np.float64 if result.dtype == np.float64 else np.float32)
