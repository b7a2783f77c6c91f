"""An adapter for gradgate, on top of protocol.py."""
from array import array

from protocol import Tensor, serve


def product(A, B):
    """A·B, the only arithmetic here. PUT YOUR OWN KERNEL HERE, or call it in forward and backward."""
    (m, n), (_, k) = A.shape, B.shape
    data = array("d")
    for i in range(m):
        for j in range(k):
            data.append(sum(A.data[i * n + p] * B.data[p * k + j] for p in range(n)))
    return Tensor((m, k), data)


def transposed(A):
    m, n = A.shape
    return Tensor((n, m), array("d", [A.data[i * n + j] for j in range(n) for i in range(m)]))


def forward(X, W):
    return product(X, W)


def backward(X, W, dY, options):
    return {"dX": product(dY, transposed(W)), "dW": product(transposed(X), dY)}


introduction = {
    "name": "my layer 0.1",
    "numberFormat": "float64",  # of all tensors: float32, bfloat16, float16; "formats" names others
    # What your kernel can do beyond the plain problem; docs/claims.md of gradgate lists it all.
    # A frozen weight has no dW: "gradients": "dX", and backward leaves it out.
    # A matrix of W for each group of rows: "grouping": "zero tail"; forward and backward then get groups=.
    # One that a layer holds as k×n, a row for each output, is given so with "weight": "out×in".
    "claims": {"deterministic": True, "reproducible": True, "emptyExtents": True, "nonFinite": "ieee"},
}
serve(introduction, forward=forward, backward=backward)
