"""dX = dY Wᵀ and dW = Xᵀ dY over Python's own lists, without any library."""
import json
import math
import sys


def matrix(tensor):
    rows, columns = tensor["shape"]
    entries = [float(entry) for entry in tensor["data"]]  # also "NaN", "Infinity" and "-0"
    return [entries[i * columns : (i + 1) * columns] for i in range(rows)], rows, columns


def tensor(rows, columns, entry):
    data = [entry(i, j) for i in range(rows) for j in range(columns)]
    return {"shape": [rows, columns], "data": [spelled(value) for value in data]}


def spelled(value):
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def initialize(params):
    claims = {"deterministic": True, "reproducible": True, "emptyExtents": True, "nonFinite": "ieee"}
    hello = {"protocolVersion": 1, "name": "Python by hand", "numberFormat": "float64"}
    return {**hello, "claims": claims, "methods": ["forward"]}


def forward(params):
    (X, m, n), (W, _, k) = matrix(params["X"]), matrix(params["W"])
    return {"Y": tensor(m, k, lambda i, j: sum(X[i][p] * W[p][j] for p in range(n)))}


def backward(params):
    (X, m, n), (W, _, k) = matrix(params["X"]), matrix(params["W"])
    dY = matrix(params["dY"])[0]
    return {
        "dX": tensor(m, n, lambda i, j: sum(dY[i][p] * W[j][p] for p in range(k))),
        "dW": tensor(n, k, lambda i, j: sum(X[p][i] * dY[p][j] for p in range(m))),
    }


methods = {"initialize": initialize, "forward": forward, "backward": backward}
methods["shutdown"] = lambda params: None

for line in sys.stdin:
    request = json.loads(line)
    answer = {"jsonrpc": "2.0", "id": request["id"]}
    method = methods.get(request["method"])
    try:
        if method is None:
            answer["error"] = {"code": -32601, "message": "no method " + request["method"]}
        else:
            answer["result"] = method(request["params"])
    except Exception as error:  # this problem could not be answered; the next one may be
        answer["error"] = {"code": -32603, "message": repr(error)}
    print(json.dumps(answer), flush=True)
    if request["method"] == "shutdown":
        break
