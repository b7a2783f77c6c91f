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
		}, map[string]string{"joint-options": clears, "history-independence": clears})
		return
	}
	serve("gonum/blas 0.17.0", library[float64]{
		impl.Dgemm, impl.Dgemv, impl.Dger, impl.Ddot, impl.Daxpy,
	}, nil)
}

const clears = "Sgemv clears what lies behind its destination: reports/findings-go-java.md no. 8"

func serve[F protocol.Float](name string, lib library[F], known map[string]string) {
	protocol.Serve(protocol.Subject[F]{
		Name: name,
		Claims: map[string]any{
			// Not `any layout`: transposed and plain operands are summed in different order.
			"deterministic": true,
			"reproducible":  true,
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
		KnownFailures: known,
		Backward:      lib.backward,
		Forward:       lib.forward,
	})
}

func (lib library[F]) forward(X, W *protocol.Tensor[F]) *protocol.Tensor[F] {
	x, w := viewed(X), viewed(W)
	switch {
	case x.isVector && w.isVector:
		y := protocol.Unwritten[F]()
		y.Data[0] = lib.dot(x.rows, x.data, x.inc, w.data, w.inc)
		return y
	case x.isVector:
		y := protocol.Unwritten[F](w.columns)
		lib.mulVecInto(viewed(y), written[F](), w.t(), x)
		return y
	case w.isVector:
		y := protocol.Unwritten[F](x.rows)
		lib.mulVecInto(viewed(y), written[F](), x, w)
		return y
	}
	y := protocol.Unwritten[F](x.rows, w.columns)
	lib.mulInto(viewed(y), written[F](), x, w)
	return y
}

func (lib library[F]) backward(given protocol.Given[F]) protocol.Answers[F] {
	options := given.Options
	x, w, dY := viewed(given.X), viewed(given.W), viewed(given.DY)
	if options.TransX {
		x = x.t()
	}
	if options.TransW {
		w = w.t()
	}
	how := written[F]()
	if options.Alpha != nil {
		how.alpha = *options.Alpha
	}
	into := options.Into
	if into == nil {
		into = &protocol.Into[F]{}
	} else if into.Accumulate {
		how.beta = 1
	}
	gradients := protocol.Answers[F]{}
	// Where a gradient goes: the storage that is given, or an answer.
	to := func(name string, operand, given *protocol.Tensor[F], transposed bool) view[F] {
		if given == nil {
			given = protocol.Unwritten[F](operand.Shape...)
			gradients[name] = given
		}
		if transposed {
			return viewed(given).t()
		}
		return viewed(given)
	}
	if options.Wanted("dX") {
		lib.inFirst(to("dX", given.X, into.DX, options.TransX), how, w, dY)
	}
	if options.Wanted("dW") {
		lib.inSecond(to("dW", given.W, into.DW, options.TransW), how, x, dY)
	}
	if options.Beta != nil {
		gradients["dC"] = lib.scaled(*options.Beta, given.DY)
	}
	if options.Bias {
		gradients["db"] = lib.columnSums(given.DY)
	}
	return gradients
}

// inFirst is dX = α·dY·Wᵀ.
func (lib library[F]) inFirst(dX view[F], how how[F], w, dY view[F]) {
	switch {
	case dX.isVector && w.isVector:
		lib.scaleInto(dX, how.times(dY.data[0]), w)
	case dX.isVector:
		lib.mulVecInto(dX, how, w, dY)
	case w.isVector:
		lib.outerInto(dX, how, dY, w)
	default:
		lib.mulInto(dX, how, dY, w.t())
	}
}

// inSecond is dW = α·Xᵀ·dY.
func (lib library[F]) inSecond(dW view[F], how how[F], x, dY view[F]) {
	switch {
	case dW.isVector && x.isVector:
		lib.scaleInto(dW, how.times(dY.data[0]), x)
	case x.isVector:
		lib.outerInto(dW, how, x, dY)
	case dW.isVector:
		lib.mulVecInto(dW, how, x.t(), dY)
	default:
		lib.mulInto(dW, how, x.t(), dY)
	}
}

// scaled is β·t.
func (lib library[F]) scaled(beta F, t *protocol.Tensor[F]) *protocol.Tensor[F] {
	scaled := protocol.Unwritten[F](t.Shape...)
	lib.scaleInto(viewed(scaled), written[F]().times(beta), viewed(t))
	return scaled
}

// columnSums are dYᵀ·1; where X is a vector, dY is the only row.
func (lib library[F]) columnSums(dY *protocol.Tensor[F]) *protocol.Tensor[F] {
	if len(dY.Shape) == 1 {
		return lib.scaled(1, dY)
	}
	ones := protocol.Unwritten[F](dY.Shape[0])
	for i := range ones.Data {
		ones.Data[i] = 1
	}
	sums := protocol.Unwritten[F](dY.Shape[1])
	lib.mulVecInto(viewed(sums), written[F](), viewed(dY).t(), viewed(ones))
	return sums
}
