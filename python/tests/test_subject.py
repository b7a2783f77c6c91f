"""What a subject says of itself, and where another process finds it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import subjects

import gradgate
from gradgate.arrays import Array
from gradgate.serve import module_at, subject_at


def test_a_subject_is_still_what_it_was() -> None:
    whole: Any = subjects.Whole
    assert subjects.right.name == "right" and whole.name == "Whole"
    assert isinstance(whole(), whole.implementation)


def test_the_names_that_pytest_wants_are_not_told() -> None:
    def test_layer(X: Array, W: Array, dY: Array) -> Any: ...

    class TestLayer: ...

    made = gradgate.subject(number_format="float32")
    assert (made(test_layer).name, made(TestLayer).name) == ("layer", "Layer")
    assert gradgate.subject(number_format="float32", name="mine 2.1")(TestLayer).name == "mine 2.1"


def test_what_it_says_of_itself() -> None:
    assert subjects.known_to_fail.introduction() == {
        "name": "known_to_fail",
        "numberFormat": "float64",
        "arrays": True,
        "claims": {"emptyExtents": True},
        "knownFailures": {"empty-extents": "a link"},
    }
    assert "formats" in subjects.scaled_weight.introduction()


def test_what_is_no_claim_is_refused() -> None:
    with pytest.raises(TypeError, match="got determinstic"):
        gradgate.subject(number_format="float32", determinstic=True)(len)  # type: ignore[call-arg]


def test_it_is_found_by_file_and_name() -> None:
    place, _, name = subjects.right.target().rpartition(":")
    assert name == "right" and place == subjects.__file__


def test_one_of_a_package_is_found_by_module_and_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "layers").mkdir()
    (tmp_path / "layers" / "__init__.py").write_text("")
    (tmp_path / "layers" / "mine.py").write_text(
        "import gradgate\nlayer = gradgate.subject(number_format='float64')(lambda X, W, dY: (dY @ W.T, X.T @ dY))\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    mine = module_at("layers.mine")
    assert mine.layer.target() == "layers.mine:layer"


def test_one_that_no_module_has_is_refused() -> None:
    hidden = gradgate.subject(number_format="float64")(lambda X, W, dY: None)
    with pytest.raises(gradgate.GradgateError, match="Define it at the top of a file"):
        hidden.target()


def test_a_file_is_loaded_with_its_folder_to_import_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    (tmp_path / "beside_it.py").write_text("value = 3\n")
    (tmp_path / "loaded_by_path.py").write_text("from beside_it import value\n")
    assert module_at(str(tmp_path / "loaded_by_path.py")).value == 3


def test_what_is_no_subject_is_not_served() -> None:
    assert subject_at(subjects.right.target()).name == "right"
    with pytest.raises(TypeError, match="expected a subject"):
        subject_at(f"{subjects.__file__}:gradgate")
