//go:build !float32

package main

import "gorgonia.org/tensor"

type real = float64

var format = tensor.Float64
