package main

import (
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
	"gradgate/protocol"
)

// matrix is a view of an operand: a Dense, the T() of one, or, where neither can be (steps, reversed
// and expanded axes), a Matrix of our own over the storage. Nothing is copied.
func matrix(t *tensor) mat.Matrix {
	s := stridedFrom(t)
	if rows := s.inRows(); rows != nil {
		return rows
	}
	if columns := s.transposed().inRows(); columns != nil {
		return columns.T()
	}
	return s
}

// vector is a view of an operand of rank 1. Its data ends with it: where it went on, ScaleVec would
// write past its receiver (reports/findings-go-java.md no. 7).
func vector(t *tensor) mat.Vector {
	s := stridedFrom(t)
	if s.rowStride < 1 {
		return stridedVector{s}
	}
	var v mat.VecDense
	data := s.data[s.offset : s.offset+(s.rows-1)*s.rowStride+1]
	v.SetRawVector(blas64.Vector{N: s.rows, Inc: s.rowStride, Data: data})
	return &v
}

// mulInto is α·A·B, without an α where there is none. B·A of transposes is the same, transposed.
func mulInto(destination *tensor, alpha *float64, a, b mat.Matrix) {
	receive(destination, func(receiver *mat.Dense, transposed bool) {
		if transposed {
			receiver.Mul(b.T(), a.T())
		} else {
			receiver.Mul(a, b)
		}
		if alpha != nil {
			receiver.Scale(*alpha, receiver)
		}
	})
}

// outerInto is α·x·yᵀ.
func outerInto(destination *tensor, alpha float64, x, y mat.Vector) {
	receive(destination, func(receiver *mat.Dense, transposed bool) {
		if transposed {
			x, y = y, x
		}
		receiver.Outer(alpha, x, y)
	})
}

// mulVecInto is α·A·x, without an α where there is none.
func mulVecInto(destination *tensor, alpha *float64, a mat.Matrix, x mat.Vector) {
	receiveVec(destination, func(receiver *mat.VecDense) {
		receiver.MulVec(a, x)
		if alpha != nil {
			receiver.ScaleVec(*alpha, receiver)
		}
	})
}

func scaleVecInto(destination *tensor, factor float64, x mat.Vector) {
	receiveVec(destination, func(receiver *mat.VecDense) { receiver.ScaleVec(factor, x) })
}

// receive lets a Dense over the storage of a destination be written, or over its transpose. Dense has no
// steps within rows, so there its entries are set one by one.
func receive(destination *tensor, write func(receiver *mat.Dense, transposed bool)) {
	s := stridedFrom(destination)
	if receiver := s.inRows(); receiver != nil {
		write(receiver, false)
		return
	}
	if receiver := s.transposed().inRows(); receiver != nil {
		write(receiver, true)
		return
	}
	product := protocol.Unwritten[float64](s.rows, s.columns)
	write(dense(product), false)
	for i := range s.rows {
		for j := range s.columns {
			s.data[s.at(i, j)] = product.Data[i*s.columns+j]
		}
	}
}

// receiveVec is the same of a vector; the steps of a VecDense go forwards.
func receiveVec(destination *tensor, write func(receiver *mat.VecDense)) {
	if receiver, ok := vector(destination).(*mat.VecDense); ok {
		write(receiver)
		return
	}
	s := stridedFrom(destination)
	product := mat.NewVecDense(s.rows, nil)
	write(product)
	for i := range s.rows {
		s.data[s.at(i, 0)] = product.AtVec(i)
	}
}

// dense is the view of a dense row-major tensor.
func dense(t *tensor) *mat.Dense {
	return mat.NewDense(t.Shape[0], t.Shape[1], t.Data)
}

// strided is a mat.Matrix over any strides.
type strided struct {
	rows, columns           int
	rowStride, columnStride int
	offset                  int
	data                    []float64
}

func stridedFrom(t *tensor) strided {
	s := strided{rows: t.Shape[0], columns: 1, offset: t.Offset, data: t.Data}
	if len(t.Shape) == 2 {
		s.columns = t.Shape[1]
	}
	s.rowStride, s.columnStride = s.columns, 1
	if t.Strides != nil {
		s.rowStride = t.Strides[0]
	}
	if len(t.Strides) == 2 {
		s.columnStride = t.Strides[1]
	}
	return s
}

func (s strided) Dims() (int, int) { return s.rows, s.columns }

func (s strided) At(i, j int) float64 { return s.data[s.at(i, j)] }

func (s strided) T() mat.Matrix { return mat.Transpose{Matrix: s} }

func (s strided) at(i, j int) int { return s.offset + i*s.rowStride + j*s.columnStride }

func (s strided) transposed() strided {
	s.rows, s.columns = s.columns, s.rows
	s.rowStride, s.columnStride = s.columnStride, s.rowStride
	return s
}

// inRows is the same view as a Dense, if it can be one. On an axis of extent 1 no stride is wrong, but
// Dense wants one that is as long as a row.
func (s strided) inRows() *mat.Dense {
	if s.columns > 1 && s.columnStride != 1 || s.rows > 1 && s.rowStride < s.columns {
		return nil
	}
	stride := max(s.rowStride, s.columns)
	end := s.offset + (s.rows-1)*stride + s.columns
	var view mat.Dense
	view.SetRawMatrix(blas64.General{
		Rows: s.rows, Cols: s.columns, Stride: stride, Data: s.data[s.offset:end],
	})
	return &view
}

// stridedVector is a mat.Vector over any stride; those of a VecDense go forwards.
type stridedVector struct{ strided }

func (v stridedVector) AtVec(i int) float64 { return v.At(i, 0) }

func (v stridedVector) Len() int { return v.rows }
