"""PyTorch on the CPU: its own autograd, of its own operations, on its own views of the storage."""
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "src"))
from gradgate.autodiff import operands_of, output  # noqa: E402
from gradgate.protocol import serve  # noqa: E402

dtype = torch.float32


def serve_layer(number_format, **more):
    """Answers in that format; `more` are claims beyond those of PyTorch in general."""
    speak(number_format)
    introduction = {
        "name": f"PyTorch {torch.__version__}",
        "numberFormat": number_format,
        "claims": {**claims_of(number_format), **more},
    }
    serve(introduction, backward=backward, forward=forward, record=record)


def speak(number_format):
    """What the tensors of this module are from now on."""
    global dtype
    dtype = getattr(torch, number_format)


def claims_of(number_format):
    claims = {
        "deterministic": True,
        "reproducible": True,
        # Not `reversed`: torch has no negative strides.
        "layouts": ["column-major", "gaps", "offset", "steps", "expanded", "lone strides", "batch order"],
        "emptyExtents": True,
        "batching": "broadcast",
        "vectors": True,
        "transposeFlags": True,
        "scaling": True,
        "bias": True,
        "epilogue": "relu",
        "subsets": True,
        # The destinations are `.grad`. Not aliased ones: X.grad cannot be X.
        "destinations": "accumulate",
        "sharedOperand": True,
        "nonFinite": "ieee",
    }
    if number_format in ("bfloat16", "float16"):
        # Storage arrives as float32 and is converted, so nothing is written into what arrived.
        del claims["destinations"]
    if number_format == "bfloat16":
        # Larger products are oneDNN's, by an instruction of the processor that flushes, where it has one.
        claims["subnormals"] = "flushed"
    return claims


def view(tensor):
    return laid_out(tensor, storage_of(tensor))


def storage_of(tensor):
    """Memory that torch shares with the protocol, unless it has to be converted."""
    if len(tensor.data) == 0:
        return torch.empty(0, dtype=dtype)
    return torch.frombuffer(tensor.data, dtype=wire_type(tensor.data)).to(dtype)


def laid_out(tensor, storage):
    """The tensor where it lies in its storage."""
    shape = tensor.shape
    if tensor.strides is None:
        return storage.reshape(shape)
    # Where an axis has one entry only, no stride is ever used, and torch wants none below 0.
    strides = [abs(stride) if extent == 1 else stride for stride, extent in zip(tensor.strides, shape)]
    return storage.as_strided(shape, strides, tensor.offset)


def wire_type(data):
    return torch.float64 if data.typecode == "d" else torch.float32


def answer(tensor):
    tensor = tensor.detach()
    return (tensor if dtype in (torch.float64, torch.float32) else tensor.float()).numpy()


def transposed(matrix):
    return matrix.transpose(-1, -2)


def forward(X, W):
    return answer(view(X) @ view(W))


def backward(X, W, dY, options):
    variables, constants = operands_of(options, X, W, dY, view, lambda shape: torch.zeros(shape, dtype=dtype))
    variables = {name: operand.detach().requires_grad_() for name, operand in variables.items()}
    Y = output({**constants, **variables}, options, transposed, torch.relu)
    if "into" in options:
        return backward_into(Y, view(dY), variables, options["into"])
    gradients = torch.autograd.grad(Y, list(variables.values()), view(dY))
    return {name: answer(gradient) for name, gradient in zip(variables, gradients)}


def backward_into(Y, dY, variables, into):
    for name, operand in variables.items():
        if name not in into:
            continue
        operand.grad = view(into[name])
        if not into["accumulate"]:
            operand.grad.zero_()
    Y.backward(dY)
    return {name: answer(operand.grad) for name, operand in variables.items() if name not in into}


def record(X, W):
    """The graph is kept. Torch counts what it writes: to storage that a graph needs, it objects."""
    storages = storage_of(X), storage_of(W)
    x, w = (laid_out(*operand).detach().requires_grad_() for operand in zip((X, W), storages))
    Y = x @ w

    def pullback(dY, overwritten):
        for storage, new in zip(storages, overwritten or ()):
            storage.copy_(storage_of(new))
        gradients = torch.autograd.grad(Y, (x, w), view(dY), retain_graph=True)
        return dict(zip(("dX", "dW"), map(answer, gradients)))

    return answer(Y), pullback
