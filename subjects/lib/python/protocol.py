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
"""
import base64
import json
import os
import sys
from array import array
from typing import NamedTuple, Optional, Tuple

typecodes = {"float64": "d", "float32": "f"}
datatypes = {typecode: datatype for datatype, typecode in typecodes.items()}


class Tensor(NamedTuple):
    """Entry (i, j) is data[offset + i·strides[0] + j·strides[1]]; without strides, dense row-major.

    Where the introduction says that it is scaled, `codes` has one number an entry, and `scales` one a block.
    """

    shape: Tuple[int, ...]
    data: array
    strides: Optional[Tuple[int, ...]] = None
    offset: int = 0
    codes: Optional[array] = None
    scales: Optional[array] = None


def serve(introduction, **methods):
    """Answers requests until `shutdown` or the end of stdin."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints to stdout is no answer
    adapter = Adapter(introduction, methods)
    for line in sys.stdin:
        request = json.loads(line)
        reply = {"jsonrpc": "2.0", "id": request["id"], **replied(adapter, request)}
        out.write(json.dumps(reply) + "\n")
        out.flush()
        if request["method"] == "shutdown":
            return


def replied(adapter, request):
    method = request["method"]
    if method not in ("initialize", "shutdown", "backward", "reset", *adapter.methods):
        return {"error": {"code": -32601, "message": "no method " + method}}
    if method == "initialize" and 1 not in request["params"]["protocolVersions"]:
        return {"error": {"code": -32001, "message": "this adapter speaks version 1"}}
    try:
        return {"result": getattr(adapter, method)(request["params"])}
    except Exception as error:  # whatever the library throws, it failed on this problem
        return {"error": {"code": -32603, "message": f"{type(error).__name__}: {error}"}}


class Files:
    """Large tensors lie in a folder that gradgate names."""

    folder = None
    written = 0

    def read(self, name):
        with open(os.path.join(self.folder, name), "rb") as file:
            return file.read()

    def write(self, data):
        self.written = (self.written + 1) % 256
        name = f"answered-{self.written}.bin"
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(data)
        return name


files = Files()


class Adapter:
    """What stands between requests and the functions of an adapter."""

    def __init__(self, introduction, methods):
        self.introduction = introduction
        self.methods = methods
        self.tapes = {}

    def initialize(self, params):
        files.folder = params.get("folder")
        names = {"forward", "record", "effective", "reset"} & {*self.methods, "reset"}
        return {"protocolVersion": 1, "encodings": ["base64", "file"], "methods": sorted(names), **self.introduction}

    def forward(self, params):
        return {"Y": encoded(self.methods["forward"](*operands(params), **groups(params)))}

    def record(self, params):
        Y, pullback = self.methods["record"](*operands(params), **groups(params))
        tape = len(self.tapes)
        self.tapes[tape] = pullback
        return {"Y": encoded(Y), "tape": tape}

    def effective(self, params):
        return {"W": encoded(self.methods["effective"](decoded(params["W"])))}

    def backward(self, params):
        if "tape" in params:
            overwritten = operands(params["overwritten"]) if "overwritten" in params else None
            answers = self.tapes[params["tape"]](decoded(params["dY"]), overwritten)
            return {name: encoded(answer) for name, answer in answers.items()}
        X, W = operands(params)
        given = {"X": X, "W": W, "dY": decoded(params["dY"])}
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

    def reset(self, params):
        self.tapes.clear()
        if "reset" in self.methods:
            self.methods["reset"]()

    def shutdown(self, params):
        return None


def operands(params):
    """X and W; the same Tensor, where they are one variable."""
    X = decoded(params["X"])
    return X, X if params["W"] == "X" else decoded(params["W"])


def groups(params):
    """How many rows of X each matrix of W takes; nothing, where W is one matrix."""
    return {"groups": params["groups"]} if "groups" in params else {}


def destinations(options, given):
    """The Tensors of `options.into`, which are put there, too; some may be operands."""
    if "into" not in options:
        return {}
    into = options["into"]
    named = {
        name: given[into[name]] if isinstance(into[name], str) else decoded(into[name])
        for name in ("dX", "dW")
    }
    options["into"] = {**named, "accumulate": into["accumulate"]}
    return named


def decoded(wire):
    data, strides = numbers(wire, wire["data"]), wire.get("strides")
    dense = Tensor(tuple(wire["shape"]), data, strides and tuple(strides), wire.get("offset", 0))
    scaled = wire.get("scaled", {})
    return dense._replace(**{name: numbers(wire, part) for name, part in scaled.items()})


def numbers(wire, data):
    values = array(typecodes[wire.get("datatype", "float64")])
    if isinstance(data, str):
        values.frombytes(base64.b64decode(data))
    elif isinstance(data, dict):
        values.frombytes(files.read(data["file"]))
    else:
        values.extend(float(entry) for entry in data)  # also "NaN", "Infinity" and "-0"
    return values


def encoded(answer):
    if isinstance(answer, Tensor):
        return {"shape": list(answer.shape), **storage(answer)}
    view = memoryview(answer)
    return {"shape": list(view.shape), **in_bytes(view.tobytes(), view.format)}


def storage(tensor):
    return in_bytes(tensor.data.tobytes(), tensor.data.typecode)


def in_bytes(data, typecode):
    many = files.folder is not None and len(data) >= 2**19
    written = {"file": files.write(data)} if many else base64.b64encode(data).decode()
    return {"datatype": datatypes[typecode], "data": written}
