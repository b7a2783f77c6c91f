// gonum/blas/gonum, its BLAS in Go and assembly: dX = dY·Wᵀ and dW = Xᵀ·dY by hand, from Gemm, Gemv and
// Ger. With the argument float32 the single precision routines, which are separate code.
package main

import (
	"os"
	"slices"

	"gonum.org/v1/gonum/blas"
	blasgo "gonum.org/v1/gonum/blas/gonum"
	"gradgate/protocol"
)

// library is the routines of one precision.
type library[F protocol.Float] struct {
	gemm func(tA, tB blas.Transpose, m, n, k int, alpha F, a []F, lda int, b []F, ldb int, beta F,
		c []F, ldc int)
	gemv func(tA blas.Transpose, m, n int, alpha F, a []F, lda int, x []F, incX int, beta F,
		y []F, incY int)
	ger  func(m, n int, alpha F, x []F, incX int, y []F, incY int, a []F, lda int)
	dot  func(n int, x []F, incX int, y []F, incY int) F
	axpy func(n int, alpha F, x []F, incX int, y []F, incY int)
}

func main() {
	impl := blasgo.Implementation{}
	if slices.Contains(os.Args[1:], "float32") {
		serve("gonum/blas 0.17.0", library[float32]{
			impl.Sgemm, impl.Sgemv, impl.Sger, impl.Sdot, impl.Saxpy,
		})
		return
	}
	serve("gonum/blas 0.17.0", library[float64]{
		impl.Dgemm, impl.Dgemv, impl.Dger, impl.Ddot, impl.Daxpy,
	})
}

func serve[F protocol.Float](name string, lib library[F]) {
	protocol.Serve(protocol.Subject[F]{
		Name: name,
		Claims: map[string]any{
			// Not `any layout`: transposed and plain operands are summed in different order.
			"deterministic": true,
			"reproducible": true,
			// The rows or the columns of an operand must be contiguous: no steps, and none backwards.
			"layouts":        []string{"column-major", "gaps", "offset", "lone strides"},
			"emptyExtents":   true,
			"vectors":        true,
			"transposeFlags": true,
			"scaling":        true,         // alpha of Gemm; dC by Axpy
			"bias":           true,         // the column sums are dYᵀ·1, by Gemv
			"destinations":   "accumulate", // beta of Gemm
			"subsets":        true,
			"nonFinite":      "zero-skipping",
		},
		Backward: lib.backward,
		Forward:  lib.forward,
	})
}

func (lib library[F]) forward(X, W *protocol.Tensor[F]) *protocol.Tensor[F] {
	x, w := viewed(X), viewed(W)
	switch {
	case len(X.Shape) == 1 && len(W.Shape) == 1:
		y := protocol.Unwritten[F]()
		y.Data[0] = lib.dot(x.rows, x.data, x.inc, w.data, w.inc)
		return y
	case len(X.Shape) == 1:
		return lib.mulVec(w.t(), x)
	case len(W.Shape) == 1:
		return lib.mulVec(x, w)
	}
	return lib.mul(1, x, w)
}

func (lib library[F]) backward(given protocol.Given[F]) protocol.Answers[F] {
	options := given.Options
	x, w, dY := viewed(given.X), viewed(given.W), viewed(given.DY)
	switch {
	case len(given.X.Shape) == 1 && len(given.W.Shape) == 1:
		return protocol.Answers[F]{"dX": lib.scaled(dY.data[0], w), "dW": lib.scaled(dY.data[0], x)}
	case len(given.X.Shape) == 1:
		return protocol.Answers[F]{"dX": lib.mulVec(w, dY), "dW": lib.outer(x, dY)}
	case len(given.W.Shape) == 1:
		return protocol.Answers[F]{"dX": lib.outer(dY, w), "dW": lib.mulVec(x.t(), dY)}
	}
	products := productsOf(x, w, dY, options)
	if options.Into != nil {
		beta := F(0)
		if options.Into.Accumulate {
			beta = 1
		}
		lib.mulInto(viewed(options.Into.DX), 1, products["dX"], beta)
		lib.mulInto(viewed(options.Into.DW), 1, products["dW"], beta)
		return nil
	}
	return lib.gradients(given, products, dY)
}

// factors are the two operands of a product.
type factors[F protocol.Float] [2]view[F]

// productsOf are dX = dY·Wᵀ and dW = Xᵀ·dY, each transposed where its operand is stored so.
func productsOf[F protocol.Float](x, w, dY view[F], options protocol.Options[F]) map[string]factors[F] {
	products := map[string]factors[F]{"dX": {dY, w.t()}, "dW": {x.t(), dY}}
	if options.TransW {
		products["dX"] = factors[F]{dY, w}
		products["dW"] = factors[F]{dY.t(), x}
	}
	switch {
	case options.TransX && options.TransW:
		products["dX"] = factors[F]{w.t(), dY.t()}
		products["dW"] = factors[F]{dY.t(), x.t()}
	case options.TransX:
		products["dX"] = factors[F]{w, dY.t()}
		products["dW"] = factors[F]{x, dY}
	}
	return products
}

func (lib library[F]) gradients(
	given protocol.Given[F], products map[string]factors[F], dY view[F],
) protocol.Answers[F] {
	options := given.Options
	alpha := F(1)
	if options.Alpha != nil {
		alpha = *options.Alpha
	}
	gradients := protocol.Answers[F]{}
	for name, product := range products {
		if options.Wanted(name) {
			gradients[name] = lib.mul(alpha, product[0], product[1])
		}
	}
	if options.Beta != nil {
		gradients["dC"] = lib.scaled(*options.Beta, dY)
	}
	if options.Bias {
		ones := protocol.Unwritten[F](dY.rows)
		for i := range ones.Data {
			ones.Data[i] = 1
		}
		gradients["db"] = lib.mulVec(dY.t(), viewed(ones))
	}
	return gradients
}
