//! An adapter for gradgate: it reads requests on stdin, one a line, and writes answers on stdout.
mod json;

use json::Json;
use std::io::{BufRead, Write};

/// A·B, the only arithmetic here. PUT YOUR OWN KERNEL HERE, or call it in forward and backward.
fn product(a: &Matrix, b: &Matrix) -> Matrix {
    Matrix::of(a.rows, b.columns, |i, j| {
        (0..a.columns).map(|p| a.at(i, p) * b.at(p, j)).sum()
    })
}

fn forward(x: Matrix, w: Matrix) -> String {
    format!(r#"{{"Y":{}}}"#, product(&x, &w).written())
}

fn backward(x: Matrix, w: Matrix, dy: Matrix) -> String {
    let dx = product(&dy, &w.transposed());
    let dw = product(&x.transposed(), &dy);
    format!(r#"{{"dX":{},"dW":{}}}"#, dx.written(), dw.written())
}

/// `numberFormat` is that in which your kernel rounds: also float32, bfloat16, float16. `claims` are
/// what it can do beyond the plain problem; gradgate's README lists them all.
const INTRODUCTION: &str = r#"{
    "protocolVersion": 1,
    "name": "my layer 0.1",
    "numberFormat": "float64",
    "methods": ["forward"],
    "claims": { "deterministic": true, "emptyExtents": true, "nonFinite": "ieee" }
}"#;

// From here on: the protocol. You need not change it.

struct Matrix {
    rows: usize,
    columns: usize,
    entries: Vec<f64>,
}

impl Matrix {
    fn of(rows: usize, columns: usize, entry: impl Fn(usize, usize) -> f64) -> Matrix {
        let entries = (0..rows * columns).map(|at| entry(at / columns, at % columns));
        Matrix { rows, columns, entries: entries.collect() }
    }

    fn at(&self, i: usize, j: usize) -> f64 {
        self.entries[i * self.columns + j]
    }

    fn transposed(&self) -> Matrix {
        Matrix::of(self.columns, self.rows, |i, j| self.at(j, i))
    }

    /// A tensor without strides: they only come to adapters that claim layouts.
    fn read(tensor: Option<&Json>) -> Option<Matrix> {
        let numbers = |name| tensor?.get(name)?.list()?.iter().map(Json::number).collect::<Option<Vec<f64>>>();
        let shape = numbers("shape")?;
        Some(Matrix { rows: *shape.first()? as usize, columns: *shape.get(1)? as usize, entries: numbers("data")? })
    }

    fn written(&self) -> String {
        let data: Vec<String> = self.entries.iter().map(|entry| spelled(*entry)).collect();
        format!(r#"{{"shape":[{},{}],"data":[{}]}}"#, self.rows, self.columns, data.join(","))
    }
}

/// JSON has no numbers that are not finite; they go as words.
fn spelled(value: f64) -> String {
    match value {
        _ if value.is_finite() => format!("{value:?}"),
        _ if value.is_nan() => "\"NaN\"".into(),
        _ if value > 0.0 => "\"Infinity\"".into(),
        _ => "\"-Infinity\"".into(),
    }
}

fn answer(request: &Json) -> Option<String> {
    let params = request.get("params")?;
    let matrix = |name| Matrix::read(params.get(name));
    Some(match request.get("method")?.text()? {
        "initialize" => INTRODUCTION.replace('\n', ""),
        "forward" => forward(matrix("X")?, matrix("W")?),
        "backward" => backward(matrix("X")?, matrix("W")?, matrix("dY")?),
        "shutdown" => "null".into(),
        _ => return None,
    })
}

fn main() {
    let known = ["initialize", "forward", "backward", "shutdown"];
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let request = json::read(&line).unwrap_or(Json::Null);
        let id = request.get("id").and_then(Json::number).unwrap_or(0.0);
        let method = request.get("method").and_then(Json::text).unwrap_or("");
        let outcome = match answer(&request) {
            Some(result) => format!(r#""result":{result}"#),
            None if known.contains(&method) => r#""error":{"code":-32602,"message":"not understood"}"#.into(),
            None => r#""error":{"code":-32601,"message":"no such method"}"#.into(),
        };
        println!(r#"{{"jsonrpc":"2.0","id":{id},{outcome}}}"#);
        std::io::stdout().flush().expect("stdout is open"); // a line in a buffer is no answer
        if method == "shutdown" {
            break;
        }
    }
}
