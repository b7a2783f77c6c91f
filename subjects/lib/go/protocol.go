// Package protocol is what adapters in Go share: docs/protocol.md, with nothing but the standard
// library. Copy this file.
package protocol

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
}

// Options is what is asked beyond the plain problem. Each only comes to those who claim it.
type Options[F Float] struct {
	TransX, TransW bool
	Alpha, Beta    *F
	Bias           bool
	Wants          []string
	Shared         string
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

// Subject is a library, and what it says about itself. Forward and Reset may be left out.
type Subject[F Float] struct {
	Name          string
	Claims        map[string]any
	KnownFailures map[string]string
	Backward      func(Given[F]) Answers[F]
	Forward       func(X, W *Tensor[F]) *Tensor[F]
	Reset         func()
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

type wireTensor struct {
	Shape    []int           `json:"shape"`
	Strides  []int           `json:"strides"`
	Offset   int             `json:"offset"`
	Datatype string          `json:"datatype"`
	Data     json.RawMessage `json:"data"`
}

type wireGiven struct {
	X       json.RawMessage `json:"X"`
	W       json.RawMessage `json:"W"`
	DY      json.RawMessage `json:"dY"`
	Options struct {
		TransX bool     `json:"transX"`
		TransW bool     `json:"transW"`
		Alpha  *float64 `json:"alpha"`
		Beta   *float64 `json:"beta"`
		Bias   bool     `json:"bias"`
		Wants  []string `json:"wants"`
		Shared string   `json:"shared"`
		Into   *struct {
			DX         json.RawMessage `json:"dX"`
			DW         json.RawMessage `json:"dW"`
			Accumulate bool            `json:"accumulate"`
		} `json:"into"`
	} `json:"options"`
}

func fromWire[F Float](asked wireGiven) (given Given[F], err error) {
	named := map[string]*Tensor[F]{}
	tensor := func(raw json.RawMessage) *Tensor[F] {
		if err != nil || len(raw) == 0 {
			return nil
		}
		var name string
		if json.Unmarshal(raw, &name) == nil {
			return named[name]
		}
		var read *Tensor[F]
		read, err = tensorFrom[F](raw)
		return read
	}
	given.X = tensor(asked.X)
	named["X"] = given.X
	given.W = tensor(asked.W)
	named["W"] = given.W
	given.DY = tensor(asked.DY)
	o := asked.Options
	given.Options = Options[F]{
		TransX: o.TransX, TransW: o.TransW, Bias: o.Bias, Wants: o.Wants, Shared: o.Shared,
		Alpha: narrowed[F](o.Alpha), Beta: narrowed[F](o.Beta),
	}
	if o.Into != nil {
		given.Options.Into = &Into[F]{tensor(o.Into.DX), tensor(o.Into.DW), o.Into.Accumulate}
	}
	return given, err
}

func narrowed[F Float](value *float64) *F {
	if value == nil {
		return nil
	}
	narrow := F(*value)
	return &narrow
}

func tensorFrom[F Float](raw json.RawMessage) (*Tensor[F], error) {
	var wire wireTensor
	if err := json.Unmarshal(raw, &wire); err != nil {
		return nil, err
	}
	tensor := &Tensor[F]{Shape: wire.Shape, Strides: wire.Strides, Offset: wire.Offset}
	if len(wire.Data) > 0 && wire.Data[0] == '"' {
		var err error
		tensor.Data, err = fromBase64[F](wire)
		return tensor, err
	}
	var numbers []number
	if err := json.Unmarshal(wire.Data, &numbers); err != nil {
		return nil, err
	}
	tensor.Data = make([]F, len(numbers))
	for i, value := range numbers {
		tensor.Data[i] = F(value)
	}
	return tensor, nil
}

func fromBase64[F Float](wire wireTensor) ([]F, error) {
	var packed []byte // encoding/json reads base64 into bytes
	if err := json.Unmarshal(wire.Data, &packed); err != nil {
		return nil, err
	}
	if wire.Datatype != datatype[F]() {
		return nil, fmt.Errorf("bytes of %s, not %s", wire.Datatype, datatype[F]())
	}
	data := make([]F, len(packed)/binary.Size(F(0)))
	err := binary.Read(bytes.NewReader(packed), binary.LittleEndian, data)
	if errors.Is(err, io.EOF) && len(data) == 0 {
		err = nil
	}
	return data, err
}

func toWire[F Float](tensor *Tensor[F]) map[string]any {
	wire := written(tensor.Data)
	wire["shape"] = tensor.Shape
	return wire
}

func stored[F Float](tensors map[string]*Tensor[F]) map[string]any {
	storage := map[string]any{}
	for name, tensor := range tensors {
		if tensor != nil {
			storage[name] = written(tensor.Data)
		}
	}
	return storage
}

// few numbers are decimals, which a person can read.
const few = 64

func written[F Float](data []F) map[string]any {
	if len(data) < few {
		numbers := make([]number, len(data))
		for i, value := range data {
			numbers[i] = number(value)
		}
		return map[string]any{"data": numbers}
	}
	var packed bytes.Buffer
	if err := binary.Write(&packed, binary.LittleEndian, data); err != nil {
		panic(err)
	}
	text := base64.StdEncoding.EncodeToString(packed.Bytes())
	return map[string]any{"datatype": datatype[F](), "data": text}
}

func datatype[F Float]() string {
	if binary.Size(F(0)) == 4 {
		return "float32"
	}
	return "float64"
}

// number is a float64 in JSON, with texts for those that JSON lacks.
type number float64

func (n number) MarshalJSON() ([]byte, error) {
	value := float64(n)
	switch {
	case math.IsNaN(value):
		return []byte(`"NaN"`), nil
	case math.IsInf(value, 1):
		return []byte(`"Infinity"`), nil
	case math.IsInf(value, -1):
		return []byte(`"-Infinity"`), nil
	case value == 0 && math.Signbit(value):
		return []byte(`"-0"`), nil
	}
	return json.Marshal(value)
}

func (n *number) UnmarshalJSON(text []byte) error {
	switch string(text) {
	case `"NaN"`:
		*n = number(math.NaN())
	case `"Infinity"`:
		*n = number(math.Inf(1))
	case `"-Infinity"`:
		*n = number(math.Inf(-1))
	case `"-0"`:
		*n = number(math.Copysign(0, -1))
	default:
		return json.Unmarshal(text, (*float64)(n))
	}
	return nil
}
