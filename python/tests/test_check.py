"""Verdicts on subjects, by the command itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import subjects

import gradgate
from gradgate import Ending, GradgateError, Violated
from gradgate.serve import module_at

pytestmark = pytest.mark.usefixtures("command")


def test_a_right_one_is_verified_and_its_verdict_may_be_kept(tmp_path: Path) -> None:
    verdict = gradgate.check(subjects.right, profile="smoke", seed=3, out=tmp_path)
    assert (verdict.subject, verdict.conclusion, verdict.ending) == ("right", "verified", Ending.VERIFIED)
    assert (verdict.profile, verdict.seed, verdict.complete) == ("smoke", 3, True)
    assert verdict["equation-1"].outcome == "holds" and verdict["bias-reduction"].outcome == "not claimed"
    assert list(gradgate.laws) == [each.id for each in verdict.properties]
    assert gradgate.laws["equation-2"] == verdict["equation-2"].statement
    assert sorted(file.name for file in tmp_path.iterdir()) == ["report.html", "report.md", "verdict.json"]
    with pytest.raises(KeyError):
        verdict["no-such-property"]


def test_a_wrong_one_is_raised_with_its_smallest_problem() -> None:
    with pytest.raises(Violated, match="a transpose is missing") as caught:
        gradgate.check(subjects.wrong_when_square, profile="smoke", properties=("equation-1", "equation-2"))
    verdict = caught.value.verdict
    assert isinstance(caught.value, AssertionError) and caught.value.ending is Ending.VIOLATED
    assert verdict is not None and verdict["equation-1"].outcome == "holds"
    problem = verdict["equation-2"].problem
    assert problem is not None and verdict["equation-1"].problem is None
    given = (problem.X, problem.W, problem.dY)
    right, wrong = subjects.right(*given), subjects.wrong_when_square(*given)
    assert (right[0] == wrong[0]).all() and (right[1] != wrong[1]).any()
    assert f"--replay {problem.replay}" in verdict["equation-2"].told
    assert "gradgate.serve" in verdict["equation-2"].told


def test_a_problem_is_asked_again_by_its_token() -> None:
    verdict = gradgate.replay(subjects.right, "equation-2/smoke/1/7:44:4:0:0:2:3:3:3:4")
    assert verdict.conclusion == "not reproduced" and verdict.ending is Ending.NOT_REPRODUCED


def test_one_that_does_not_answer_is_not_run() -> None:
    with pytest.raises(GradgateError, match="ValueError: no such kernel") as caught:
        gradgate.check(subjects.throws, profile="smoke", properties=["equation-1"], timeout="20s")
    assert not isinstance(caught.value, Violated) and caught.value.ending is Ending.NOT_RUN


def test_all_that_a_class_may_have() -> None:
    asked = ("layout-independence", "bias-reduction", "destinations", "history-independence")
    verdict = gradgate.check(subjects.Whole, profile="smoke", properties=asked)
    assert {verdict[id].outcome for id in asked} <= {"holds", "holds weakly"}


def test_an_answer_for_what_was_in_the_memory_before_is_seen() -> None:
    with pytest.raises(Violated, match="history-independence"):
        gradgate.check(subjects.StaleByAddress, properties=["history-independence"])


def test_a_wrong_request_has_no_verdict() -> None:
    with pytest.raises(GradgateError, match="fats") as caught:
        gradgate.judge(subjects.right, profile="fats")
    assert caught.value.ending is Ending.REQUEST and caught.value.verdict is None


def test_what_is_thrown_while_it_is_loaded_is_told(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fails_elsewhere.py").write_text(
        "import gradgate, os\n"
        "@gradgate.subject(number_format='float64')\n"
        "def layer(X, W, dY): ...\n"
        "assert 'GRADGATE_COMMAND' not in os.environ, 'another process'\n"
    )
    monkeypatch.delenv("GRADGATE_COMMAND")
    module = module_at(str(tmp_path / "fails_elsewhere.py"))
    monkeypatch.setenv("GRADGATE_COMMAND", command)
    with pytest.raises(GradgateError, match=r"AssertionError: another process \| File .*line 4, in <module>") as caught:
        gradgate.judge(module.layer)
    assert caught.value.ending is Ending.NOT_RUN


def test_what_is_no_subject_is_refused() -> None:
    with pytest.raises(TypeError, match="expected a subject"):
        gradgate.check(int)
