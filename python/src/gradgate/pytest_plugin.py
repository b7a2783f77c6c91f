"""The pytest plugin: a subject with the name of a test is a test for each property.

    @gradgate.subject(number_format="float64")
    def test_my_layer(X, W, dY):
        return dY @ W.T, X.T @ dY

A subject is judged once, when its first test is run, of those properties that are selected. What its verdict says
of a property is how that test ends. What makes the verdict void, or keeps it from being given, is told once.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest._code.code import ReprFileLocation, TerminalRepr
from _pytest._io import TerminalWriter

from .catalogue import laws
from .check import judge
from .errors import GradgateError
from .subject import Subject
from .verdict import PropertyVerdict, Verdict


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("gradgate")
    group.addoption("--gradgate-profile", default="ci", help="how much work: smoke, ci (default) or deep")
    group.addoption("--gradgate-seed", type=int, default=1, help="every random choice follows from it (default 1)")
    group.addoption("--gradgate-out", metavar="DIR", help="where verdict.json and the reports are kept, by test")
    group.addoption("--gradgate-timeout", metavar="TIME", help="how long a call may take: 30s, 2m (default 10s)")


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: pytest.Module | pytest.Class, name: str, obj: object) -> Any:
    """Of all names of a test file, subjects with the name of a test."""
    if not isinstance(obj, Subject):
        return None
    if not (collector.funcnamefilter(name) or collector.classnamefilter(name)):
        return []  # it is for `gradgate.check`
    return SubjectCollector.from_parent(collector, name=name, subject=obj)


class SubjectCollector(pytest.Collector):
    """The tests of one subject."""

    def __init__(self, *, subject: Subject, **named: Any) -> None:
        super().__init__(**named)
        self.subject = subject
        self.judging: Judging | None = None

    def collect(self) -> Iterator[PropertyTest]:
        for id in laws:
            yield PropertyTest.from_parent(self, name=id)

    def judged(self) -> Judging:
        """What came of the subject; it is judged when this is called first."""
        if self.judging is None:
            selected = [item.name for item in self.session.items if item.parent is self]
            self.judging = Judging(self, [] if len(selected) == len(laws) else selected)
        return self.judging


class Judging:
    """One run of the command, and what in it is about no property."""

    def __init__(self, collector: SubjectCollector, properties: list[str]) -> None:
        config, subject = collector.config, collector.subject
        self.verdict: Verdict | None = None
        self.trouble: str | None = None
        self.told_by: str | None = None
        #: The first test that told of a crash, by what was thrown.
        self.crashes: dict[str, str] = {}
        try:
            self.verdict = judge(
                subject,
                profile=config.getoption("gradgate_profile"),
                seed=config.getoption("gradgate_seed"),
                timeout=config.getoption("gradgate_timeout"),
                properties=properties,
                out=folder_in(collector),
                options=["--bail"] if config.getoption("maxfail") == 1 else [],
            )
            warn(collector, self.verdict)
            self.trouble = trouble_in(self.verdict, properties or list(laws))
        except GradgateError as error:
            self.trouble = str(error)


def folder_in(collector: SubjectCollector) -> Path | None:
    """Where the files of a run are kept: a folder for each subject, of whichever file and class."""
    named = collector.config.getoption("gradgate_out")
    if named is None:
        return None
    file, *names = collector.nodeid.split("::")
    parts = [part for part in (*Path(file).with_suffix("").parts, *names) if part not in ("..", "/")]
    return Path(named).absolute().joinpath(*parts)


def warn(collector: SubjectCollector, verdict: Verdict) -> None:
    """Where it sums otherwise than it claims, though nothing fails, or is judged by half."""
    seen = verdict.raw.get("arithmetic", {}).get("warnings", [])
    unchecked = [f"{name} was not checked: the subject has none" for name in verdict.raw.get("unchecked", [])]
    for sentence in (*seen, *unchecked):
        collector.warn(GradgateWarning(sentence))


class GradgateWarning(pytest.PytestWarning):
    """What is to be known of a verdict besides."""


def trouble_in(verdict: Verdict, asked: list[str]) -> str | None:
    """What keeps it from counting at all, such as a canary that was missed."""
    judged = [each.id for each in verdict.properties]
    if set(judged) != set(asked):  # one without a test could fail unseen
        odd = ", ".join(sorted(set(judged) ^ set(asked)))
        return f"gradgate {verdict.raw['gradgate']} is of another version than its Python package: they differ in {odd}"
    if verdict.conclusion in ("verified", "violated"):
        return None
    outcomes = {each.outcome for each in verdict.properties}
    if verdict.conclusion == "not run" and outcomes & {"crashed", "not reached"}:
        return None
    if outcomes <= {"not claimed", "not offered"}:
        return None
    return verdict.output


class PropertyTest(pytest.Item):
    """One property of one subject."""

    parent: SubjectCollector

    def runtest(self) -> None:
        judging = self.parent.judged()
        if judging.trouble is not None:
            judging.told_by = judging.told_by or self.name
            if judging.told_by == self.name:  # also where it is run again
                raise NotJudged(judging.trouble, judging.trouble.split("\n")[-1])
            raise skipped(f"not judged: see {judging.told_by}")
        assert judging.verdict is not None  # for want of trouble
        self.end_as(judging.verdict[self.name])

    def end_as(self, found: PropertyVerdict) -> None:
        reason = reason_in(found)
        if found.outcome in ("not claimed", "not offered"):
            raise skipped(reason)
        if found.outcome == "known to fail":
            pytest.xfail(reason)
        if found.outcome == "holds weakly":
            self.add_report_section("call", "gradgate", found.told)
        elif found.outcome != "holds":
            raise Fails(self.told_once(found), reason)

    def told_once(self, found: PropertyVerdict) -> str:
        """In full, but a crash that a test before has told: where that is, and how to see this one."""
        if found.outcome != "crashed":
            return found.told
        first = self.parent.judged().crashes.setdefault(found.raw["message"], self.name)
        lines = found.told.split("\n")
        return found.told if first == self.name else "\n".join([*lines[:2], f"  see {first}", lines[-1]])

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What the command says of it: a traceback of this file would help nobody."""
        error = excinfo.value
        return Told(self, error) if isinstance(error, Unsaid) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Its name, and where the subject is."""
        return self.path, line_of(self.parent.subject, self.path), f"{self.parent.name}: {self.name}"


class Unsaid(Exception):
    """What is to be told in full, and in one line."""

    def __init__(self, text: str, line: str) -> None:
        super().__init__(line)
        self.text = text


class Fails(Unsaid, AssertionError):
    """A property does not hold."""


class NotJudged(Unsaid):
    """There is no verdict, or none that counts."""


class Told(TerminalRepr):
    """A failure as pytest prints it; its summary has the one line."""

    def __init__(self, item: PropertyTest, error: Unsaid) -> None:
        self.text = error.text
        path, line, _ = item.reportinfo()
        self.reprcrash = ReprFileLocation(str(path), (line or 0) + 1, str(error))

    def toterminal(self, tw: TerminalWriter) -> None:
        for line in self.text.split("\n"):
            tw.line(line)


def skipped(reason: str) -> BaseException:
    """For a reason of the subject's, which is where the subject is."""
    return pytest.skip.Exception(reason, _use_item_location=True)


def line_of(subject: Subject, path: Path) -> int:
    """Where in a file it is defined, from 0; its beginning, where it is from elsewhere."""
    defined = inspect.unwrap(subject.implementation)
    try:
        return inspect.getsourcelines(defined)[1] - 1 if inspect.getsourcefile(defined) == str(path) else 0
    except (OSError, TypeError):  # what has no source
        return 0


def reason_in(found: PropertyVerdict) -> str:
    """Why there is nothing to judge, or what is wrong, in one line: what stands below the law."""
    return found.told.split("\n")[1].strip()
