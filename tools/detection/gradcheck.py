"""PyTorch's own gradcheck on a function whose two passes are asked of the parent process.

One JSON message a line, on standard input and output. Tensors travel as base64 of little-endian
float64, so that every bit arrives, NaN too. A job from the parent:

    {"X": {"shape": [m, n], "data": "…"}, "W": …, "fast": false}

What it is asked while the job runs, and what it answers; `after` is dY as the subject left it:

    {"ask": "forward", "X": "…", "W": "…"}              {"Y": "…"}
    {"ask": "backward", "X": …, "W": …, "dY": "…"}      {"dX": "…", "dW": "…", "after": "…"}
    either of them                                      {"error": "…"}

The end of a job: {"accepts": true} or {"accepts": false, "why": "…"}.
The first line of all says the version, {"torch": "…"}, or what is missing, {"missing": "…"}.
"""

import base64
import json
import sys


def say(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def ask(message):
    say(message)
    answer = json.loads(sys.stdin.readline())
    if "error" in answer:
        raise RuntimeError(answer["error"])
    return answer


try:
    import numpy
    import torch
except ImportError as error:
    say({"missing": str(error)})
    sys.exit()


def pack(tensor):
    data = tensor.detach().contiguous().numpy().astype("<f8")
    return base64.b64encode(data.tobytes()).decode("ascii")


def unpack(text, shape):
    data = numpy.frombuffer(base64.b64decode(text), dtype="<f8").copy()
    return torch.from_numpy(data).reshape(shape)


class Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X, W):
        ctx.save_for_backward(X, W)
        answer = ask({"ask": "forward", "X": pack(X), "W": pack(W)})
        return unpack(answer["Y"], (X.shape[0], W.shape[1]))

    @staticmethod
    def backward(ctx, dY):
        X, W = ctx.saved_tensors
        answer = ask({"ask": "backward", "X": pack(X), "W": pack(W), "dY": pack(dY)})
        with torch.no_grad():
            dY.copy_(unpack(answer["after"], dY.shape))
        return unpack(answer["dX"], X.shape), unpack(answer["dW"], W.shape)


say({"torch": torch.__version__})
for line in sys.stdin:
    job = json.loads(line)
    X, W = (unpack(job[name]["data"], job[name]["shape"]).requires_grad_() for name in ("X", "W"))
    try:
        torch.autograd.gradcheck(Product.apply, (X, W), fast_mode=job["fast"])
        say({"accepts": True})
    except Exception as error:  # any exception fails a test
        say({"accepts": False, "why": (str(error).strip() or type(error).__name__).split("\n")[0]})
