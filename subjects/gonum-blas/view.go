package main

import (
	"gonum.org/v1/gonum/blas"
	"gradgate/protocol"
)

// view is an operand as BLAS sees it: rows that are contiguous, `stride` apart; or the transpose of such.
type view[F protocol.Float] struct {
	rows, columns int
	stride        int
	transposed    bool
	// inc is how far apart the entries of a vector are.
	inc  int
	data []F
}

// viewed is the view of an operand; nothing is copied. On an axis of extent 1 no stride is wrong, but
// BLAS wants one that is as long as a row.
func viewed[F protocol.Float](t *protocol.Tensor[F]) view[F] {
	shape, strides := t.Shape, t.Strides
	if len(shape) < 2 {
		length, inc := 1, 1
		if len(shape) == 1 {
			length = shape[0]
		}
		if strides != nil && length > 1 {
			inc = strides[0]
		}
		return view[F]{rows: length, columns: 1, stride: inc, inc: inc, data: t.Data[t.Offset:]}
	}
	rows, columns := shape[0], shape[1]
	if rows == 0 || columns == 0 {
		// Nothing to see; but Gemm wants storage for a stride a row, even where it sums no terms.
		stride := max(columns, 1)
		return view[F]{rows: rows, columns: columns, stride: stride, data: make([]F, rows*stride)}
	}
	if strides == nil {
		strides = []int{columns, 1}
	}
	transposed := strides[1] != 1 && columns > 1 || strides[0] < columns && rows > 1
	v := view[F]{rows: rows, columns: columns, transposed: transposed, data: t.Data[t.Offset:]}
	if transposed {
		v.stride = max(strides[1], rows)
	} else {
		v.stride = max(strides[0], columns)
	}
	return v
}

func (v view[F]) t() view[F] {
	v.rows, v.columns, v.transposed = v.columns, v.rows, !v.transposed
	return v
}

func (v view[F]) flag() blas.Transpose {
	if v.transposed {
		return blas.Trans
	}
	return blas.NoTrans
}

// mulInto is C = α·A·B + β·C; where C is stored transposed, Cᵀ = α·Bᵀ·Aᵀ + β·Cᵀ.
func (lib library[F]) mulInto(c view[F], alpha F, product factors[F], beta F) {
	a, b := product[0], product[1]
	if c.transposed {
		a, b, c = b.t(), a.t(), c.t()
	}
	lib.gemm(a.flag(), b.flag(), c.rows, c.columns, a.columns,
		alpha, a.data, a.stride, b.data, b.stride, beta, c.data, c.stride)
}

func (lib library[F]) mul(alpha F, a, b view[F]) *protocol.Tensor[F] {
	c := protocol.Unwritten[F](a.rows, b.columns)
	lib.mulInto(viewed(c), alpha, factors[F]{a, b}, 0)
	return c
}

// mulVec is A·x. Gemv is told the extents of A as stored, not those of its transpose.
func (lib library[F]) mulVec(a, x view[F]) *protocol.Tensor[F] {
	y := protocol.Unwritten[F](a.rows)
	stored := a
	if a.transposed {
		stored = a.t()
	}
	lib.gemv(a.flag(), stored.rows, stored.columns, 1, a.data, a.stride, x.data, x.inc, 0, y.Data, 1)
	return y
}

// outer is x·yᵀ. Ger adds: it begins with zeros.
func (lib library[F]) outer(x, y view[F]) *protocol.Tensor[F] {
	a := &protocol.Tensor[F]{Shape: []int{x.rows, y.rows}, Data: make([]F, x.rows*y.rows)}
	lib.ger(x.rows, y.rows, 1, x.data, x.inc, y.data, y.inc, a.Data, max(1, y.rows))
	return a
}

// scaled is α·V, line by line.
func (lib library[F]) scaled(alpha F, v view[F]) *protocol.Tensor[F] {
	scaled := &protocol.Tensor[F]{Shape: []int{v.rows, v.columns}, Data: make([]F, v.rows*v.columns)}
	if v.inc != 0 {
		scaled.Shape = scaled.Shape[:1]
		lib.axpy(v.rows, alpha, v.data, v.inc, scaled.Data, 1)
		return scaled
	}
	step := 1
	if v.transposed {
		step = v.stride
	}
	for i := range v.rows {
		row := i * v.stride
		if v.transposed {
			row = i
		}
		lib.axpy(v.columns, alpha, v.data[row:], step, scaled.Data[i*v.columns:], 1)
	}
	return scaled
}
