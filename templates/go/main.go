// An adapter for gradgate, on top of the package protocol.
package main

import "adapter/protocol"

// A tensor in the format in which your kernel rounds: float64 or float32.
type tensor = protocol.Tensor[float64]

// product is A·B, the only arithmetic here. PUT YOUR OWN KERNEL HERE, or call it in backward.
func product(a, b *tensor) *tensor {
	m, n, k := a.Shape[0], a.Shape[1], b.Shape[1]
	c := protocol.Unwritten[float64](m, k)
	for i := 0; i < m; i++ {
		for j := 0; j < k; j++ {
			sum := 0.0
			for p := 0; p < n; p++ {
				sum += a.Data[i*n+p] * b.Data[p*k+j]
			}
			c.Data[i*k+j] = sum
		}
	}
	return c
}

func transposed(a *tensor) *tensor {
	m, n := a.Shape[0], a.Shape[1]
	t := protocol.Unwritten[float64](n, m)
	for i := 0; i < m; i++ {
		for j := 0; j < n; j++ {
			t.Data[j*m+i] = a.Data[i*n+j]
		}
	}
	return t
}

func backward(given protocol.Given[float64]) protocol.Answers[float64] {
	return protocol.Answers[float64]{
		"dX": product(given.DY, transposed(given.W)),
		"dW": product(transposed(given.X), given.DY),
	}
}

func main() {
	protocol.Serve(protocol.Subject[float64]{
		Name: "my layer 0.1",
		// What your kernel can do beyond the plain problem; docs/claims.md of gradgate lists it all.
		// A frozen weight has no dW: "gradients": "dX", and backward leaves it out.
		// One that a layer holds as k×n, a row for each output, is given so with "weight": "out×in".
		Claims:   map[string]any{"deterministic": true, "reproducible": true, "emptyExtents": true, "nonFinite": "ieee"},
		Forward:  product,
		Backward: backward,
	})
}
