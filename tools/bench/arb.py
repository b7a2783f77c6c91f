"""Times a product of square matrices of balls at 106 bits, entries of 53 bits: the least of some, in milliseconds."""
import random
import sys
import time

from flint import arb, arb_mat, ctx

ctx.prec = 106
extent = int(sys.argv[1])
draw = random.Random(1)
entry = lambda: arb(draw.randint(-(2**52), 2**52)) / 2**52
left, right = (arb_mat(extent, extent, [entry() for _ in range(extent**2)]) for _ in range(2))
times = []
while sum(times) < 0.1 or len(times) < 3:
    start = time.perf_counter()
    left * right
    times.append(time.perf_counter() - start)
print(1000 * min(times))
