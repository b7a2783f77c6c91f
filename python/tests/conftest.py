"""The command that is tested with: the compiled one of this repository, unless GRADGATE_COMMAND names another."""

import os
import shutil
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

source = Path(__file__).resolve().parents[1] / "src"
sys.path.insert(0, str(source))  # also where the package is not installed
compiled = source.parents[1] / "dist" / "src" / "cli" / "main.js"


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> str:
    """Whatever starts gradgate; without it, a test is skipped."""
    words = os.environ.get("GRADGATE_COMMAND")
    if words is None:
        if shutil.which("node") is None or not compiled.exists():
            pytest.skip("needs node, and npm run build")
        words = f"node {compiled}"
    monkeypatch.setenv("GRADGATE_COMMAND", words)
    return words
