//! The protocol of docs/protocol.md for subjects in Rust: implement [`Subject`], and call [`serve`].
use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Map, Value, json};

/// Anything that an adapter's library says when it fails; panics count too.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A tensor as it is given: with strides, `data` is the whole storage.
pub struct Operand {
    pub shape: Vec<usize>,
    pub data: Vec<f64>,
    pub strides: Option<Vec<isize>>,
    pub offset: usize,
}

/// A dense row-major tensor, as it is answered.
pub struct Answer {
    pub shape: Vec<usize>,
    pub data: Vec<f64>,
}

/// What is asked beyond the plain problem; each only of adapters that claim it.
#[derive(Default)]
pub struct Options {
    pub trans_x: bool,
    pub trans_w: bool,
    pub alpha: Option<f64>,
    pub beta: Option<f64>,
    pub bias: bool,
    pub wants_dx: bool,
    pub wants_dw: bool,
    /// `X·X` or `X·Xᵀ`: W is X.
    pub shared: Option<String>,
    pub into: Option<Destinations>,
}

/// Storage for the gradients, to be written over or added to.
pub struct Destinations {
    pub dx: Operand,
    pub dw: Operand,
    pub accumulate: bool,
}

/// The question of `backward`. With a shared operand there is no `w`.
pub struct Given {
    pub x: Operand,
    pub w: Option<Operand>,
    pub dy: Operand,
    pub options: Options,
}

#[derive(Default)]
pub struct Answers {
    pub dx: Option<Answer>,
    pub dw: Option<Answer>,
    pub db: Option<Answer>,
    pub dc: Option<Answer>,
    /// The storage of both destinations after the call.
    pub into: Option<(Vec<f64>, Vec<f64>)>,
}

pub trait Subject {
    /// `name`, `numberFormat`, `claims`, `methods`, `knownFailures`.
    fn initialize(&self) -> Value;
    fn forward(&mut self, x: Operand, w: Operand) -> Result<Answer>;
    fn backward(&mut self, given: Given) -> Result<Answers>;
    /// A forward pass to be answered for later, by the number of its tape.
    fn record(&mut self, _x: Operand, _w: Operand) -> Result<(Answer, u64)> {
        Err("no record".into())
    }
    fn replay(&mut self, _tape: u64, _dy: Operand) -> Result<Answers> {
        Err("no record".into())
    }
    fn reset(&mut self) {}
}

/// Answers requests until stdin ends.
pub fn serve(mut subject: impl Subject) {
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line.expect("UTF-8")).expect("JSON");
        let method = request["method"].as_str().unwrap_or_default().to_owned();
        let call = AssertUnwindSafe(|| dispatch(&mut subject, &method, &request["params"]));
        let (key, value) = match catch_unwind(call) {
            Ok(Ok(Some(result))) => ("result", result),
            Ok(Ok(None)) => (
                "error",
                json!({"code": -32601, "message": format!("no method {method}")}),
            ),
            Ok(Err(error)) => (
                "error",
                json!({"code": -32603, "message": error.to_string()}),
            ),
            Err(panic) => ("error", json!({"code": -32603, "message": words(&*panic)})),
        };
        let answer = json!({"jsonrpc": "2.0", "id": request["id"], key: value});
        writeln!(out, "{answer}")
            .and_then(|()| out.flush())
            .expect("stdout");
        if method == "shutdown" {
            break;
        }
    }
}

/// Nothing where there is no such method.
fn dispatch(subject: &mut impl Subject, method: &str, params: &Value) -> Result<Option<Value>> {
    let operand = |name: &str| read_operand(&params[name]);
    Ok(Some(match method {
        "initialize" => {
            let mut hello = subject.initialize();
            hello["protocolVersion"] = json!(1);
            hello
        }
        "forward" => json!({"Y": written(subject.forward(operand("X")?, operand("W")?)?)}),
        "record" => {
            let (y, tape) = subject.record(operand("X")?, operand("W")?)?;
            json!({"Y": written(y), "tape": tape})
        }
        "backward" => answered(match params["tape"].as_u64() {
            Some(tape) => subject.replay(tape, operand("dY")?)?,
            None => subject.backward(read_given(params)?)?,
        }),
        "reset" => {
            subject.reset();
            Value::Null
        }
        "shutdown" => Value::Null,
        _ => return Ok(None),
    }))
}

fn read_given(params: &Value) -> Result<Given> {
    let options = &params["options"];
    let wants = |name: &str| {
        options["wants"]
            .as_array()
            .is_none_or(|all| all.contains(&json!(name)))
    };
    let into = &options["into"];
    Ok(Given {
        x: read_operand(&params["X"])?,
        w: params["W"]
            .is_object()
            .then(|| read_operand(&params["W"]))
            .transpose()?,
        dy: read_operand(&params["dY"])?,
        options: Options {
            trans_x: options["transX"] == json!(true),
            trans_w: options["transW"] == json!(true),
            alpha: options["alpha"].as_f64(),
            beta: options["beta"].as_f64(),
            bias: options["bias"] == json!(true),
            wants_dx: wants("dX"),
            wants_dw: wants("dW"),
            shared: options["shared"].as_str().map(str::to_owned),
            into: into
                .is_object()
                .then(|| read_destinations(into))
                .transpose()?,
        },
    })
}

fn read_destinations(into: &Value) -> Result<Destinations> {
    let accumulate = into["accumulate"] == json!(true);
    Ok(Destinations {
        dx: read_operand(&into["dX"])?,
        dw: read_operand(&into["dW"])?,
        accumulate,
    })
}

fn read_operand(tensor: &Value) -> Result<Operand> {
    let list = |name: &str| tensor[name].as_array().ok_or(format!("no {name}"));
    let strides = |all: &Vec<Value>| {
        all.iter()
            .map(|stride| stride.as_i64().unwrap_or(0) as isize)
            .collect()
    };
    Ok(Operand {
        shape: list("shape")?
            .iter()
            .map(|extent| extent.as_u64().unwrap_or(0) as usize)
            .collect(),
        data: list("data")?
            .iter()
            .map(read_number)
            .collect::<Result<_>>()?,
        strides: tensor["strides"].as_array().map(strides),
        offset: tensor["offset"].as_u64().unwrap_or(0) as usize,
    })
}

/// Rust's own parser also reads "NaN", "Infinity" and "-0".
fn read_number(entry: &Value) -> Result<f64> {
    match entry {
        Value::String(text) => Ok(text.parse()?),
        number => number
            .as_f64()
            .ok_or_else(|| format!("no number: {number}").into()),
    }
}

fn answered(answers: Answers) -> Value {
    let mut result = Map::new();
    let Answers {
        dx,
        dw,
        db,
        dc,
        into,
    } = answers;
    for (name, answer) in [("dX", dx), ("dW", dw), ("db", db), ("dC", dc)] {
        result.extend(answer.map(|answer| (name.to_owned(), written(answer))));
    }
    if let Some((dx, dw)) = into {
        let storage = |data: Vec<f64>| json!({"data": numbers(data)});
        result.insert(
            "into".to_owned(),
            json!({"dX": storage(dx), "dW": storage(dw)}),
        );
    }
    Value::Object(result)
}

fn written(answer: Answer) -> Value {
    json!({"shape": answer.shape, "data": numbers(answer.data)})
}

/// JSON has no words for what is not finite.
fn numbers(data: Vec<f64>) -> Vec<Value> {
    let spelled = |value: f64| match value {
        _ if value.is_nan() => json!("NaN"),
        f64::INFINITY => json!("Infinity"),
        f64::NEG_INFINITY => json!("-Infinity"),
        _ => json!(value),
    };
    data.into_iter().map(spelled).collect()
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or("a panic".to_owned())
}

/// How a library without `as_strided` cuts an operand out of its storage, by views alone: `narrow`
/// the storage to `window`, `reshape` it to `grid`, `narrow` each axis to `keep` entries that are
/// `steps` apart, backwards where that is negative, `permute` by `order`, and `expand` to the shape of
/// the operand.
pub struct Cut {
    /// Filled up with NaN where the last line has no gap behind it.
    pub storage: Vec<f64>,
    pub window: (usize, usize),
    pub grid: Vec<usize>,
    pub keep: Vec<usize>,
    pub steps: Vec<isize>,
    pub order: Vec<usize>,
}

impl Operand {
    /// Needs strides that are each a multiple of the next smaller one, but for the smallest, and never
    /// two that cross. Where no axis has steps or is reversed, all `steps` are 1.
    pub fn cut(&self) -> Cut {
        let rank = self.shape.len();
        let dense = |axis: usize| self.shape[axis + 1..].iter().product::<usize>().max(1);
        let stride = |axis: usize| match &self.strides {
            // No step is ever taken along an axis of extent 1.
            _ if self.shape[axis] == 1 => 0,
            Some(strides) => strides[axis],
            None => dense(axis) as isize,
        };
        let mut axes: Vec<usize> = (0..rank).collect();
        axes.sort_by_key(|axis| std::cmp::Reverse(stride(*axis).unsigned_abs()));
        let sizes: Vec<usize> = axes
            .iter()
            .map(|axis| stride(*axis).unsigned_abs())
            .collect();
        let keep: Vec<usize> = axes
            .iter()
            .zip(&sizes)
            .map(|(axis, size)| if *size == 0 { 1 } else { self.shape[*axis] })
            .collect();
        let mut steps: Vec<isize> = axes
            .iter()
            .map(|axis| if stride(*axis) < 0 { -1 } else { 1 })
            .collect();
        let mut grid = keep.clone();
        let mut start = self.offset;
        if !self.shape.contains(&0) {
            // What the grid has one of for each entry of an axis. An axis that does not move takes what
            // lies between two lines of the one before.
            let mut units: Vec<usize> = sizes.iter().map(|size| *size.max(&1)).collect();
            let nested = units.windows(2).all(|pair| pair[0] % pair[1] == 0);
            if !nested || units.last().is_some_and(|unit| *unit > 1) {
                // Then the axis that moves least takes steps in a dense line.
                let least = sizes.iter().filter(|size| **size > 0).count() - 1;
                units[least] = 1;
                steps[least] *= sizes[least] as isize;
                grid[least] = (keep[least] - 1) * sizes[least] + 1;
            }
            for i in 1..rank {
                grid[i] = units[i - 1] / units[i];
            }
            // A reversed axis starts at its end.
            for (i, step) in steps.iter().enumerate() {
                if *step < 0 {
                    start -= (keep[i] - 1) * sizes[i];
                }
            }
        }
        let length = grid.iter().product();
        let mut storage = self.data.clone();
        storage.resize(storage.len().max(start + length), f64::NAN);
        let mut order: Vec<usize> = (0..rank).collect();
        order.sort_by_key(|i| axes[*i]);
        Cut {
            storage,
            window: (start, length),
            grid,
            keep,
            steps,
            order,
        }
    }
}
