"""What someone sees who runs pytest."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import subjects

from gradgate.catalogue import laws

#: How many properties there are beside one.
others = len(laws) - 1

own = "from subjects import {0} as test_{0}\n"


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other plugins that are installed here change nothing."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.syspath_prepend(Path(subjects.__file__).parent)


def run(pytester: pytest.Pytester, code: str, *arguments: str) -> pytest.RunResult:
    pytester.makepyfile(code)
    return pytester.runpytest("-p", "gradgate.pytest_plugin", "--gradgate-profile=smoke", *arguments)


@pytest.mark.usefixtures("command")
def test_each_property_is_a_test(pytester: pytest.Pytester) -> None:
    """Of four subjects; the words of each are looked at below."""
    names = ("right", "wrong_when_square", "throws", "known_to_fail")
    code = "".join(own.format(name) for name in names)
    result = run(pytester, code, "-k", "equation or bias or empty", "-rfsx", "-v")
    result.assert_outcomes(passed=5, failed=3, skipped=7, xfailed=1, deselected=4 * len(laws) - 16)
    result.stdout.fnmatch_lines(["*::test_right::equation-2 PASSED*", "SKIPPED*not claimed: claims.bias"])
    a_failure_is_told(result)
    a_crash_is_told_in_full_once(result)
    result.stdout.fnmatch_lines(["*known to fail: a link"])


def a_failure_is_told(result: pytest.RunResult) -> None:
    result.stdout.fnmatch_lines(
        [
            "*test_wrong_when_square: equation-2*",
            "equation-2 (eq. (2)): dW = X* dY",
            "*diagnosis: *a transpose is missing*",
            "*smallest problem, after*: X 2×2, W 2×1, dY 2×1",
            "*replay: npx gradgate check --command *gradgate.serve*--replay equation-2/smoke/1/*",
            "FAILED*::test_wrong_when_square::equation-2 - dW, *",
        ]
    )
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def a_crash_is_told_in_full_once(result: pytest.RunResult) -> None:
    text = result.stdout.str()
    assert text.count('raise ValueError("no such kernel")') == 1 and text.count("see equation-1") == 1
    assert text.count("replay: ") == 3


@pytest.mark.usefixtures("command")
def test_with_x_it_ends_at_the_first_failure(pytester: pytest.Pytester) -> None:
    result = run(pytester, own.format("wrong_when_square"), "-x")
    result.assert_outcomes(passed=1, failed=1)


def test_what_keeps_it_from_being_judged_is_told_once(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADGATE_COMMAND", "sh -c 'echo all is lost >&2; exit 7'")
    result = run(pytester, own.format("right"), "-rs")
    result.assert_outcomes(failed=1, skipped=others)
    result.stdout.fnmatch_lines(["all is lost", "*not judged: see equation-1"])


def says(pytester: pytest.Pytester, conclusion: str, code: int, *ids: str) -> str:
    """A command that writes a verdict in which each of these properties holds."""
    law = {"cites": "c", "statement": "s", "outcome": "holds"}
    run = {"subject": "s", "profile": "smoke", "seed": 1}
    properties = [{**law, "id": id} for id in ids]
    more = {"arithmetic": {"warnings": ["a claim is coarser than need be"]}, "unchecked": ["dW"]}
    verdict = {
        **more,
        "gradgate": "9.9",
        "run": run,
        "conclusion": conclusion,
        "complete": True,
        "properties": properties,
    }
    written = (
        f"import json, sys\nverdict = {verdict}\n"
        "print('what starts it may print')\n"
        "if sys.argv[1] == 'explain':\n"
        "    print(json.dumps({each['id']: 'law' + chr(10) + 'it holds' for each in verdict['properties']}))\n"
        "else:\n"
        "    json.dump(verdict, open(sys.argv[sys.argv.index('--out') + 1] + '/verdict.json', 'w'))\n"
        f"    print('what it says')\n    sys.exit({code})\n"
    )
    return f"{sys.executable} {pytester.makepyfile(says=written)}"


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        (("void", 4, "equation-1"), "what it says"),
        (("verified", 5, "equation-1"), "what it says"),
        (("not run", 3, "equation-1"), "what it says"),
        (("violated", 1, "equation-1", "new"), "gradgate 9.9 is of another version than *: they differ in new"),
        (("verified", 0), "gradgate 9.9 is of another version than *: they differ in equation-1"),
    ],
)
def test_nothing_passes_for_a_verdict_that_does_not_count(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, verdict: tuple[str, int], told: str
) -> None:
    monkeypatch.setenv("GRADGATE_COMMAND", says(pytester, *verdict))
    result = run(pytester, own.format("right"), "-k", "equation-1")
    result.assert_outcomes(failed=1, deselected=others)
    result.stdout.fnmatch_lines([told])


def test_what_is_to_be_known_besides_is_a_warning_and_files_may_be_kept(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADGATE_COMMAND", says(pytester, "verified", 0, "equation-1"))
    result = run(pytester, own.format("right"), "-k", "equation-1", "--gradgate-out=kept")
    result.assert_outcomes(passed=1, deselected=others, warnings=2)
    result.stdout.fnmatch_lines(["*GradgateWarning: a claim is coarser*", "*GradgateWarning: dW was not checked*"])
    assert [path.name for path in pytester.path.glob("kept/*/test_right/*")] == ["verdict.json"]


def test_files_of_unlike_folders_are_kept_apart(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADGATE_COMMAND", says(pytester, "verified", 0, "equation-1"))
    for folder in ("a", "b"):
        pytester.mkpydir(folder).joinpath("test_same.py").write_text(own.format("right"))
    result = run(pytester, "", "-k", "equation-1", "--gradgate-out=kept", "a", "b")
    result.assert_outcomes(passed=2, deselected=2 * others, warnings=4)
    kept = [path.relative_to(pytester.path).as_posix() for path in pytester.path.glob("kept/**/verdict.json")]
    assert sorted(kept) == [f"kept/{folder}/test_same/test_right/verdict.json" for folder in ("a", "b")]


def test_an_explanation_that_is_none_is_no_verdict(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    said = says(pytester, "verified", 0, "equation-1")
    script = pytester.path / "says.py"
    script.write_text(script.read_text().replace("print(json.dumps", "print(str"))
    monkeypatch.setenv("GRADGATE_COMMAND", said)
    result = run(pytester, own.format("right"), "-rs", "-k", "equation-1 or bias")
    result.assert_outcomes(failed=1, skipped=1, deselected=others - 1)
    result.stdout.fnmatch_lines(["*not judged: see equation-1"])


def test_one_that_has_no_name_of_a_test_is_not_collected(pytester: pytest.Pytester) -> None:
    result = run(pytester, "from subjects import right\n")
    result.assert_outcomes()


def test_check_in_a_test_of_ones_own(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADGATE_COMMAND", "sh -c 'echo all is lost >&2; exit 7'")
    code = "import gradgate\nfrom subjects import right\ndef test_it():\n    gradgate.check(right)\n"
    result = run(pytester, code)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E*all is lost"])
    result.stdout.no_fnmatch_line("*communicate()*")
