// Package protocol is gradgate's protocol (docs/protocol.md) for adapters in Go: describe a Subject,
// and call Serve. It needs nothing but the standard library: copy this folder.
package protocol

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
)

// Float is the number format of a library.
type Float interface{ float32 | float64 }

// Tensor has dense row-major Data; with Strides, the whole storage, which begins at Offset.
type Tensor[F Float] struct {
	Shape   []int
	Strides []int
	Offset  int
	Data    []F
	// Of W, where it is a matrix for each of several groups: how many rows of X each takes.
	Groups []int
	// Where Formats says that it is scaled: a code for each entry, and a scale for each block.
	Codes, Scales []F
	// Where it has a global scale besides: one for each matrix.
	GlobalScale []F
}

// Unwritten is a dense tensor full of NaN: whoever adds to it, or forgets an entry, is found out.
func Unwritten[F Float](shape ...int) *Tensor[F] {
	size := 1
	for _, extent := range shape {
		size *= extent
	}
	data := make([]F, size)
	for i := range data {
		data[i] = F(math.NaN())
	}
	return &Tensor[F]{Shape: append([]int{}, shape...), Data: data}
}

// Options is what is asked beyond the plain problem. Each only comes to those who claim it.
type Options[F Float] struct {
	TransX, TransW bool
	Alpha, Beta    *F
	Bias           bool
	Wants          []string
	Shared         string
	Epilogue       string
	Into           *Into[F]
}

// Into is where the gradients go; they are added to what is there, when Accumulate is set.
type Into[F Float] struct {
	DX, DW     *Tensor[F]
	Accumulate bool
}

// Given is the question. W is X itself where they are one variable.
type Given[F Float] struct {
	X, W, DY *Tensor[F]
	Options  Options[F]
}

// Answers are the gradients by name: dX, dW, db, dC. What went into a destination is left out.
type Answers[F Float] map[string]*Tensor[F]

// Subject is a library, and what it says about itself. Only Backward is required of its functions.
type Subject[F Float] struct {
	Name string
	// The formats of single tensors, where they are not that of F: "X": "float8_e4m3fn", or a Scaled.
	Formats       map[string]any
	Claims        map[string]any
	KnownFailures map[string]string
	Backward      func(Given[F]) Answers[F]
	Forward       func(X, W *Tensor[F]) *Tensor[F]
	// The weight that is held for this W: quantized, pruned.
	Effective func(W *Tensor[F]) *Tensor[F]
	Reset     func()
}

// Scaled is the format of an operand that is codes times scales, of blocks of so many rows and columns.
type Scaled struct {
	Codes  string `json:"codes"`
	Scales string `json:"scales"`
	Block  [2]any `json:"block"` // numbers, or "all"
	// "float32", where there is a scale of the whole matrix besides.
	GlobalScale string `json:"globalScale,omitempty"`
}

// Wanted says whether this gradient was asked for.
func (o Options[F]) Wanted(name string) bool {
	return o.Wants == nil || slices.Contains(o.Wants, name)
}

// Serve answers on stdout what is asked on stdin, until it ends. Panics become errors.
func Serve[F Float](subject Subject[F]) {
	out := os.Stdout
	os.Stdout = os.Stderr // stdout is for answers alone
	in := bufio.NewReader(os.Stdin)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked request
		if err := json.Unmarshal(line, &asked); err != nil {
			fmt.Fprintln(os.Stderr, "not a request:", err)
			os.Exit(1)
		}
		if _, err := out.Write(append(answer(subject, asked), '\n')); err != nil {
			return
		}
		if asked.Method == "shutdown" {
			return
		}
	}
}

type request struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
}

type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (f failure) Error() string { return f.Message }

func answer[F Float](subject Subject[F], asked request) []byte {
	message := map[string]any{"jsonrpc": "2.0", "id": asked.ID}
	result, err := call(subject, asked)
	var known failure
	switch {
	case err == nil:
		message["result"] = result
	case errors.As(err, &known):
		message["error"] = known
	default:
		message["error"] = failure{-32603, err.Error()}
	}
	line, err := json.Marshal(message)
	if err != nil {
		panic(err)
	}
	return line
}

func call[F Float](subject Subject[F], asked request) (result any, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err = fmt.Errorf("%v", thrown)
		}
	}()
	switch {
	case asked.Method == "initialize":
		return initialize(subject, asked.Params)
	case asked.Method == "backward":
		return backward(subject, asked.Params)
	case asked.Method == "forward" && subject.Forward != nil:
		var operands wireGiven
		if err := json.Unmarshal(asked.Params, &operands); err != nil {
			return nil, failure{-32602, err.Error()}
		}
		given, err := fromWire[F](operands)
		if err != nil {
			return nil, failure{-32602, err.Error()}
		}
		return map[string]any{"Y": toWire(subject.Forward(given.X, given.W))}, nil
	case asked.Method == "effective" && subject.Effective != nil:
		var weight struct{ W json.RawMessage }
		if err := json.Unmarshal(asked.Params, &weight); err != nil {
			return nil, failure{-32602, err.Error()}
		}
		W, err := tensorFrom[F](weight.W)
		if err != nil {
			return nil, failure{-32602, err.Error()}
		}
		return map[string]any{"W": toWire(subject.Effective(W))}, nil
	case asked.Method == "reset" && subject.Reset != nil:
		subject.Reset()
		return nil, nil
	case asked.Method == "shutdown":
		return nil, nil
	}
	return nil, failure{-32601, "no method " + asked.Method}
}

func initialize[F Float](subject Subject[F], params json.RawMessage) (any, error) {
	var offered struct{ ProtocolVersions []int }
	if err := json.Unmarshal(params, &offered); err != nil {
		return nil, failure{-32602, err.Error()}
	}
	if !slices.Contains(offered.ProtocolVersions, 1) {
		return nil, failure{-32001, "only version 1"}
	}
	methods := []string{}
	if subject.Forward != nil {
		methods = append(methods, "forward")
	}
	if subject.Effective != nil {
		methods = append(methods, "effective")
	}
	if subject.Reset != nil {
		methods = append(methods, "reset")
	}
	hello := map[string]any{
		"protocolVersion": 1,
		"name":            subject.Name,
		"numberFormat":    datatype[F](),
		"claims":          subject.Claims,
		"methods":         methods,
		"encodings":       []string{"base64"},
	}
	if subject.Formats != nil {
		hello["formats"] = subject.Formats
	}
	if subject.KnownFailures != nil {
		hello["knownFailures"] = subject.KnownFailures
	}
	return hello, nil
}

func backward[F Float](subject Subject[F], params json.RawMessage) (any, error) {
	var asked wireGiven
	if err := json.Unmarshal(params, &asked); err != nil {
		return nil, failure{-32602, err.Error()}
	}
	given, err := fromWire[F](asked)
	if err != nil {
		return nil, failure{-32602, err.Error()}
	}
	result := map[string]any{}
	for name, tensor := range subject.Backward(given) {
		if tensor != nil {
			result[name] = toWire(tensor)
		}
	}
	result["operands"] = stored(map[string]*Tensor[F]{"X": given.X, "W": given.W, "dY": given.DY})
	if into := given.Options.Into; into != nil {
		result["into"] = stored(map[string]*Tensor[F]{"dX": into.DX, "dW": into.DW})
	}
	return result, nil
}
