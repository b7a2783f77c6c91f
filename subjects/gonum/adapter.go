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
			"reproducible": true,
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
	X, W, dY, options := g.X, g.W, g.DY, g.Options
	switch {
	case len(X.Shape) == 1 && len(W.Shape) == 1:
		return answers{"dX": scaleVec(dY.Data[dY.Offset], W), "dW": scaleVec(dY.Data[dY.Offset], X)}
	case len(X.Shape) == 1:
		return answers{"dX": mulVec(matrix(W), vector(dY)), "dW": outer(vector(X), vector(dY))}
	case len(W.Shape) == 1:
		return answers{"dX": outer(vector(dY), vector(W)), "dW": mulVec(matrix(X).T(), vector(dY))}
	case options.Into != nil:
		mulInto(options.Into.DX, matrix(dY), matrix(W).T())
		mulInto(options.Into.DW, matrix(X).T(), matrix(dY))
		return answers{}
	}
	gradients := answers{}
	if options.Wanted("dX") {
		gradients["dX"] = scaled(options.Alpha, mul(matrix(dY), matrix(W).T()))
	}
	if options.Wanted("dW") {
		gradients["dW"] = scaled(options.Alpha, mul(matrix(X).T(), matrix(dY)))
	}
	if options.Beta != nil {
		dC := protocol.Unwritten[float64](dY.Shape...)
		dense(dC).Scale(*options.Beta, matrix(dY))
		gradients["dC"] = dC
	}
	if options.Bias {
		ones := mat.NewVecDense(dY.Shape[0], nil)
		for i := range dY.Shape[0] {
			ones.SetVec(i, 1)
		}
		gradients["db"] = mulVec(matrix(dY).T(), ones)
	}
	return gradients
}

func mul(a, b mat.Matrix) *tensor {
	rows, _ := a.Dims()
	_, columns := b.Dims()
	product := protocol.Unwritten[float64](rows, columns)
	dense(product).Mul(a, b)
	return product
}

func mulVec(a mat.Matrix, b mat.Vector) *tensor {
	rows, _ := a.Dims()
	product := protocol.Unwritten[float64](rows)
	mat.NewVecDense(rows, product.Data).MulVec(a, b)
	return product
}

func outer(a, b mat.Vector) *tensor {
	product := protocol.Unwritten[float64](a.Len(), b.Len())
	dense(product).Outer(1, a, b)
	return product
}

func scaleVec(factor float64, t *tensor) *tensor {
	product := protocol.Unwritten[float64](t.Shape...)
	mat.NewVecDense(t.Shape[0], product.Data).ScaleVec(factor, vector(t))
	return product
}

func scaled(factor *float64, t *tensor) *tensor {
	if factor != nil {
		product := dense(t)
		product.Scale(*factor, product)
	}
	return t
}
