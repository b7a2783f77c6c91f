"""Times Y = X·W, dX = dY·Wᵀ and dW = Xᵀ·dY of square matrices on one thread: the least of some, in milliseconds."""
import sys
import time

import numpy

extent, dtype = int(sys.argv[1]), sys.argv[2]
rng = numpy.random.default_rng(1)
X, W, dY = (rng.standard_normal((extent, extent)).astype(dtype) for _ in range(3))
times = []
for _ in range(5 if extent <= 2048 else 2):
    start = time.perf_counter()
    X @ W, dY @ W.T, X.T @ dY
    times.append(time.perf_counter() - start)
print(1000 * min(times))
