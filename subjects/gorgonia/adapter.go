// gorgonia: its own differentiation of the cost Σ dY∘Y, whose gradient with respect to Y is dY.
// Symbolic (Grad, run by a TapeMachine); with the argument lisp, reverse mode by a LispMachine, which
// has its own gradients for every operation. Built with the tag float32, in single precision.
package main

import (
	"os"
	"slices"

	g "gorgonia.org/gorgonia"
	"gradgate/protocol"
)

type (
	operand = protocol.Tensor[real]
	given   = protocol.Given[real]
	answers = protocol.Answers[real]
	options = protocol.Options[real]
)

var (
	lisp  = slices.Contains(os.Args[1:], "lisp")
	views = slices.Contains(os.Args[1:], "views")
)

func main() {
	protocol.Serve(protocol.Subject[real]{
		Name:          name(),
		Claims:        claims(),
		KnownFailures: knownFailures(),
		Backward:      backward,
		Forward:       forward,
	})
}

func name() string {
	if lisp {
		return "gorgonia 0.9.18 (LispMachine)"
	}
	if views {
		return "gorgonia 0.9.18 (Grad, TapeMachine; views)"
	}
	return "gorgonia 0.9.18 (Grad, TapeMachine)"
}

func claims() map[string]any {
	layouts := []string{"offset"}
	if views {
		layouts = append(layouts, "column-major")
	}
	claims := map[string]any{
		"deterministic": true,
		"reproducible":  true,
		// Not `gaps`, `steps`: Slice drops axes of extent 1, and its views cannot be reshaped. Where it
		// can make them, products ignore their strides: reports/findings-go-java.md no. 1.
		"layouts": layouts,
		// Not `emptyExtents`: tensors without entries panic in a goroutine, which ends the process.
		"vectors":        true,
		"transposeFlags": true,
		"scaling":        true,
		"bias":           true,
		"subsets":        true,
		"sharedOperand":  true,
		"nonFinite":      "zero-skipping", // as gonum's BLAS
	}
	if !lisp { // which fails at batches of 1×1 matrices: reports/findings-go-java.md no. 5
		claims["batching"] = "leading"
	}
	return claims
}

func knownFailures() map[string]string {
	const (
		sum       = "tensor.Sum along axis 2 of 4: reports/findings-go-java.md no. 3"
		batch     = "BatchedMatMul drops the T of a view: reports/findings-go-java.md no. 2"
		overwrote = "x·w of one entry is overwritten: reports/findings-go-java.md no. 4"
	)
	switch {
	case lisp:
		return map[string]string{
			"vector-promotion": overwrote, "joint-options": overwrote, "history-independence": overwrote,
		}
	case views:
		return map[string]string{
			"bias-reduction": sum, "batch-decomposition": batch, "forward-product": batch,
			"joint-options": batch, "history-independence": batch,
		}
	}
	return map[string]string{"bias-reduction": sum, "joint-options": sum, "history-independence": sum}
}

func forward(X, W *operand) *operand {
	graph := g.NewGraph()
	Y := multiplied(variable(graph, "X", X), variable(graph, "W", W), options{})
	machine := g.NewTapeMachine(graph)
	defer machine.Close()
	check(machine.RunAll())
	return answer(Y.Value())
}

func backward(asked given) answers {
	graph := g.NewGraph()
	options := asked.Options
	variables := map[string]*g.Node{"dX": variable(graph, "X", asked.X)}
	X := variables["dX"]
	W := X
	switch options.Shared {
	case "":
		W = variable(graph, "W", asked.W)
		variables["dW"] = W
	case "X·Xᵀ":
		options.TransW = true
	}
	Y := multiplied(X, W, options)
	if options.Alpha != nil {
		Y = g.Must(g.Mul(Y, g.NewConstant(*options.Alpha)))
	}
	shape := asked.DY.Shape
	if options.Beta != nil { // the values of b and C do not matter
		C := variable(graph, "C", zeros(shape...))
		variables["dC"] = C
		Y = g.Must(g.Add(Y, g.Must(g.Mul(C, g.NewConstant(*options.Beta)))))
	}
	if options.Bias {
		b := variable(graph, "b", zeros(biasShape(shape)...))
		variables["db"] = b
		Y = g.Must(g.BroadcastAdd(Y, b, nil, leading(shape)))
	}
	cost := g.Must(g.HadamardProd(Y, variable(graph, "dY", asked.DY)))
	if len(shape) > 0 {
		cost = g.Must(g.Sum(cost))
	}
	for _, name := range []string{"dX", "dW"} {
		if !options.Wanted(name) {
			delete(variables, name)
		}
	}
	gradients := differentiated(graph, cost, variables)
	if options.Bias {
		gradients["db"].Shape = shape[len(shape)-1:]
	}
	return gradients
}

func differentiated(graph *g.ExprGraph, cost *g.Node, variables map[string]*g.Node) answers {
	wrt := g.Nodes{}
	for _, node := range variables {
		wrt = append(wrt, node)
	}
	machine := g.VM(nil)
	if lisp {
		machine = g.NewLispMachine(graph)
	} else {
		_, err := g.Grad(cost, wrt...)
		check(err)
		machine = g.NewTapeMachine(graph, g.BindDualValues(wrt...))
	}
	defer machine.Close()
	check(machine.RunAll())
	gradients := answers{}
	for name, node := range variables {
		gradient, err := node.Grad()
		check(err)
		gradients[name] = answer(gradient)
	}
	return gradients
}

// multiplied is Y = X·W: BatchedMatMul where there is a batch, Mul for matrices and vectors.
func multiplied(X, W *g.Node, options options) *g.Node {
	if X.Dims() > 2 {
		return g.Must(g.BatchedMatMul(X, W, options.TransX, options.TransW))
	}
	if options.TransX {
		X = g.Must(g.Transpose(X, 1, 0))
	}
	if options.TransW {
		W = g.Must(g.Transpose(W, 1, 0))
	}
	return g.Must(g.Mul(X, W))
}

// biasShape is that of b: one row for all rows of Y.
func biasShape(shape []int) []int {
	row := slices.Repeat([]int{1}, len(shape))
	row[len(row)-1] = shape[len(shape)-1]
	return row
}

// leading are the axes along which b is the same.
func leading(shape []int) []byte {
	axes := make([]byte, len(shape)-1)
	for axis := range axes {
		axes[axis] = byte(axis)
	}
	return axes
}

// variable is a node of its own; single numbers are scalars, which to gorgonia are no tensors.
func variable(graph *g.ExprGraph, name string, t *operand) *g.Node {
	if len(t.Shape) == 0 {
		return g.NewScalar(graph, format, g.WithName(name), g.WithValue(t.Data[t.Offset]))
	}
	return g.NewTensor(graph, format, len(t.Shape), g.WithName(name), g.WithValue(viewed(t)))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
