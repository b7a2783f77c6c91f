"""Forward passes of libraries with autograd, where those are installed."""

from __future__ import annotations

from array import array
from typing import Any

import pytest

import gradgate
from gradgate.protocol import Tensor


def tensor(shape: tuple[int, ...], *data: float, **more: Any) -> Tensor:
    return Tensor(shape, array("f", data), **more)


def product(X: Any, W: Any) -> Any:
    return X @ W


def methods_of(library: str, **claims: Any) -> Any:
    pytest.importorskip(library)
    forward: Any = {"torch": gradgate.torch_forward, "jax": gradgate.jax_forward}[library]
    return forward(number_format="float32", **claims)(product).methods()


def listed(answers: Any) -> dict[str, Any]:
    return {name: answer.tolist() for name, answer in answers.items()}


X, W, dY = tensor((1, 2), 1, 2), tensor((2, 1), 3, 4), tensor((1, 1), 10)
both = {"dX": [[30, 40]], "dW": [[10], [20]]}


@pytest.mark.parametrize("library", ["torch", "jax"])
def test_gradients_are_those_of_the_library(library: str) -> None:
    methods = methods_of(library)
    assert methods["forward"](X, W).tolist() == [[11]]
    assert listed(methods["backward"](X, W, dY, {})) == both
    Y, pullback = methods["record"](X, W)
    assert Y.tolist() == [[11]] and listed(pullback(dY, None)) == both == listed(pullback(dY, None))


@pytest.mark.parametrize("library", ["torch", "jax"])
def test_what_is_claimed_is_put_around_it(library: str) -> None:
    backward = methods_of(library)["backward"]
    assert listed(backward(X, W, dY, {"wants": ["dW"], "bias": True})) == {"dW": [[10], [20]], "db": [10]}
    scaled = {"dX": [[60, 80]], "dW": [[20], [40]], "dC": [[30]]}
    assert listed(backward(X, W, dY, {"alpha": 2, "beta": 3})) == scaled
    flags = {"transX": True, "transW": True}
    assert listed(backward(tensor((2, 1), 1, 2), tensor((1, 2), 3, 4), dY, flags)) == {
        "dX": [[30], [40]],
        "dW": [[10, 20]],
    }
    negative = tensor((2, 1), -3, -4)
    assert listed(backward(X, negative, dY, {"epilogue": "relu"})) == {"dX": [[0, 0]], "dW": [[0], [0]]}
    square = tensor((1, 1), 3)
    assert listed(backward(square, square, dY, {"shared": "X·X"})) == {"dX": [[60]]}


@pytest.mark.parametrize("library", ["torch", "jax"])
def test_one_gradient_may_be_all_there_is(library: str) -> None:
    methods = methods_of(library, gradients="dX")
    _, pullback = methods["record"](X, W)
    assert listed(methods["backward"](X, W, dY, {})) == {"dX": [[30, 40]]} == listed(pullback(dY, None))


@pytest.mark.parametrize("library", ["torch", "jax"])
def test_groups_are_given_to_the_forward_pass(library: str) -> None:
    pytest.importorskip(library)
    seen: list[Any] = []

    def first_matrix(X: Any, W: Any, groups: Any = None) -> Any:
        seen.append(groups)
        return X @ W[0]

    forward: Any = {"torch": gradgate.torch_forward, "jax": gradgate.jax_forward}[library]
    methods = forward(number_format="float32", grouping="zero tail")(first_matrix).methods()
    weights = tensor((1, 2, 1), 3, 4)
    assert methods["forward"](X, weights, groups=[1]).tolist() == [[11]]
    assert listed(methods["backward"](X, weights, dY, {}, groups=[1]))["dW"] == [[[10], [20]]]
    assert [int(groups[0]) for groups in seen[:1]] == [1]


@pytest.mark.parametrize(
    ("forward", "claims", "told"),
    [
        (gradgate.jax_forward, {"layouts": ["gaps"]}, "layouts cannot be claimed here: JAX's arrays have no strides"),
        (gradgate.jax_forward, {"destinations": "overwrite"}, "destinations cannot be claimed"),
        (gradgate.jax_forward, {"loss": "half squared error"}, "gives Y, not a loss"),
        (gradgate.torch_forward, {"aliasedDestinations": True}, "no tensor is its own"),
        (gradgate.torch_forward, {"layouts": "all"}, "name all but `reversed`"),
        (gradgate.torch_forward, {"layouts": ["gaps", "reversed"]}, "no negative strides"),
        (gradgate.torch_forward, {"destinations": "overwrite", "number_format": "float16"}, "operands are copies"),
        (gradgate.torch_forward, {"destinations": "overwrite", "device": "cuda"}, "operands are copies"),
    ],
)
def test_what_cannot_be_put_around_it_cannot_be_claimed(forward: Any, claims: Any, told: str) -> None:
    with pytest.raises(TypeError, match=told):
        forward(**{"number_format": "float32", **claims})


def test_what_can_be_put_around_it_can_be_claimed() -> None:
    made = gradgate.torch_forward(number_format="float32", layouts=["gaps"], destinations="accumulate")(product)
    assert made.claims == {"layouts": ["gaps"], "destinations": "accumulate"}
    assert gradgate.jax_forward(number_format="float32", aliasedDestinations=False)(product).claims


def test_destinations_are_grad_in_torch() -> None:
    backward = methods_of("torch")["backward"]
    there = tensor((1, 2), 9, 1, 2, 9, strides=(3, 1), offset=1)
    into = {"dX": there, "dW": tensor((2, 1), 5, 6)}
    assert listed(backward(X, W, dY, {"into": {**into, "accumulate": True}, "bias": True})) == {"db": [10]}
    assert list(there.data) == [9, 31, 42, 9] and list(into["dW"].data) == [15, 26]
    assert backward(X, W, dY, {"into": {**into, "accumulate": False}}) == {}
    assert list(there.data) == [9, 30, 40, 9]


def test_torch_objects_to_storage_that_its_graph_needs() -> None:
    _, pullback = methods_of("torch")["record"](X, tensor((2, 1), 3, 4))
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        pullback(dY, (tensor((1, 2), 1, 2), tensor((2, 1), 5, 6)))


def test_narrow_formats_and_empty_tensors_of_torch() -> None:
    pytest.importorskip("torch")
    methods = gradgate.torch_forward(number_format="bfloat16")(product).methods()
    assert listed(methods["backward"](X, W, dY, {})) == both
    assert methods["forward"](tensor((0, 2)), W).shape == (0, 1)
