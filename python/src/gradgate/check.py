"""Starts the command `gradgate` on a subject, and reads what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .command import command_for, environment, quoted
from .errors import Ending, GradgateError, Violated
from .subject import Subject
from .verdict import Verdict, verdict_of


def check(
    subject: Subject | type,
    *,
    profile: str = "ci",
    seed: int = 1,
    properties: Sequence[str] = (),
    timeout: str | None = None,
    out: str | os.PathLike[str] | None = None,
    options: Sequence[str] = (),
) -> Verdict:
    """Judges a subject, and gives the verdict if it is "verified".

    `properties` are the ids of those to judge, all when left out; `timeout`, such as "30s", is for one call.
    verdict.json, report.md and report.html stay in the folder `out`, if it is named. `options` are more of
    `gradgate check`.
    @raises Violated, with the smallest problem, where a property is violated
    @raises GradgateError, where it could not be judged
    """
    __tracebackhide__ = True
    verdict = judge(
        subject, profile=profile, seed=seed, properties=properties, timeout=timeout, out=out, options=options
    )
    if verdict.conclusion == "verified":
        return verdict
    kind = Violated if verdict.conclusion == "violated" else GradgateError
    raise kind(verdict.output, verdict.ending, verdict)


def judge(
    subject: Subject | type,
    *,
    profile: str = "ci",
    seed: int = 1,
    properties: Sequence[str] = (),
    timeout: str | None = None,
    out: str | os.PathLike[str] | None = None,
    options: Sequence[str] = (),
) -> Verdict:
    """As `check`, but gives every verdict, whatever it is. @raises GradgateError, where there is none"""
    __tracebackhide__ = True
    named = [word for id in properties for word in ("--property", id)]
    patience = [] if timeout is None else ["--timeout", timeout]
    asked = ["--profile", profile, "--seed", str(seed), *named, *patience, *options]
    with tempfile.TemporaryDirectory(prefix="gradgate-") as spare:
        return run(subject, asked, Path(spare if out is None else out))


def replay(subject: Subject | type, token: str) -> Verdict:
    """Asks one problem again, by the token of its failure. "not reproduced", where it holds. @raises GradgateError"""
    __tracebackhide__ = True
    with tempfile.TemporaryDirectory(prefix="gradgate-") as spare:
        return run(subject, ["--replay", token], Path(spare), "replay.json")


def run(subject: Subject | type, asked: Sequence[str], folder: Path, file: str = "verdict.json") -> Verdict:
    __tracebackhide__ = True
    if not isinstance(subject, Subject):  # of a class that is decorated, mypy does not know that it is one
        raise TypeError(f"expected a subject (see gradgate.subject), got {subject!r}")
    words = [sys.executable, "-m", "gradgate.serve", subject.target()]
    served = ["--command", quoted(words)]
    gradgate = command_for(Path.cwd())
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / file
    written.unlink(missing_ok=True)
    checked = outcome_of([*gradgate, "check", *served, "--out", str(folder), *asked])
    if not written.exists():
        raise failure(checked)
    explained = outcome_of([*gradgate, "explain", *served, "--json", str(written)])
    if explained.returncode != 0:
        raise failure(explained)
    raw, told = json.loads(written.read_text("utf-8")), told_in(explained)
    verdict = verdict_of(raw, told, said_by(checked))
    if checked.returncode != verdict.ending:  # it ended otherwise once that was written
        raise failure(checked)
    return verdict


def outcome_of(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """What became of a command. It is ended, if this process is interrupted."""
    with subprocess.Popen(
        words, env={**environment(), "NO_COLOR": "1"}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        try:
            output, errors = process.communicate()
        except BaseException:
            process.terminate()
            process.wait(10)
            raise
    return subprocess.CompletedProcess(words, process.returncode, output, errors)


def told_in(process: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """What `explain` says: its last line, as what starts it may print, too. @raises GradgateError"""
    try:
        told = json.loads(process.stdout.strip().rsplit("\n", 1)[-1])
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise failure(process)
    return told


def said_by(process: subprocess.CompletedProcess[str]) -> str:
    return "\n".join(text.strip() for text in (process.stdout, process.stderr) if text.strip())


def failure(process: subprocess.CompletedProcess[str]) -> GradgateError:
    said = said_by(process) or f"gradgate ended with {process.returncode}, and said nothing"
    return GradgateError(said, ending_of(process.returncode))


def ending_of(code: int) -> Ending | None:
    return Ending(code) if code in list(Ending) else None
