"""gradgate's protocol (docs/protocol.md) for adapters in Python. Needs nothing: copy this file.

An adapter calls `serve(introduction, backward=…)`, with any of `forward`, `record`, `effective` and `reset`:

    backward(X, W, dY, options)  -> {"dX": answer, "dW": answer}
    forward(X, W)                -> answer
    record(X, W)                 -> answer, pullback(dY, overwritten) -> as backward
    effective(W)                 -> answer: the weight that is held for this W

Where W is a matrix for each of several groups (claim `grouping`), they are given `groups=` besides.

It is given Tensors, whose `data` is the storage itself. Whatever is written there is told to gradgate:
what goes into a destination, and what should not have been written into an operand. An answer is
anything that has a buffer of floats and a shape, such as a NumPy array; or a dense Tensor.
With `"arrays": True` in the introduction, what was given again, with other numbers, is the same `data`.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import traceback
from array import array
from collections.abc import Callable, Mapping
from typing import IO, Any, NamedTuple

typecodes = {"float64": "d", "float32": "f"}
datatypes = {typecode: datatype for datatype, typecode in typecodes.items()}

#: What an operand of codes and scales is made of, as the protocol has it, and as a Tensor does.
scaled_parts = {"codes": "codes", "scales": "scales", "globalScale": "global_scale"}

Method = Callable[..., Any]
Json = dict[str, Any]


class Tensor(NamedTuple):
    """Entry (i, j) is data[offset + i·strides[0] + j·strides[1]]; without strides, dense row-major.

    Where the introduction says that it is scaled, `codes` has one number an entry, and `scales` one a block;
    and `global_scale`, where that has one, one a matrix.
    """

    shape: tuple[int, ...]
    data: array[float]
    strides: tuple[int, ...] | None = None
    offset: int = 0
    codes: array[float] | None = None
    scales: array[float] | None = None
    global_scale: array[float] | None = None


class Channel(NamedTuple):
    """Where requests come from, and answers go to."""

    requests: IO[str]
    answers: IO[str]


def own_channel() -> Channel:
    """Takes stdin and stdout: what a library prints is no answer, and what it reads is no request."""
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdout = sys.stderr  # which is told at once, not when the process ends
    return Channel(requests, answers)


def serve(introduction: Mapping[str, object], **methods: Method) -> None:
    """Answers requests until `shutdown` or the end of stdin."""
    converse(own_channel(), introduction, methods)


def converse(channel: Channel, introduction: Mapping[str, object], methods: Mapping[str, Method]) -> None:
    adapter = Adapter(introduction, methods)
    for line in channel.requests:
        request = json.loads(line)
        reply = {"jsonrpc": "2.0", "id": request["id"], **replied(adapter, request)}
        channel.answers.write(json.dumps(reply) + "\n")
        channel.answers.flush()
        if request["method"] == "shutdown":
            return


def replied(adapter: Adapter, request: Json) -> Json:
    method = request["method"]
    if method not in ("initialize", "shutdown", "backward", "reset", *adapter.methods):
        return {"error": {"code": -32601, "message": "no method " + method}}
    if method == "initialize" and 1 not in request["params"]["protocolVersions"]:
        return {"error": {"code": -32001, "message": "this adapter speaks version 1"}}
    try:
        return {"result": getattr(adapter, method)(request["params"])}
    except Exception as error:  # whatever the library throws, it failed on this problem
        return {"error": {"code": -32603, "message": told(error)}}


def told(error: BaseException) -> str:
    """What was thrown, and where: the last frames that are not of this folder, nor of Python's own import."""
    here = os.path.dirname(os.path.abspath(__file__))
    frames = traceback.extract_tb(error.__traceback__)
    theirs = [frame for frame in frames if os.path.dirname(frame.filename) not in (here, "")]
    lines = traceback.format_list(theirs[-5:])
    return "\n".join([f"{type(error).__name__}: {error}".strip(), *(line.rstrip() for line in lines)])


class Files:
    """Large tensors lie in a folder that gradgate names."""

    folder: str | None = None
    written = 0

    def read(self, name: str, values: array[float]) -> None:
        with open(os.path.join(self.folder or "", name), "rb") as file:
            values.fromfile(file, os.fstat(file.fileno()).st_size // values.itemsize)

    def write(self, data: memoryview) -> str:
        self.written = (self.written + 1) % 256
        name = f"answered-{self.written}.bin"
        with open(os.path.join(self.folder or "", name), "wb") as file:
            file.write(data)
        return name


files = Files()


class Arrays:
    """The storage of operands that were given last, by the numbers that gradgate has for them."""

    most = 16

    def __init__(self) -> None:
        self.kept: dict[int, array[float]] = {}

    def placed(self, number: int | None, fresh: Tensor) -> Tensor:
        """The tensor in the storage that had this number before, if it is as long."""
        if number is None:
            return fresh
        data = self.kept.pop(number, fresh.data)
        if (len(data), data.typecode) != (len(fresh.data), fresh.data.typecode):
            data = fresh.data
        data[:] = fresh.data
        self.kept[number] = data  # so that it is the youngest
        for oldest in list(self.kept)[: -self.most]:
            del self.kept[oldest]
        return fresh._replace(data=data)


class Adapter:
    """What stands between requests and the functions of an adapter."""

    def __init__(self, introduction: Mapping[str, object], methods: Mapping[str, Method]) -> None:
        self.introduction = introduction
        self.methods = methods
        self.tapes: dict[int, Method] = {}
        self.arrays = Arrays()

    def initialize(self, params: Json) -> Json:
        files.folder = params.get("folder")
        names = {"forward", "record", "effective", "reset"} & {*self.methods, "reset"}
        return {"protocolVersion": 1, "encodings": ["base64", "file"], "methods": sorted(names), **self.introduction}

    def forward(self, params: Json) -> Json:
        return {"Y": encoded(self.methods["forward"](*self.operands(params), **groups(params)))}

    def record(self, params: Json) -> Json:
        Y, pullback = self.methods["record"](*self.operands(params), **groups(params))
        tape = len(self.tapes)
        self.tapes[tape] = pullback
        return {"Y": encoded(Y), "tape": tape}

    def effective(self, params: Json) -> Json:
        return {"W": encoded(self.methods["effective"](decoded(params["W"])))}

    def backward(self, params: Json) -> Json:
        if "tape" in params:
            overwritten = self.operands(params["overwritten"]) if "overwritten" in params else None
            answers = self.tapes[params["tape"]](self.tensor(params, "dY"), overwritten)
            return {name: encoded(answer) for name, answer in answers.items()}
        X, W = self.operands(params)
        given = {"X": X, "W": W, "dY": self.tensor(params, "dY")}
        options = dict(params.get("options") or {})
        into = destinations(options, given)
        written = [id(tensor.data) for tensor in into.values()]
        before = {name: tensor.data[:] for name, tensor in given.items()}
        answers = self.methods["backward"](*given.values(), options, **groups(params))
        result = {name: encoded(answer) for name, answer in answers.items()}
        result["operands"] = {
            name: storage(tensor)
            for name, tensor in given.items()
            if id(tensor.data) not in written and tensor.data.tobytes() != before[name].tobytes()
        }
        return {**result, "into": {name: storage(tensor) for name, tensor in into.items()}}

    def reset(self, params: Json) -> None:
        self.tapes.clear()
        self.arrays = Arrays()
        if "reset" in self.methods:
            self.methods["reset"]()

    def shutdown(self, params: Json) -> None:
        pass

    def operands(self, params: Json) -> tuple[Tensor, Tensor]:
        """X and W; the same Tensor, where they are one variable."""
        X = self.tensor(params, "X")
        return X, X if params["W"] == "X" else self.tensor(params, "W")

    def tensor(self, params: Json, name: str) -> Tensor:
        return self.arrays.placed(params.get("arrays", {}).get(name), decoded(params[name]))


def groups(params: Json) -> Json:
    """How many rows of X each matrix of W takes; nothing, where W is one matrix."""
    return {"groups": params["groups"]} if "groups" in params else {}


def destinations(options: Json, given: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The Tensors of `options.into`, which are put there, too; some may be operands."""
    if "into" not in options:
        return {}
    into = options["into"]
    named = {name: given[into[name]] if isinstance(into[name], str) else decoded(into[name]) for name in ("dX", "dW")}
    options["into"] = {**named, "accumulate": into["accumulate"]}
    return named


def decoded(wire: Json) -> Tensor:
    strides, scaled = wire.get("strides"), wire.get("scaled", {})
    return Tensor(
        tuple(wire["shape"]),
        numbers(wire, wire["data"]),
        strides and tuple(strides),
        wire.get("offset", 0),
        **{scaled_parts[part]: numbers(wire, data) for part, data in scaled.items()},
    )


def numbers(wire: Json, data: Any) -> array[float]:
    values: array[float] = array(typecodes[wire.get("datatype", "float64")])
    if isinstance(data, str):
        values.frombytes(base64.b64decode(data))
    elif isinstance(data, dict):
        files.read(data["file"], values)
    else:
        values.extend(float(entry) for entry in data)  # also "NaN", "Infinity" and "-0"
    return values


def encoded(answer: Any) -> Json:
    if isinstance(answer, Tensor):
        return {"shape": list(answer.shape), **storage(answer)}
    view = memoryview(answer)
    return {
        "shape": list(view.shape or ()),
        **in_bytes(view if view.c_contiguous else memoryview(view.tobytes()), view.format),
    }


def storage(tensor: Tensor) -> Json:
    return in_bytes(memoryview(tensor.data), tensor.data.typecode)


def in_bytes(data: memoryview, typecode: str) -> Json:
    if typecode not in datatypes:
        raise TypeError(f"expected an array of float64 or float32, got one of buffer format {typecode!r}")
    many = files.folder is not None and data.nbytes >= 2**19
    written = {"file": files.write(data)} if many else base64.b64encode(data).decode()
    return {"datatype": datatypes[typecode], "data": written}
