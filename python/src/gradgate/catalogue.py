"""Number formats, claims and properties. Written by npm run derive."""
from __future__ import annotations

from typing import Literal, Mapping, Sequence, TypedDict, Union

NumberFormat = Literal["float64", "float32", "bfloat16", "float16"]


class Claims(TypedDict, total=False):
    """What a subject says it can do beyond the plain problem, as docs/claims.md of gradgate has it."""

    #: only that gradient exists; the other is not checked, and every report says so
    gradients: Literal["dX", "dW"]
    #: W is given as k×n, and dW is answered as k×n: Y = X·Wᵀ, as linear layers hold it, a row for each output
    weight: Literal["out×in"]
    #: in the place of dY comes the target T of f = ½‖Y − T‖², so that ∂f/∂Y is Y − T; only problems come on which Y, T and Y − T are exact
    loss: Literal["half squared error"]
    #: results of the same call are compared bit for bit; with `'any layout'` also those of a view and its copy
    deterministic: Literal["any layout", True, False]
    #: shapes and strides alone decide how sums are formed, so results are compared bit for bit when operands are scaled by powers of two, which changes exponents alone; and of the same call; and two terms of a sum are added before they meet another, whatever they are
    reproducible: bool
    #: a row of Y and of dX has the same bits whatever m is, whichever rows stand beside it and in whatever order
    batchInvariant: bool
    #: judged by a weaker bound, which is norm-wise
    algorithm: Literal["conventional", "strassen"]
    #: partial sums have the precision of that format, and the result is rounded to its own once, at the end: judged by a stronger bound where it is wider, and by integers that fill the accumulator
    accumulates: Literal["float64", "float32", "14 bits", "float16", "bfloat16"]
    #: operands are rounded to that format before they are multiplied: judged by a weaker bound, where they are no numbers of it
    multiplies: Literal["tf32", "float16", "bfloat16"]
    #: a result may be either neighbour of the sum, not only the nearer one
    stores: Literal["nearest", "toward zero"]
    #: a result beyond the largest number of its format becomes infinity, or NaN in a format without infinities; with `'saturates'`, the largest number of its sign
    overflow: Literal["infinity", "saturates"]
    #: so many products and the sum so far are aligned, cut off and added at once: judged by a weaker bound, where sums are rounded at all
    fusedSums: Literal[32, 16, 8, 4, 1]
    #: operands with `strides` and `offset`; gaps are NaN. All other properties draw them too
    layouts: Union[Literal["all"], Sequence[Literal["column-major", "gaps", "offset", "steps", "reversed", "expanded", "lone strides", "batch order"]]]
    #: m, n or k = 0
    emptyExtents: bool
    #: batch axes in front of both; with `'X alone'` of X, while W is one matrix, like that of linear layers; with `'broadcast'` all that NumPy's rules join
    batching: Literal["broadcast", "X alone", "leading"]
    #: `groups`: so many rows of X for each matrix of W, which has one more axis in front; rows beyond the last group are none, or, with `'any tail'`, without meaning, or, with `'zero tail'`, 0 in Y and dX
    grouping: Literal["zero tail", "any tail", "no tail"]
    #: X or W of rank 1
    vectors: bool
    #: `options.transX`, `transW`: an operand is stored transposed, and so is its gradient
    transposeFlags: bool
    #: Y = α·X·W + β·C: `options.alpha`, `beta`, and dC in the answer
    scaling: bool
    #: Y = X·W + b: db in the answer
    bias: bool
    #: `options.epilogue`: Y = max(X·W, 0), so dY counts only where X·W > 0; where it is 0, either may hold with `'relu, 0 or 1 at 0'`
    epilogue: Literal["relu", "relu, 0 or 1 at 0"]
    #: `options.wants`: only dX, or only dW
    subsets: bool
    #: `options.into`: write the gradients there, or add them
    destinations: Literal["accumulate", "overwrite"]
    #: dX over X, dW over W
    aliasedDestinations: bool
    #: `options.shared`: Y = X·X or X·Xᵀ, X one variable
    sharedOperand: bool
    #: NaN and infinities; with `'zero-skipping'`, 0·NaN may be left out
    nonFinite: Literal["ieee", "zero-skipping"]
    #: numbers below the normal range may be taken for 0; none is asked then
    subnormals: Literal["flushed"]


#: Every property by its id, with what it states, in the order in which they are judged.
laws: Mapping[str, str] = {
    "equation-1": "dX = dY · Wᵀ",
    "equation-2": "dW = Xᵀ · dY",
    "gradient-shape": "dX has the shape of X, dW the shape of W, and every entry is a finite number",
    "forward-product": "the forward pass of the subject is Y = X·W, of whatever operands it claims",
    "finite-difference": "dX and dW are the differences of f(X·W), on the forward pass of the subject itself",
    "inner-product-reduction": "for 1×n · n×1, dX = ∂f/∂y · Wᵀ and dW = ∂f/∂y · Xᵀ",
    "row-vector-reduction": "for 1×n · n×k, dX = Σ_j ∂f/∂y_j · W_jᵀ, column by column through the subject",
    "row-independence": "row i of dX is the gradient of the one-row problem made of row i, and of nothing else",
    "transpose-symmetry": "on (Wᵀ, Xᵀ, dYᵀ) the subject answers dWᵀ for dX and dXᵀ for dW",
    "column-independence": "column j of dW is the gradient of the one-column problem; dW is the sum over rows of X",
    "one-hot": "for dY = E_ij, dX is W_jᵀ in row i and dW is X_iᵀ in column j, and 0 elsewhere",
    "product-terms": "every entry of dX and dW sums exactly the products that (1) and (2) name, once each",
    "adjoint-identity": "⟨dY, A·W⟩ = ⟨dX, A⟩ for every A like X, and ⟨dY, X·B⟩ = ⟨dW, B⟩ for every B like W",
    "linearity": "P + Q = dY gives dX + dX and dW + dW; −dY and 2·dY scale; dX ignores X, dW ignores W",
    "power-of-two-scaling": "scaling rows and columns by powers of two scales dX and dW by them, bit for bit",
    "fixed-order": "two terms of a sum meet first, whatever they are: M and −M there leave all the others",
    "block-decomposition": "cutting m stacks dX and adds dW; cutting n cuts both; cutting k adds dX and cuts dW",
    "permutation-equivariance": "permuting m, n and k permutes the rows and columns of dX and dW, and nothing else",
    "purity": "inputs stay as they were; the same question has the same answer; answers stay as given",
    "layout-independence": "operands that are strided views give the gradients that their dense copies give",
    "batch-invariance": "a row of Y and dX has the same bits alone, among many rows, and in any order of them",
    "empty-extents": "with m, n or k = 0 the gradients have the right shape, and are 0 where they sum nothing",
    "batch-decomposition": "each member of a batch has the gradients of the plain problem that it is",
    "broadcast-reduction": "an operand joined to several members has its own shape of gradient: the sum of theirs",
    "group-decomposition": "each group has the gradients of the plain problem of its rows; without rows, dW is 0",
    "vector-promotion": "a vector stands for a 1×n X or an n×1 W, and its gradient is a vector",
    "transpose-flags": "with transX (transW) X (W) is stored transposed, and so is its gradient",
    "scaling": "for Y = α·X·W + β·C, dX = α·dY·Wᵀ, dW = α·Xᵀ·dY and dC = β·dY",
    "bias-reduction": "for Y = X·W + b, db is the sum of the rows of dY, and dX and dW are as without b",
    "epilogue": "for Y = max(X·W, 0), dX and dW are those of dY where X·W > 0, and of 0 elsewhere",
    "requested-gradients": "a gradient that is asked for alone is the one that comes with the other",
    "destinations": "gradients that are written into given storage fill it, or add to it, and it alone",
    "aliased-destinations": "gradients that are written over their own operands are the gradients of those operands",
    "shared-operand": "the gradient of X·X is dY·Xᵀ + Xᵀ·dY, and that of X·Xᵀ is (dY + dYᵀ)·X",
    "joint-options": "whatever set of its claims a call needs, each answer is the one that the formulas give",
    "nan-dye": "a NaN or infinity reaches every entry whose sum it is in, and no other",
    "overflow": "what is beyond the largest number of its format is stored as is claimed",
    "history-independence": "whatever was asked before, a call answers as the first one in a fresh process would",
}
