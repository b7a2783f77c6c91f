package protocol

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"math"
)

// How tensors and options are spelled in JSON.

type wireTensor struct {
	Shape    []int           `json:"shape"`
	Strides  []int           `json:"strides"`
	Offset   int             `json:"offset"`
	Datatype string          `json:"datatype"`
	Data     json.RawMessage `json:"data"`
	Scaled   struct {
		Codes  json.RawMessage `json:"codes"`
		Scales json.RawMessage `json:"scales"`
		Global json.RawMessage `json:"globalScale"`
	} `json:"scaled"`
}

type wireGiven struct {
	X       json.RawMessage `json:"X"`
	W       json.RawMessage `json:"W"`
	DY      json.RawMessage `json:"dY"`
	Groups  []int           `json:"groups"`
	Options struct {
		TransX   bool     `json:"transX"`
		TransW   bool     `json:"transW"`
		Alpha    *float64 `json:"alpha"`
		Beta     *float64 `json:"beta"`
		Bias     bool     `json:"bias"`
		Wants    []string `json:"wants"`
		Shared   string   `json:"shared"`
		Epilogue string   `json:"epilogue"`
		Into     *struct {
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
	if given.W != nil {
		given.W.Groups = asked.Groups
	}
	named["W"] = given.W
	given.DY = tensor(asked.DY)
	o := asked.Options
	given.Options = Options[F]{
		TransX: o.TransX, TransW: o.TransW, Bias: o.Bias, Wants: o.Wants, Shared: o.Shared,
		Epilogue: o.Epilogue,
		Alpha:    narrowed[F](o.Alpha), Beta: narrowed[F](o.Beta),
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
	var err error
	if tensor.Data, err = numbers[F](wire.Data, wire.Datatype); err != nil || wire.Scaled.Codes == nil {
		return tensor, err
	}
	if tensor.Codes, err = numbers[F](wire.Scaled.Codes, wire.Datatype); err != nil {
		return nil, err
	}
	if tensor.Scales, err = numbers[F](wire.Scaled.Scales, wire.Datatype); err != nil || wire.Scaled.Global == nil {
		return tensor, err
	}
	tensor.GlobalScale, err = numbers[F](wire.Scaled.Global, wire.Datatype)
	return tensor, err
}

// numbers are decimals, or bytes in base64. They are float64 beside scales of float32: rounded to F,
// the products are not exact, but codes and scales are.
func numbers[F Float](raw json.RawMessage, datatype string) ([]F, error) {
	if len(raw) == 0 || raw[0] != '"' {
		var read []number
		err := json.Unmarshal(raw, &read)
		return converted[F](read), err
	}
	var packed []byte // encoding/json reads base64 into bytes
	if err := json.Unmarshal(raw, &packed); err != nil {
		return nil, err
	}
	if datatype == "float32" {
		return unpacked[F, float32](packed)
	}
	return unpacked[F, float64](packed)
}

func unpacked[F, Wide Float](packed []byte) ([]F, error) {
	read := make([]Wide, len(packed)/binary.Size(Wide(0)))
	err := binary.Read(bytes.NewReader(packed), binary.LittleEndian, read)
	if errors.Is(err, io.EOF) && len(read) == 0 {
		err = nil
	}
	return converted[F](read), err
}

func converted[F Float, From ~float32 | ~float64](read []From) []F {
	data := make([]F, len(read))
	for i, value := range read {
		data[i] = F(value)
	}
	return data
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
