"""Functions of arrays as functions of tensors: what they are given, and what may be given back."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import pytest
import subjects

from gradgate.arrays import Array
from gradgate.protocol import Tensor


def tensor(shape: tuple[int, ...], data: Sequence[float], **more: Any) -> Tensor:
    return Tensor(shape, array("d", data), **more)


X, W, dY = tensor((1, 2), [1, 2]), tensor((2, 1), [3, 4]), tensor((1, 1), [10])


def asked(subject: Any, *, options: Any = None, **more: Any) -> dict[str, Any]:
    """The answer to backward, as lists."""
    answers = subject.methods()["backward"](X, W, dY, options or {}, **more)
    return {name: answer.tolist() for name, answer in answers.items()}


def test_a_function_of_arrays_is_a_backward_pass() -> None:
    assert asked(subjects.right) == {"dX": [[30, 40]], "dW": [[10], [20]]}
    assert list(subjects.right.methods()) == ["backward", "reset"]


def test_a_class_is_made_once_it_is_to_answer_and_may_have_more() -> None:
    whole: Any = subjects.Whole
    methods = whole.methods()
    assert list(methods) == ["backward", "reset", "forward", "record"]
    assert methods["forward"](X, W).tolist() == [[11]]
    Y, pullback = methods["record"](X, W)
    assert Y.tolist() == [[11]] and pullback(dY, None)["dW"].tolist() == [[10], [20]]


def test_options_are_given_by_name() -> None:
    assert asked(subjects.Whole, options={"bias": True, "wants": ["dX"]}) == {"dX": [[30, 40]], "db": [10]}


def test_destinations_are_views() -> None:
    there = tensor((1, 2), [9, 1, 2, 9], strides=(3, 1), offset=1)
    into: dict[str, Any] = {"dX": there, "dW": tensor((2, 1), [0, 0]), "accumulate": True}
    assert asked(subjects.Whole, options={"into": into}) == {}
    assert list(there.data) == [9, 31, 42, 9] and list(into["dW"].data) == [10, 20]


def test_groups_are_given_by_name() -> None:
    weights = tensor((2, 2, 1), [3, 4, 5, 6])
    methods = subjects.grouped.methods()
    answers = methods["backward"](tensor((2, 2), [1, 2, 3, 4]), weights, tensor((2, 1), [1, 1]), {}, groups=[0, 1])
    assert answers["dX"].tolist() == [[5, 6], [0, 0]] and answers["dW"].tolist() == [[[0], [0]], [[1], [2]]]
    assert asked(subjects.grouped) == asked(subjects.right)


def test_codes_and_scales_are_given_by_name_and_a_single_gradient_may_stand_alone() -> None:
    weight = tensor((2, 1), [3, 4], codes=array("d", [6, 8]), scales=array("d", [0.5]))
    (answer,) = subjects.scaled_weight.methods()["backward"](X, weight, dY, {}).items()
    assert answer[0] == "dX" and answer[1].tolist() == [[30, 40]]
    half = weight._replace(scales=array("d", [1]), global_scale=array("d", [0.5]))
    (answer,) = subjects.global_scale.methods()["backward"](X, half, dY, {}).items()
    assert answer[1].tolist() == [[30, 40]]


def test_of_one_variable_there_is_one_gradient() -> None:
    import gradgate

    shared = gradgate.subject(number_format="float64", sharedOperand=True)(lambda X, W, dY, options: dY @ W.T)
    assert asked(shared, options={"shared": "X·X"}) == {"dX": [[30, 40]]}


def test_a_recorded_pass_sees_what_is_written_into_its_operands() -> None:
    import gradgate

    class Keeps:
        def backward(self, X: Array, W: Array, dY: Array) -> Any: ...

        def record(self, X: Array, W: Array) -> Any:
            return X @ W, lambda dY: (dY @ W.T, X.T @ dY)

    methods = gradgate.subject(number_format="float64")(Keeps).methods()
    weight = tensor((2, 1), [3, 4])
    _, pullback = methods["record"](X, weight)
    assert pullback(dY, (X, tensor((2, 1), [5, 6])))["dX"].tolist() == [[50, 60]]


@pytest.mark.parametrize(
    ("subject", "options", "told"),
    [
        (subjects.takes_no_options, {"transX": True}, r"asked with options \(transX\), as it claims"),
        (subjects.gives_too_few, {}, r"expected \(dX, dW\) or a dictionary with these names, got 1"),
        (subjects.gives_nothing, {}, "got nothing"),
    ],
)
def test_what_cannot_be_asked_or_answered_is_told(subject: Any, options: Any, told: str) -> None:
    with pytest.raises(TypeError, match=told):
        asked(subject, options=options)
