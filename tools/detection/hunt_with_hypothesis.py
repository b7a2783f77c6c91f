"""Hunts one subject, served over the protocol by the command given, with Hypothesis.

What most people write: extents, then lists of floats of the right lengths. Prints one line of JSON:
whether a wrong gradient was found, after how many problems, and the problem that Hypothesis ends at.
"""
import json
import subprocess
import sys
from fractions import Fraction

import hypothesis
from hypothesis import HealthCheck, given, settings, strategies as st

EXTENT, VOLUME, LARGEST = int(sys.argv[1]), int(sys.argv[2]), 2.0 ** int(sys.argv[3])
child = subprocess.Popen(sys.argv[4:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def call(method, params):
    request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    print(json.dumps(request), file=child.stdin, flush=True)
    return json.loads(child.stdout.readline())["result"]


@st.composite
def problems(draw):
    m = draw(st.integers(1, EXTENT))
    n = draw(st.integers(1, min(EXTENT, VOLUME // m)))
    k = draw(st.integers(1, min(EXTENT, VOLUME // (m * n))))
    entries = st.floats(-LARGEST, LARGEST, allow_subnormal=True)
    X, W, dY = (draw(st.lists(entries, min_size=s, max_size=s)) for s in (m * n, n * k, m * k))
    return m, n, k, X, W, dY


def within(answer, terms, q):
    """Higham's bound for any order of summation, with room for underflow."""
    exact, size = sum(terms, Fraction(0)), sum(map(abs, terms), Fraction(0))
    u = Fraction(1, 2**53)
    slack = q * u / (1 - q * u) * size + q * Fraction(1, 2**1074)
    number = {"-0": 0.0}.get(answer, answer)
    return not isinstance(number, str) and abs(Fraction(number) - exact) <= slack


def holds(problem):
    m, n, k, *operands = problem
    X, W, dY = ([Fraction(entry) for entry in operand] for operand in operands)
    shapes = ((m, n), (n, k), (m, k))
    given_ = {
        name: {"shape": list(shape), "datatype": "float64", "data": data}
        for name, shape, data in zip(("X", "W", "dY"), shapes, operands)
    }
    answer = call("backward", given_)
    dX, dW = answer["dX"]["data"], answer["dW"]["data"]
    right = len(dX) == m * n and len(dW) == n * k
    return right and all(
        within(dX[i * n + j], [dY[i * k + l] * W[j * k + l] for l in range(k)], k)
        for i in range(m) for j in range(n)
    ) and all(
        within(dW[j * k + l], [X[i * n + j] * dY[i * k + l] for i in range(m)], m)
        for j in range(n) for l in range(k)
    )


runs, last, found_at = 0, None, None


@settings(max_examples=300, derandomize=True, database=None, deadline=None,
          suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
@given(problems())
def gradients_are_right(problem):
    global runs, last, found_at
    runs += 1
    if not holds(problem):
        found_at, last = found_at or runs, problem
        raise AssertionError


call("initialize", {"protocolVersions": [1], "gradgate": "", "encodings": ["decimal"], "folder": ""})
try:
    gradients_are_right()
except AssertionError:
    pass
call("shutdown", {})
answer = {"hypothesis": hypothesis.__version__, "runs": found_at or runs, "found": last is not None}
if last is not None:
    m, n, k, *operands = last
    entries = [entry for operand in operands for entry in operand]
    answer |= {"m": m, "n": n, "k": k, "entries": len(entries), "trials": runs - found_at,
               "nonZero": sum(entry != 0 for entry in entries), "largest": max(map(abs, entries))}
print(json.dumps(answer))
