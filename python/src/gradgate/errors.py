"""What is raised where there is no verdict, or one that is not "verified"."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .verdict import Verdict


class Ending(IntEnum):
    """What the exit code of `gradgate check` means, as gradgate's README has it."""

    VERIFIED = 0
    VIOLATED = 1
    REQUEST = 2
    NOT_RUN = 3
    VOID = 4
    BUG = 5
    NOT_REPRODUCED = 6
    SURROUNDINGS = 7
    INTERRUPTED = 130


class GradgateError(Exception):
    """There is no verdict that says "verified", or none at all: the message says why, and what to do."""

    def __init__(self, message: str, ending: Ending | None = None, verdict: Verdict | None = None) -> None:
        super().__init__(message)
        self.ending = ending
        self.verdict = verdict


class NodeMissing(GradgateError):
    """Node.js, or gradgate's npm package, is not there. The message says how to get it."""


class Violated(GradgateError, AssertionError):
    """The subject is wrong. The message has the law, the smallest problem and how to see it again."""
