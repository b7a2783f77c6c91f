//go:build float32

package main

import "gorgonia.org/tensor"

type real = float32

var format = tensor.Float32
