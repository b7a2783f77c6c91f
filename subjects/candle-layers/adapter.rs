//! candle-nn's `Linear`, which holds its weight as (out, in): candle's own gradients of it, on the CPU.
#[path = "../candle/variable.rs"]
mod variable;

use candle_core::{DType, Device::Cpu, Module, Tensor, Var};
use candle_nn::Linear;
use gradgate_subject::{
    Answer, Answers, Given, Introduction, Json, Operand, Result, Subject, serve,
};
use variable::{Variable, answer, backward};

struct Layer {
    format: String,
    dtype: DType,
    /// Whether f = ½‖Y − T‖² comes behind the layer.
    has_loss: bool,
    /// Whether operands lie as they are given, or dense.
    has_views: bool,
}

impl Subject for Layer {
    fn introduction(&self) -> Introduction {
        let loss = if self.has_loss { ", with a loss" } else { "" };
        let views = if self.has_views { ", of views" } else { "" };
        let mut claims = vec![
            ("deterministic", true.into()),
            ("reproducible", true.into()),
            ("weight", "out×in".into()),
            ("batching", "X alone".into()),
            // Not `emptyExtents`: of no rows `Linear` cannot tell how long they are.
            ("bias", true.into()),
            ("subsets", true.into()),
        ];
        if self.has_views {
            // As of candle-core: its other views are copies, or their gradients are sums.
            claims.push(("layouts", vec!["column-major", "gaps", "offset"].into()));
        }
        if self.has_loss {
            claims.push(("loss", "half squared error".into()));
        } else {
            // The slope of candle's `relu` is 1 at 0.
            claims.push(("epilogue", "relu, 0 or 1 at 0".into()));
            claims.push(("nonFinite", "ieee".into()));
        }
        Introduction {
            name: format!("candle-nn 0.11.1 (Linear{loss}{views}, {})", self.format),
            number_format: self.format.clone(),
            claims,
            known_failures: self.known_failures(),
            methods: vec!["forward"],
            ..Introduction::default()
        }
    }

    fn forward(&mut self, x: Operand, w: Operand) -> Result<Answer> {
        let (x, w) = (self.variable(&x, false)?, self.variable(&w, false)?);
        answer(&Linear::new(w.tensor, None).forward(&x.tensor)?)
    }

    fn backward(&mut self, Given { x, w, dy, options }: Given) -> Result<Answers> {
        let x = self.variable(&x, options.wants_dx)?;
        let w = self.variable(&w.ok_or("no W")?, options.wants_dw)?;
        let target = self.variable(&dy, false)?.tensor;
        // Gradients do not depend on the values of b.
        let width = w.tensor.dims()[0];
        let bias = || Var::zeros(width, self.dtype, &Cpu);
        let b = options.bias.then(bias).transpose()?;
        let linear = Linear::new(w.tensor.clone(), b.as_ref().map(|b| b.as_tensor().clone()));
        let mut y = linear.forward(&x.tensor)?;
        if options.epilogue.is_some() {
            y = y.relu()?;
        }
        let gradients = if self.has_loss {
            half_squared_error(&y, &target)?.backward()?
        } else {
            backward(&y, &target)?
        };
        let db = b.map(|b| answer(gradients.get(&b).ok_or("no gradient")?));
        let gradient = |of: Variable, wanted: bool| wanted.then(|| of.gradient(&gradients));
        Ok(Answers {
            dx: gradient(x, options.wants_dx).transpose()?,
            dw: gradient(w, options.wants_dw).transpose()?,
            db: db.transpose()?,
            ..Answers::default()
        })
    }
}

impl Layer {
    /// What has batches of X: all that is asked of gradients too, where they follow from Y.
    fn known_failures(&self) -> Vec<(&'static str, Json)> {
        let properties: &[&str] = match (self.has_views, self.has_loss) {
            (false, _) => &[],
            (true, false) => &[
                "forward-product",
                "epilogue",
                "joint-options",
                "history-independence",
            ],
            (true, true) => &[
                "forward-product",
                "broadcast-reduction",
                "bias-reduction",
                "joint-options",
                "history-independence",
            ],
        };
        let reason = "Y of a batch of views is wrong: reports/findings-rust.md";
        properties.iter().map(|id| (*id, reason.into())).collect()
    }

    fn variable(&self, operand: &Operand, tracked: bool) -> Result<Variable> {
        Variable::new(operand, self.dtype, tracked)
    }
}

/// Not `candle_nn::loss::mse`, which divides by the number of entries.
fn half_squared_error(y: &Tensor, target: &Tensor) -> candle_core::Result<Tensor> {
    (y - target)?.sqr()?.sum_all()? * 0.5
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| arguments.iter().any(|each| each == word);
    let (format, dtype) = if has("float64") {
        ("float64", DType::F64)
    } else {
        ("float32", DType::F32)
    };
    serve(Layer {
        format: format.to_owned(),
        dtype,
        has_loss: has("loss"),
        has_views: has("views"),
    });
}
