// gonum/mat: dX = dY·Wᵀ and dW = Xᵀ·dY by hand, from Dense.Mul, VecDense.MulVec and Dense.Outer.
package main

import (
	"gonum.org/v1/gonum/mat"
	"gradgate/protocol"
)

type (
	tensor  = protocol.Tensor[float64]
	given   = protocol.Given[float64]
	answers = protocol.Answers[float64]
)

func main() {
	protocol.Serve(protocol.Subject[float64]{
		Name: "gonum/mat 0.17.0",
		Claims: map[string]any{
			// Not `any layout`: transposed and plain operands are summed in different order.
			"deterministic": true,
			"reproducible":  true,
			"layouts":       "all",
			// Not `emptyExtents`: mat.NewDense panics with ErrZeroLength. No batches.
			"vectors":      true,
			"scaling":      true, // Dense.Scale
			"bias":         true, // the column sums are dYᵀ·1
			"subsets":      true,
			"destinations": "overwrite", // the receiver of Mul
			"nonFinite":    "zero-skipping",
		},
		Backward: backward,
		Forward:  forward,
	})
}

func forward(X, W *tensor) *tensor {
	switch {
	case len(X.Shape) == 1 && len(W.Shape) == 1:
		return &tensor{Shape: []int{}, Data: []float64{mat.Dot(vector(X), vector(W))}}
	case len(X.Shape) == 1:
		return mulVec(matrix(W).T(), vector(X))
	case len(W.Shape) == 1:
		return mulVec(matrix(X), vector(W))
	}
	return mul(matrix(X), matrix(W))
}

func backward(g given) answers {
	gradients := answers{}
	// Where a gradient goes: the storage that is given, or an answer.
	to := func(name string, operand, given *tensor) *tensor {
		if given != nil {
			return given
		}
		gradients[name] = protocol.Unwritten[float64](operand.Shape...)
		return gradients[name]
	}
	into := g.Options.Into
	if into == nil {
		into = &protocol.Into[float64]{}
	}
	if g.Options.Wanted("dX") {
		inFirst(to("dX", g.X, into.DX), g)
	}
	if g.Options.Wanted("dW") {
		inSecond(to("dW", g.W, into.DW), g)
	}
	if g.Options.Beta != nil {
		gradients["dC"] = scaled(*g.Options.Beta, g.DY)
	}
	if g.Options.Bias {
		gradients["db"] = columnSums(g.DY)
	}
	return gradients
}

// inFirst is dX = α·dY·Wᵀ.
func inFirst(dX *tensor, g given) {
	alpha, W, dY := g.Options.Alpha, g.W, g.DY
	switch {
	case len(g.X.Shape) == 1 && len(W.Shape) == 1:
		scaleVecInto(dX, times(alpha, number(dY)), vector(W))
	case len(g.X.Shape) == 1:
		mulVecInto(dX, alpha, matrix(W), vector(dY))
	case len(W.Shape) == 1:
		outerInto(dX, times(alpha, 1), vector(dY), vector(W))
	default:
		mulInto(dX, alpha, matrix(dY), matrix(W).T())
	}
}

// inSecond is dW = α·Xᵀ·dY.
func inSecond(dW *tensor, g given) {
	alpha, X, dY := g.Options.Alpha, g.X, g.DY
	switch {
	case len(X.Shape) == 1 && len(g.W.Shape) == 1:
		scaleVecInto(dW, times(alpha, number(dY)), vector(X))
	case len(X.Shape) == 1:
		outerInto(dW, times(alpha, 1), vector(X), vector(dY))
	case len(g.W.Shape) == 1:
		mulVecInto(dW, alpha, matrix(X).T(), vector(dY))
	default:
		mulInto(dW, alpha, matrix(X).T(), matrix(dY))
	}
}

func number(t *tensor) float64 { return t.Data[t.Offset] }

func times(alpha *float64, factor float64) float64 {
	if alpha == nil {
		return factor
	}
	return *alpha * factor
}

func mul(a, b mat.Matrix) *tensor {
	rows, _ := a.Dims()
	_, columns := b.Dims()
	product := protocol.Unwritten[float64](rows, columns)
	mulInto(product, nil, a, b)
	return product
}

func mulVec(a mat.Matrix, b mat.Vector) *tensor {
	rows, _ := a.Dims()
	product := protocol.Unwritten[float64](rows)
	mulVecInto(product, nil, a, b)
	return product
}

// scaled is β·t. Of single numbers mat knows nothing.
func scaled(beta float64, t *tensor) *tensor {
	product := protocol.Unwritten[float64](t.Shape...)
	switch len(t.Shape) {
	case 0:
		product.Data[0] = beta * number(t)
	case 1:
		scaleVecInto(product, beta, vector(t))
	default:
		dense(product).Scale(beta, matrix(t))
	}
	return product
}

// columnSums are dYᵀ·1; where X is a vector, dY is the only row.
func columnSums(dY *tensor) *tensor {
	if len(dY.Shape) == 1 {
		return scaled(1, dY)
	}
	ones := mat.NewVecDense(dY.Shape[0], nil)
	for i := range dY.Shape[0] {
		ones.SetVec(i, 1)
	}
	return mulVec(matrix(dY).T(), ones)
}
