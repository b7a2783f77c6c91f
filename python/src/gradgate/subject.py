"""What a subject is in Python, and the decorator that makes one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .catalogue import Claims
from .errors import GradgateError
from .protocol import Method

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from .catalogue import NumberFormat

Methods = Callable[[], Mapping[str, Method]]


@dataclass(frozen=True, eq=False)
class Subject:
    """An implementation under test, with what it says of itself. Calling it calls the implementation."""

    implementation: Any
    name: str
    number_format: str
    claims: Mapping[str, object]
    #: Makes the functions of the protocol, once it is to answer.
    methods: Methods = field(repr=False)
    formats: Mapping[str, object] = field(default_factory=dict)
    known_failures: Mapping[str, str] = field(default_factory=dict)
    #: The module in which it is defined.
    module: str = ""

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self.implementation(*given, **named)

    def introduction(self) -> dict[str, object]:
        """What it says of itself, as the protocol has it."""
        said = {"formats": self.formats, "claims": self.claims, "knownFailures": self.known_failures}
        some = {name: dict(value) for name, value in said.items() if value}
        return {"name": self.name, "numberFormat": self.number_format, "arrays": True, **some}

    def target(self) -> str:
        """Where another process finds it: a file and a name, or a module and a name. @raises GradgateError"""
        module = sys.modules.get(self.module)
        names = [name for name, value in vars(module).items() if value is self] if module else []
        if module is None or not names:
            raise GradgateError(
                f"{self.name}: expected a subject that a module has under a name, as another process must find it; "
                f"got one that {self.module or 'no module'} does not have. Define it at the top of a file."
            )
        return f"{place_of(module)}:{names[0]}"


def place_of(module: ModuleType) -> str:
    """What another process imports it by. @raises GradgateError, where it has no file"""
    if module.__package__:
        return module.__name__
    path = getattr(module, "__file__", None)
    if path is None:
        raise GradgateError(f"expected a subject that is defined in a file, got one of {module.__name__}")
    return str(path)


def subject(
    *,
    number_format: NumberFormat,
    name: str | None = None,
    formats: Mapping[str, object] | None = None,
    known_failures: Mapping[str, str] | None = None,
    **claims: Unpack[Claims],
) -> Callable[[Any], Subject]:
    """Makes a subject of a backward pass: of a function, or of a class (or object) with more than that.

        @gradgate.subject(number_format="float64", deterministic=True)
        def my_layer(X, W, dY):
            return dY @ W.T, X.T @ dY

    It is given NumPy arrays, which are views of what has come; nothing is copied. Narrow formats come as float32.
    It gives (dX, dW), or {"dX": …, "dW": …, "db": …}, as arrays of NumPy or PyTorch. Where it claims more than
    the plain problem, it takes what belongs to that as arguments of these names: `options`, `groups`, `scaled`.
    A class may also have `forward(X, W)`, `record(X, W)`, which gives Y and a function from dY to gradients,
    `effective(W)` and `reset()`. It is made, without arguments, in the process in which it is judged.

    The claims are those of gradgate's README; without any, only dense matrices come.
    """

    def decorate(implementation: Any) -> Subject:
        def methods() -> Mapping[str, Method]:
            from .adapt import adapted  # which needs NumPy

            made = implementation() if isinstance(implementation, type) else implementation
            return adapted(made, claims)

        return subject_of(
            implementation, methods, number_format, name, dict(claims), formats=formats, known_failures=known_failures
        )

    return decorate


def subject_of(
    implementation: Any,
    methods: Methods,
    number_format: str,
    name: str | None,
    claims: Mapping[str, object],
    *,
    formats: Mapping[str, object] | None = None,
    known_failures: Mapping[str, str] | None = None,
) -> Subject:
    """A subject under its own name where none is given, of the module in which it is defined.

    @raises TypeError, where something is claimed that is no claim
    """
    unknown = ", ".join(claims.keys() - Claims.__annotations__.keys())
    if unknown:
        raise TypeError(f"expected claims, such as {', '.join(list(Claims.__annotations__)[3:6])}, got {unknown}")
    return Subject(
        implementation,
        name or name_of(implementation),
        number_format,
        claims,
        methods,
        formats or {},
        known_failures or {},
        getattr(implementation, "__module__", None) or type(implementation).__module__,
    )


def refuse(claims: Mapping[str, object], reasons: Mapping[str, str]) -> None:
    """What is put around a forward pass cannot do all that may be claimed: the subject would be accused of that.

    @raises TypeError, where one of these is claimed
    """
    for name in claims.keys() & reasons.keys():
        if claims[name]:
            raise TypeError(f"{name} cannot be claimed here: {reasons[name]}")


def name_of(implementation: Any) -> str:
    """What reports call it: its own name, without what pytest looks for."""
    name = getattr(implementation, "__name__", type(implementation).__name__)
    return name.removeprefix("test_").removeprefix("Test") or name
