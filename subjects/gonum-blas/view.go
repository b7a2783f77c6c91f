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
	// A vector is a column of rows that are inc apart.
	isVector bool
	inc      int
	data     []F
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
		return view[F]{
			rows: length, columns: 1, stride: inc, isVector: len(shape) == 1, inc: inc, data: t.Data[t.Offset:],
		}
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

// how says what becomes of a product P: α·P + β·C, for a β of 0 or 1.
type how[F protocol.Float] struct{ alpha, beta F }

// written is a product that goes over what is there.
func written[F protocol.Float]() how[F] { return how[F]{alpha: 1} }

func (h how[F]) times(factor F) how[F] {
	h.alpha *= factor
	return h
}

// mulInto is C = α·A·B + β·C; where C is stored transposed, Cᵀ = α·Bᵀ·Aᵀ + β·Cᵀ.
func (lib library[F]) mulInto(c view[F], how how[F], a, b view[F]) {
	if c.transposed {
		a, b, c = b.t(), a.t(), c.t()
	}
	lib.gemm(a.flag(), b.flag(), c.rows, c.columns, a.columns,
		how.alpha, a.data, a.stride, b.data, b.stride, how.beta, c.data, c.stride)
}

// mulVecInto is y = α·A·x + β·y. Gemv is told the extents of A as stored, not those of its transpose;
// where it sums no terms it returns at once, whatever β is.
func (lib library[F]) mulVecInto(y view[F], how how[F], a, x view[F]) {
	if x.rows == 0 {
		lib.begin(y, how)
	}
	stored := a
	if a.transposed {
		stored = a.t()
	}
	lib.gemv(a.flag(), stored.rows, stored.columns, how.alpha, a.data, a.stride, x.data, x.inc,
		how.beta, y.data, y.inc)
}

// outerInto is A = α·x·yᵀ + β·A.
func (lib library[F]) outerInto(a view[F], how how[F], x, y view[F]) {
	lib.begin(a, how)
	if a.transposed {
		a, x, y = a.t(), y, x
	}
	lib.ger(x.rows, y.rows, how.alpha, x.data, x.inc, y.data, y.inc, a.data, a.stride)
}

// scaleInto is C = α·V + β·C, line by line.
func (lib library[F]) scaleInto(c view[F], how how[F], v view[F]) {
	lib.begin(c, how)
	for i := range c.rows {
		from, step := v.line(i)
		to, stepTo := c.line(i)
		lib.axpy(c.columns, how.alpha, from, step, to, stepTo)
	}
}

// begin is β·C, for what only adds: Ger and Axpy.
func (lib library[F]) begin(c view[F], how how[F]) {
	if how.beta != 0 || c.columns == 0 {
		return
	}
	for i := range c.rows {
		line, step := c.line(i)
		for j := range c.columns {
			line[j*step] = 0
		}
	}
}

// line is row i, and how far apart its entries are.
func (v view[F]) line(i int) ([]F, int) {
	if v.transposed {
		return v.data[i:], v.stride
	}
	return v.data[i*v.stride:], 1
}
