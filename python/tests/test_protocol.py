"""What stands between the lines of gradgate and the functions of an adapter."""

from __future__ import annotations

import base64
import io
import json
import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gradgate.arrays import view
from gradgate.protocol import Channel, Tensor, converse

hello = {"protocolVersions": [1], "gradgate": "0.1.0", "encodings": ["decimal", "base64", "file"]}
X = {"shape": [1, 2], "datatype": "float64", "data": [1, "-0"]}
W = {"shape": [2, 1], "datatype": "float64", "data": [3, "NaN"]}
dY = {"shape": [1, 1], "datatype": "float64", "data": ["Infinity"]}


def answers_to(requests: list[tuple[str, Any]], **methods: Any) -> list[Any]:
    """The results, or the errors, of requests to an adapter."""
    introduction = {"name": "a", "numberFormat": "float64", "arrays": True}
    lines = "".join(
        json.dumps({"jsonrpc": "2.0", "id": id, "method": method, "params": params}) + "\n"
        for id, (method, params) in enumerate(requests)
    )
    written = io.StringIO()
    converse(Channel(io.StringIO(lines), written), introduction, methods)
    replies = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [reply["id"] for reply in replies] == list(range(len(replies)))
    return [reply.get("result", reply.get("error")) for reply in replies]


def numbers(tensor: dict[str, Any]) -> list[float]:
    data = base64.b64decode(tensor["data"])
    return list(struct.unpack(f"<{len(data) // 8}d", data))


def by_hand(X: Tensor, W: Tensor, dY: Tensor, options: dict[str, Any]) -> dict[str, Any]:
    return {"dX": view(dY) @ view(W).T, "dW": view(X).T @ view(dY)}


def test_it_says_who_it_is_and_which_methods_it_has() -> None:
    said, none, last = answers_to(
        [("initialize", hello), ("reset", {}), ("shutdown", {}), ("reset", {})], backward=by_hand, effective=view
    )
    assert said["methods"] == ["effective", "reset"] and said["name"] == "a" and said["protocolVersion"] == 1
    assert none is None and last is None  # and what comes after shutdown is not read


def test_another_version_and_another_method_are_refused() -> None:
    version, method = answers_to([("initialize", {**hello, "protocolVersions": [2]}), ("record", {})], backward=by_hand)
    assert version["code"] == -32001 and method["code"] == -32601


def test_numbers_that_json_has_not_come_and_go() -> None:
    (gradients,) = answers_to([("backward", {"X": X, "W": W, "dY": dY})], backward=by_hand)
    assert gradients["dX"]["shape"] == [1, 2] and str(numbers(gradients["dX"])) == "[inf, nan]"
    assert str(numbers(gradients["dW"])) == "[inf, nan]" and gradients["operands"] == {}


def test_a_sign_of_zero_is_kept() -> None:
    (answer,) = answers_to([("forward", {"X": X, "W": W})], backward=by_hand, forward=lambda X, W: view(X))
    assert str(numbers(answer["Y"])) == "[1.0, -0.0]"


def test_base64_and_files(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(struct.pack("<2f", 1, 2))
    in_file = {"shape": [1, 2], "datatype": "float32", "data": {"file": "x.bin"}}
    in_text = {"shape": [2, 1], "datatype": "float32", "data": base64.b64encode(struct.pack("<2f", 3, 4)).decode()}

    def forward(X: Tensor, W: Tensor) -> Any:
        return np.full((300, 300), view(X) @ view(W), np.float64)

    _, answer = answers_to(
        [("initialize", {**hello, "folder": str(tmp_path)}), ("forward", {"X": in_file, "W": in_text})],
        backward=by_hand, forward=forward,
    )  # fmt: skip
    large = np.fromfile(tmp_path / answer["Y"]["data"]["file"])
    assert large.size == 90_000 and set(large) == {11}


def test_what_is_thrown_is_told_with_the_lines_of_its_own_files() -> None:
    def backward(X: Tensor, W: Tensor, dY: Tensor, options: dict[str, Any]) -> Any:
        raise ValueError("no such kernel")

    (error,) = answers_to([("backward", {"X": X, "W": W, "dY": dY})], backward=backward)
    first, place, line = error["message"].split("\n")[:3]
    assert first == "ValueError: no such kernel" and "test_protocol.py" in place and "raise ValueError" in line
    assert error["message"].count("File ") == 1


@pytest.mark.parametrize("wrong", [np.zeros((1, 2), np.int64), 3])
def test_an_answer_that_is_none_is_an_error(wrong: object) -> None:
    (error,) = answers_to([("forward", {"X": X, "W": W})], backward=by_hand, forward=lambda X, W: wrong)
    assert error["code"] == -32603 and error["message"].startswith("TypeError")


def test_codes_scales_and_groups_are_given() -> None:
    scaled = {**X, "scaled": {"codes": [4, 8], "scales": [0.5], "globalScale": [0.25]}}
    seen: list[Any] = []

    def forward(X: Tensor, W: Tensor, groups: list[int]) -> Any:
        seen.append((list(X.codes or ()), list(X.scales or ()), list(X.global_scale or ()), groups))
        return view(X)

    answers_to([("forward", {"X": scaled, "W": W, "groups": [1, 0]})], backward=by_hand, forward=forward)
    assert seen == [([4, 8], [0.5], [0.25], [1, 0])]


def test_destinations_are_told_as_they_are_after_the_call_and_operands_where_they_were_written_to() -> None:
    def backward(X: Tensor, W: Tensor, dY: Tensor, options: dict[str, Any]) -> Any:
        view(options["into"]["dX"])[:] += 5
        view(options["into"]["dW"])[:] = 7
        view(dY)[:] = 0
        return {}

    padded = {"shape": [1, 2], "strides": [3, 1], "offset": 1, "datatype": "float64", "data": [9, 1, 2, 9]}
    into = {"dX": padded, "dW": "W", "accumulate": True}
    (told,) = answers_to([("backward", {"X": X, "W": W, "dY": dY, "options": {"into": into}})], backward=backward)
    assert numbers(told["into"]["dX"]) == [9, 6, 7, 9] and numbers(told["into"]["dW"]) == [7, 7]
    assert list(told["operands"]) == ["dY"] and numbers(told["operands"]["dY"]) == [0]


def test_a_tape_is_played_also_when_its_operands_were_overwritten() -> None:
    def record(X: Tensor, W: Tensor) -> Any:
        def pullback(dY: Tensor, overwritten: Any) -> Any:
            return {"dX": view(X if overwritten is None else overwritten[0])}

        return view(X), pullback

    recorded, played, again = answers_to(
        [
            ("record", {"X": X, "W": W}),
            ("backward", {"tape": 0, "dY": dY}),
            ("backward", {"tape": 0, "dY": dY, "overwritten": {"X": {**X, "data": [5, 6]}, "W": W}}),
        ],
        backward=by_hand, record=record,
    )  # fmt: skip
    assert recorded["tape"] == 0 and numbers(played["dX"]) == [1, 0] and numbers(again["dX"]) == [5, 6]


def test_a_number_that_came_before_is_the_same_storage_until_reset() -> None:
    seen: list[Tensor] = []

    def forward(X: Tensor, W: Tensor) -> Any:
        seen.extend([X, W])
        return view(X)

    def asked(data: list[float], **numbers: int) -> tuple[str, Any]:
        return "forward", {"X": {**X, "shape": [1, len(data)], "data": data}, "W": W, "arrays": numbers}

    requests = [asked([1, 2], X=1, W=2), asked([3, 4], X=1, W=3), asked([5], X=1), ("reset", {}), asked([6], X=1)]
    answers = answers_to(requests, backward=by_hand, forward=forward)
    first, second, shorter, last = (seen[place] for place in (0, 2, 4, 6))
    assert first.data is second.data and list(second.data) == [3, 4] and seen[1].data is not seen[3].data
    assert shorter.data is not second.data and last.data is not shorter.data
    assert [numbers(answer["Y"]) for answer in answers if answer] == [[1, 2], [3, 4], [5], [6]]


def test_sixteen_arrays_are_kept() -> None:
    seen: list[Tensor] = []

    def forward(X: Tensor, W: Tensor) -> Any:
        seen.append(X)
        return view(X)

    numbered = [*range(17), 16, 0]
    answers_to(
        [("forward", {"X": X, "W": W, "arrays": {"X": at}}) for at in numbered], backward=by_hand, forward=forward
    )
    assert seen[17].data is seen[16].data and seen[18].data is not seen[0].data


def test_what_is_printed_is_no_answer_and_what_is_read_is_no_request(tmp_path: Path) -> None:
    adapter = tmp_path / "adapter.py"
    adapter.write_text(
        "import os, sys\nfrom gradgate.protocol import serve\n"
        "def backward(X, W, dY, options):\n"
        "    print('noise'); os.system('echo more'); assert sys.stdin.read() == ''\n"
        "    return {}\n"
        "serve({'name': 'a', 'numberFormat': 'float64'}, backward=backward)\n"
    )
    asked = [{"id": 1, "method": "backward", "params": {"X": X, "W": W, "dY": dY}}, {"id": 2, "method": "shutdown"}]
    lines = "".join(json.dumps({"params": {}, **one}) + "\n" for one in asked)
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run([sys.executable, adapter], input=lines, capture_output=True, text=True, env=path, check=True)
    assert [json.loads(line)["result"] for line in said.stdout.splitlines()] == [{"operands": {}, "into": {}}, None]
    assert said.stderr.split() == ["noise", "more"]
