//! gradgate's protocol (docs/protocol.md) for adapters in Rust: implement [`Subject`], and call
//! [`serve`]. Needs nothing: copy this crate.
mod cut;
mod json;

use std::io::{BufRead, Write};
use std::panic::{catch_unwind, AssertUnwindSafe};

pub use cut::Cut;
pub use json::Json;

/// Anything that an adapter's library says when it fails; panics count too.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A tensor as it is given: with strides, `data` is the whole storage.
pub struct Operand {
    pub shape: Vec<usize>,
    pub data: Vec<f64>,
    pub strides: Option<Vec<isize>>,
    pub offset: usize,
    /// Of W, where it is a matrix for each of several groups: how many rows of X each takes.
    pub groups: Option<Vec<usize>>,
    /// Where the introduction says that it is scaled.
    pub scaled: Option<Scaled>,
}

/// A code for each entry of an operand, and a scale for each block; and for each matrix, where the
/// introduction says so.
pub struct Scaled {
    pub codes: Vec<f64>,
    pub scales: Vec<f64>,
    pub global_scale: Option<Vec<f64>>,
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
    /// `relu`: Y = max(X·W, 0).
    pub epilogue: Option<String>,
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

/// What an adapter says about itself.
#[derive(Default)]
pub struct Introduction {
    /// Name and version, as reports show them.
    pub name: String,
    /// `float64`, `float32`, `bfloat16` or `float16`: the format in which it rounds.
    pub number_format: String,
    /// The formats of single tensors, where they are not that one: `("X", "float8_e4m3fn".into())`,
    /// or a map of `codes`, `scales` and `block`, and maybe `globalScale`.
    pub formats: Vec<(&'static str, Json)>,
    /// What it can do beyond the plain problem: docs/claims.md of gradgate lists the claims and their values.
    pub claims: Vec<(&'static str, Json)>,
    /// Properties known to fail, by id, each with the reason.
    pub known_failures: Vec<(&'static str, Json)>,
    /// Those of `forward`, `record`, `effective` and `reset` that it has.
    pub methods: Vec<&'static str>,
}

pub trait Subject {
    fn introduction(&self) -> Introduction;
    fn forward(&mut self, x: Operand, w: Operand) -> Result<Answer>;
    fn backward(&mut self, given: Given) -> Result<Answers>;
    /// A forward pass to be answered for later, by the number of its tape.
    fn record(&mut self, _x: Operand, _w: Operand) -> Result<(Answer, u64)> {
        Err("no record".into())
    }
    fn replay(&mut self, _tape: u64, _dy: Operand) -> Result<Answers> {
        Err("no record".into())
    }
    /// The weight that is held for this W: quantized, pruned.
    fn effective(&mut self, _w: Operand) -> Result<Answer> {
        Err("no effective".into())
    }
    fn reset(&mut self) {}
}

/// Answers requests until `shutdown`, or until stdin ends.
pub fn serve(mut subject: impl Subject) {
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let request = Json::read(&line.expect("UTF-8")).expect("JSON");
        let method = request["method"].text().unwrap_or_default().to_owned();
        let call = AssertUnwindSafe(|| dispatch(&mut subject, &method, &request["params"]));
        let (key, value) = match catch_unwind(call) {
            Ok(Ok(Some(_))) if method == "initialize" && !speaks(&request["params"]) => {
                ("error", failure(-32001, "only version 1".into()))
            }
            Ok(Ok(Some(result))) => ("result", result),
            Ok(Ok(None)) => ("error", failure(-32601, format!("no method {method}"))),
            Ok(Err(error)) => ("error", failure(-32603, error.to_string())),
            Err(panic) => ("error", failure(-32603, words(&*panic))),
        };
        let id = request["id"].clone();
        let answer = Json::map([("jsonrpc", "2.0".into()), ("id", id), (key, value)]);
        // A line in a buffer is no answer.
        writeln!(out, "{answer}")
            .and_then(|()| out.flush())
            .expect("stdout");
        if method == "shutdown" {
            break;
        }
    }
}

fn speaks(params: &Json) -> bool {
    let versions = params["protocolVersions"].list().unwrap_or_default();
    versions.iter().any(|version| version.number() == Some(1.0))
}

fn failure(code: i32, message: String) -> Json {
    Json::map([
        ("code", f64::from(code).into()),
        ("message", message.into()),
    ])
}

/// Nothing where there is no such method.
fn dispatch(subject: &mut impl Subject, method: &str, params: &Json) -> Result<Option<Json>> {
    let operand = |name: &str| read_operand(&params[name]);
    let weight = || read_weight(params);
    Ok(Some(match method {
        "initialize" => introduced(subject.introduction()),
        "forward" => Json::map([("Y", written(subject.forward(operand("X")?, weight()?)?))]),
        "record" => {
            let (y, tape) = subject.record(operand("X")?, weight()?)?;
            Json::map([("Y", written(y)), ("tape", (tape as f64).into())])
        }
        "effective" => Json::map([("W", written(subject.effective(operand("W")?)?))]),
        "backward" => answered(match params["tape"].number() {
            Some(tape) => subject.replay(tape as u64, operand("dY")?)?,
            None => subject.backward(read_given(params)?)?,
        }),
        "reset" => {
            subject.reset();
            Json::Null
        }
        "shutdown" => Json::Null,
        _ => return Ok(None),
    }))
}

fn introduced(introduction: Introduction) -> Json {
    let methods = introduction.methods.into_iter().map(Json::from).collect();
    Json::map([
        ("protocolVersion", 1.0.into()),
        ("name", introduction.name.into()),
        ("numberFormat", introduction.number_format.into()),
        ("formats", Json::map(introduction.formats)),
        ("claims", Json::map(introduction.claims)),
        ("knownFailures", Json::map(introduction.known_failures)),
        ("methods", Json::List(methods)),
    ])
}

fn read_given(params: &Json) -> Result<Given> {
    let options = &params["options"];
    let is_set = |option: &Json| matches!(option, Json::Bool(true));
    let wants = |name: &str| {
        options["wants"]
            .list()
            .is_none_or(|all| all.iter().any(|each| each.text() == Some(name)))
    };
    let given = |tensor: &Json| matches!(tensor, Json::Map(_));
    let into = &options["into"];
    Ok(Given {
        x: read_operand(&params["X"])?,
        w: given(&params["W"])
            .then(|| read_weight(params))
            .transpose()?,
        dy: read_operand(&params["dY"])?,
        options: Options {
            trans_x: is_set(&options["transX"]),
            trans_w: is_set(&options["transW"]),
            alpha: options["alpha"].number(),
            beta: options["beta"].number(),
            bias: is_set(&options["bias"]),
            wants_dx: wants("dX"),
            wants_dw: wants("dW"),
            shared: options["shared"].text().map(str::to_owned),
            epilogue: options["epilogue"].text().map(str::to_owned),
            into: given(into).then(|| read_destinations(into)).transpose()?,
        },
    })
}

fn read_destinations(into: &Json) -> Result<Destinations> {
    Ok(Destinations {
        dx: read_operand(&into["dX"])?,
        dw: read_operand(&into["dW"])?,
        accumulate: matches!(into["accumulate"], Json::Bool(true)),
    })
}

/// W, which knows its groups.
fn read_weight(params: &Json) -> Result<Operand> {
    let groups = numbers(&params["groups"]).map(whole);
    let weight = read_operand(&params["W"])?;
    Ok(Operand { groups, ..weight })
}

fn read_operand(tensor: &Json) -> Result<Operand> {
    let shape = numbers(&tensor["shape"]).ok_or("a tensor without a shape")?;
    let strides = numbers(&tensor["strides"]);
    let scaled = &tensor["scaled"];
    let parts = numbers(&scaled["codes"]).zip(numbers(&scaled["scales"]));
    let global_scale = numbers(&scaled["globalScale"]);
    Ok(Operand {
        shape: whole(shape),
        data: numbers(&tensor["data"]).ok_or("a tensor without numbers")?,
        strides: strides.map(|all| all.into_iter().map(|stride| stride as isize).collect()),
        offset: tensor["offset"].number().unwrap_or(0.0) as usize,
        groups: None,
        scaled: parts.map(|(codes, scales)| Scaled { codes, scales, global_scale }),
    })
}

fn numbers(list: &Json) -> Option<Vec<f64>> {
    list.list()?.iter().map(Json::number).collect()
}

fn whole(numbers: Vec<f64>) -> Vec<usize> {
    numbers.into_iter().map(|each| each as usize).collect()
}

fn answered(
    Answers {
        dx,
        dw,
        db,
        dc,
        into,
    }: Answers,
) -> Json {
    let gradients = [("dX", dx), ("dW", dw), ("db", db), ("dC", dc)].into_iter();
    let mut fields: Vec<(&str, Json)> = gradients
        .filter_map(|(name, answer)| Some((name, written(answer?))))
        .collect();
    if let Some((dx, dw)) = into {
        let storage = |data: Vec<f64>| Json::map([("data", data.into())]);
        fields.push((
            "into",
            Json::map([("dX", storage(dx)), ("dW", storage(dw))]),
        ));
    }
    Json::map(fields)
}

fn written(Answer { shape, data }: Answer) -> Json {
    let shape: Vec<f64> = shape.into_iter().map(|extent| extent as f64).collect();
    Json::map([("shape", shape.into()), ("data", data.into())])
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or("a panic".to_owned())
}
