package main

import (
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
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

// mulInto writes a product into a view. Dense has no steps within rows, so there its entries are set
// one by one.
func mulInto(destination *tensor, a, b mat.Matrix) {
	s := stridedFrom(destination)
	if receiver := s.inRows(); receiver != nil {
		receiver.Mul(a, b)
		return
	}
	if receiver := s.transposed().inRows(); receiver != nil {
		receiver.Mul(b.T(), a.T())
		return
	}
	product := mul(a, b)
	for i := range s.rows {
		for j := range s.columns {
			s.data[s.at(i, j)] = product.Data[i*s.columns+j]
		}
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
