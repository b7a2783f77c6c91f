"""The verdict of a run, read from its verdict.json (whose schema is in gradgate's npm package)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from .errors import Ending

if TYPE_CHECKING:
    from .arrays import Array

Conclusion = Literal["verified", "violated", "not run", "void", "bug", "not reproduced"]
Outcome = Literal[
    "holds", "holds weakly", "fails", "crashed", "not claimed", "not offered",
    "not reached", "no such problem", "known to fail", "holds again", "our bug",
]  # fmt: skip
Json = Mapping[str, Any]

endings: Mapping[Conclusion, Ending] = {
    "verified": Ending.VERIFIED,
    "violated": Ending.VIOLATED,
    "not run": Ending.NOT_RUN,
    "void": Ending.VOID,
    "bug": Ending.BUG,
    "not reproduced": Ending.NOT_REPRODUCED,
}


@dataclass(frozen=True)
class Problem:
    """The smallest problem on which a property fails. Of a batch, the members are below one another."""

    X: Array
    W: Array
    dY: Array
    replay: str


@dataclass(frozen=True)
class PropertyVerdict:
    """What came of one property. `told` has all there is to say of it, with the smallest problem, where it fails."""

    id: str
    cites: str
    statement: str
    outcome: Outcome
    told: str
    raw: Json = field(repr=False)

    @property
    def problem(self) -> Problem | None:
        """The smallest problem, as arrays of float64; nothing, where there is none, or where it is a large one."""
        import numpy as np

        found = self.raw.get("found", self.raw).get("counterexample")
        if found is None or "X" not in found:
            return None
        X, W, dY = (np.array([[float(entry) for entry in row] for row in found[name]]) for name in ("X", "W", "dY"))
        return Problem(X, W, dY, found["replay"])


@dataclass(frozen=True)
class Verdict:
    """What one run says of one subject. `raw` is verdict.json; `output` is what the command printed."""

    subject: str
    conclusion: Conclusion
    profile: str
    seed: int
    complete: bool
    properties: tuple[PropertyVerdict, ...]
    output: str = field(repr=False)
    raw: Json = field(repr=False)

    @property
    def ending(self) -> Ending:
        """The exit code that belongs to the conclusion."""
        return endings[self.conclusion]

    def __getitem__(self, id: str) -> PropertyVerdict:
        """The verdict on one property. @raises KeyError"""
        for each in self.properties:
            if each.id == id:
                return each
        raise KeyError(id)


def verdict_of(raw: Json, told: Mapping[str, str], output: str) -> Verdict:
    """The verdict with what the command says of its properties."""
    properties = tuple(
        PropertyVerdict(each["id"], each["cites"], each["statement"], each["outcome"], told[each["id"]], each)
        for each in raw["properties"]
    )
    run = raw["run"]
    about = (run["subject"], raw["conclusion"], run["profile"], run["seed"], raw["complete"])
    return Verdict(*about, properties, output, raw)
