"""Operands are views; answers are whatever has numbers."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
import pytest

from gradgate.arrays import Views, answer_of, view
from gradgate.protocol import Tensor

storage = array("f", range(12))
views = {
    "dense": (Tensor((3, 4), storage), np.arange(12).reshape(3, 4)),
    "column-major": (Tensor((4, 3), storage, (1, 4)), np.arange(12).reshape(3, 4).T),
    "padded": (Tensor((2, 2), storage, (4, 1), 5), np.array([[5, 6], [9, 10]])),
    "reversed": (Tensor((3,), storage, (-2,), 6), np.array([6, 4, 2])),
    "expanded": (Tensor((2, 2), storage, (0, 1), 3), np.array([[3, 4], [3, 4]])),
    "empty": (Tensor((0, 3), array("f")), np.empty((0, 3))),
}


@pytest.mark.parametrize("name", views)
def test_a_view_has_the_entries_that_strides_and_offset_say(name: str) -> None:
    tensor, expected = views[name]
    assert view(tensor).dtype == np.float32 and np.array_equal(view(tensor), expected)


def test_nothing_is_copied_also_by_dlpack() -> None:
    data = array("d", [1, 2, 3, 4, 5, 6])
    tensor = Tensor((2, 2), data, (3, 1), 1)
    again = np.from_dlpack(view(tensor))
    data[4] = 7
    view(tensor)[0, 0] = 8
    assert again.tolist() == [[8, 3], [7, 6]] and list(data) == [1, 8, 3, 4, 7, 6]


def test_torch_takes_views_by_dlpack_without_a_copy() -> None:
    torch = pytest.importorskip("torch")
    data = array("d", [1, 2, 3, 4, 5, 6])
    there = torch.from_dlpack(view(Tensor((2, 2), data, (3, 1), 1)))
    there += 1
    assert list(data) == [1, 3, 4, 4, 6, 7]


def test_a_view_beyond_its_storage_is_refused() -> None:
    with pytest.raises(TypeError):
        view(Tensor((2, 7), storage))


def test_what_is_given_again_is_the_same_array() -> None:
    kept = Views()
    first = Tensor((3, 4), array("f", range(12)))
    array_of_it = kept.of(first)
    assert kept.of(Tensor((3, 4), first.data)) is array_of_it
    assert kept.of(Tensor((4, 3), first.data)) is not array_of_it
    for _ in range(Views.most):
        kept.of(Tensor((1,), array("f", [1])))
    assert kept.of(first) is not array_of_it


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (np.array([1.5], np.float16), np.array([1.5], np.float32)),
        (np.array([True, False]), np.array([1.0, 0])),
        ([[1, 2.5]], np.array([[1, 2.5]])),
        (np.float32(3), np.array(3, np.float32)),
        (range(3), np.array([0.0, 1, 2])),
    ],
)
def test_an_answer_is_an_array_of_float64_or_float32(given: Any, expected: Any) -> None:
    answer = answer_of(given)
    assert answer.dtype == expected.dtype and np.array_equal(answer, expected)


@pytest.mark.parametrize("wrong", [np.array([1j]), ["text"], {"dX": 1}, None, np.zeros(2, np.longdouble)])
def test_what_has_no_numbers_of_64_bits_is_no_answer(wrong: object) -> None:
    with pytest.raises(TypeError, match="expected an array of numbers"):
        answer_of(wrong)


def test_tensors_are_taken_from_their_graph() -> None:
    torch = pytest.importorskip("torch")
    given = torch.tensor([1.5, 2.0], dtype=torch.bfloat16, requires_grad=True)
    assert answer_of(given * 2).tolist() == [3, 4] and answer_of(given).dtype == np.float32
    assert answer_of(torch.ones(2, dtype=torch.float64)).dtype == np.float64
