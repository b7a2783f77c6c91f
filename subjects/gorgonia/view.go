package main

import (
	"fmt"
	"slices"

	g "gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// viewed is an operand as a view of its storage: part of the backing, and T where columns are contiguous.
func viewed(t *operand) *tensor.Dense {
	shape, data := t.Shape, t.Data[t.Offset:]
	row, column := len(shape)-2, len(shape)-1
	if t.Strides == nil || len(shape) == 1 || t.Strides[row] >= shape[column] {
		return over(data, shape)
	}
	stored, axes := slices.Clone(shape), make([]int, len(shape))
	for axis := range axes {
		axes[axis] = axis
	}
	stored[row], stored[column] = shape[column], shape[row]
	axes[row], axes[column] = column, row
	view := over(data, stored)
	check(view.T(axes...))
	return view
}

func over(data []real, shape []int) *tensor.Dense {
	size := product(shape)
	return tensor.New(tensor.WithShape(shape...), tensor.WithBacking(data[:size:size]))
}

func product(shape []int) int {
	size := 1
	for _, extent := range shape {
		size *= extent
	}
	return size
}

func zeros(shape ...int) *operand {
	return &operand{Shape: shape, Data: make([]real, product(shape))}
}

// answer is a value in row-major order.
func answer(value g.Value) *operand {
	switch value := value.(type) {
	case *tensor.Dense:
		shape := append([]int{}, value.Shape()...)
		data := make([]real, product(shape))
		for i := range data {
			data[i] = at(value, i)
		}
		return &operand{Shape: shape, Data: data}
	case *g.F64:
		return &operand{Shape: []int{}, Data: []real{real(*value)}}
	case *g.F32:
		return &operand{Shape: []int{}, Data: []real{real(*value)}}
	}
	panic(fmt.Sprintf("no tensor: %T", value))
}

// at is an entry by its row-major number.
func at(t *tensor.Dense, number int) real {
	if t.Dims() == 0 {
		return t.ScalarValue().(real)
	}
	coordinates := make([]int, t.Dims())
	for axis := t.Dims() - 1; axis >= 0; axis-- {
		coordinates[axis] = number % t.Shape()[axis]
		number /= t.Shape()[axis]
	}
	entry, err := t.At(coordinates...)
	check(err)
	return entry.(real)
}
