// An adapter for gradgate: it reads requests on stdin, one a line, and writes answers on stdout.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
)

// product is A·B, the only arithmetic here. PUT YOUR OWN KERNEL HERE, or call it in backward.
func product(a, b matrix) matrix {
	c := newMatrix(a.rows, b.columns)
	for i := 0; i < a.rows; i++ {
		for j := 0; j < b.columns; j++ {
			for p := 0; p < a.columns; p++ {
				c.entries[i*c.columns+j] += number(float64(a.at(i, p)) * float64(b.at(p, j)))
			}
		}
	}
	return c
}

func forward(p params) any {
	return map[string]any{"Y": p.X.matrix().product(p.W.matrix())}
}

func backward(p params) any {
	x, w, dY := p.X.matrix(), p.W.matrix(), p.DY.matrix()
	return map[string]any{"dX": dY.product(w.transposed()), "dW": x.transposed().product(dY)}
}

func initialize(params) any {
	return map[string]any{
		"protocolVersion": 1,
		"name":            "my layer 0.1",
		"numberFormat":    "float64", // in which your kernel rounds: float32, bfloat16, float16
		"methods":         []string{"forward"},
		// What your kernel can do beyond the plain problem; gradgate's README lists it all.
		"claims": map[string]any{"deterministic": true, "emptyExtents": true, "nonFinite": "ieee"},
	}
}

// From here on: the protocol. You need not change it.

type matrix struct {
	rows, columns int
	entries       []number
}

func newMatrix(rows, columns int) matrix {
	return matrix{rows, columns, make([]number, rows*columns)}
}

func (a matrix) at(i, j int) number { return a.entries[i*a.columns+j] }

func (a matrix) transposed() matrix {
	t := newMatrix(a.columns, a.rows)
	for i := 0; i < a.rows; i++ {
		for j := 0; j < a.columns; j++ {
			t.entries[j*t.columns+i] = a.at(i, j)
		}
	}
	return t
}

func (a matrix) product(b matrix) tensor {
	c := product(a, b)
	return tensor{[]int{c.rows, c.columns}, c.entries}
}

// A tensor has no strides here: they only come to adapters that claim layouts.
type tensor struct {
	Shape []int    `json:"shape"`
	Data  []number `json:"data"`
}

func (t tensor) matrix() matrix { return matrix{t.Shape[0], t.Shape[1], t.Data} }

// A number that is not finite is a word in JSON: "NaN", "Infinity", "-Infinity"; and so is "-0".
type number float64

func (n *number) UnmarshalJSON(text []byte) error {
	if text[0] == '"' {
		text = text[1 : len(text)-1]
	}
	value, err := strconv.ParseFloat(string(text), 64)
	*n = number(value)
	return err
}

func (n number) MarshalJSON() ([]byte, error) {
	switch value := float64(n); {
	case math.IsNaN(value):
		return []byte(`"NaN"`), nil
	case math.IsInf(value, 1):
		return []byte(`"Infinity"`), nil
	case math.IsInf(value, -1):
		return []byte(`"-Infinity"`), nil
	default:
		return json.Marshal(value)
	}
}

type params struct {
	X  tensor
	W  tensor
	DY tensor `json:"dY"`
}

var methods = map[string]func(params) any{
	"initialize": initialize,
	"forward":    forward,
	"backward":   backward,
	"shutdown":   func(params) any { return nil },
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return // stdin has ended
		}
		var request struct {
			ID     int
			Method string
			Params params
		}
		answer := map[string]any{"jsonrpc": "2.0"}
		if err := json.Unmarshal(line, &request); err != nil {
			answer["error"] = map[string]any{"code": -32602, "message": err.Error()}
		} else if method, found := methods[request.Method]; found {
			answer["result"] = method(request.Params)
		} else {
			answer["error"] = map[string]any{"code": -32601, "message": "no method " + request.Method}
		}
		answer["id"] = request.ID
		text, _ := json.Marshal(answer)
		fmt.Printf("%s\n", text) // not buffered: a line in a buffer is no answer
		if request.Method == "shutdown" {
			return
		}
	}
}
