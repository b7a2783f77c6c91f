//! candle: its own reverse-mode differentiation (`Var`, `backward`) of its own operations, on the CPU.
mod variable;

use candle_core::{DType, Device::Cpu, Shape, Tensor, Var};
use gradgate_subject::{
    Answer, Answers, Given, Introduction, Operand, Options, Result, Subject, serve,
};
use variable::{Variable, answer, backward};

type Matmul = fn(&Tensor, &Tensor) -> candle_core::Result<Tensor>;

struct Candle {
    format: String,
    dtype: DType,
    /// How, as the name says it.
    way: &'static str,
    /// What multiplies operands with different batch axes.
    matmul: Matmul,
    tapes: Vec<(Variable, Variable, Tensor)>,
}

impl Subject for Candle {
    fn introduction(&self) -> Introduction {
        Introduction {
            name: format!("candle-core 0.11.1 (cpu, {}{})", self.format, self.way),
            number_format: self.format.clone(),
            claims: vec![
                ("deterministic", true.into()),
                ("reproducible", true.into()),
                // Not `steps` and `reversed`: candle copies then. Not `expanded`: the gradient of a
                // view is read from that of its storage, where the gradients of all copies are one sum.
                // Not `batch order`: `matmul` refuses two batch axes that are not one behind the other.
                ("layouts", vec!["column-major", "gaps", "offset"].into()),
                ("emptyExtents", true.into()),
                ("batching", "broadcast".into()),
                // Not `vectors`: `matmul` wants two axes or more.
                ("transposeFlags", true.into()),
                ("scaling", true.into()),
                ("bias", true.into()),
                ("subsets", true.into()),
                // Not `destinations`: `backward` makes its own tensors.
                ("sharedOperand", true.into()),
                ("nonFinite", "ieee".into()),
            ],
            known_failures: if self.way.is_empty() {
                vec![]
            } else {
                let reason = "matmul of views with a batch stride of 0: reports/findings-rust.md";
                ["forward-product", "history-independence"]
                    .map(|id| (id, reason.into()))
                    .into()
            },
            methods: vec!["forward", "record", "reset"],
            ..Introduction::default()
        }
    }

    fn forward(&mut self, x: Operand, w: Operand) -> Result<Answer> {
        let (x, w) = (self.constant(&x)?, self.constant(&w)?);
        answer(&(self.matmul)(&x, &w)?)
    }

    fn backward(&mut self, Given { x, w, dy, options }: Given) -> Result<Answers> {
        let x = self.variable(&x, options.wants_dx)?;
        let w = w.map(|w| self.variable(&w, options.wants_dw)).transpose()?;
        let zeros = |shape: &[usize]| Var::zeros(shape, self.dtype, &Cpu);
        // Gradients do not depend on the values of b and C.
        let b = options
            .bias
            .then(|| zeros(&dy.shape[dy.shape.len() - 1..]))
            .transpose()?;
        let c = options.beta.map(|_| zeros(&dy.shape)).transpose()?;
        let mut y = self.product(&x.tensor, w.as_ref().map(|w| &w.tensor), &options)?;
        if let Some(alpha) = options.alpha {
            y = (y * alpha)?;
        }
        if let Some(b) = &b {
            y = y.broadcast_add(b)?;
        }
        if let (Some(c), Some(beta)) = (&c, options.beta) {
            y = (y + (c.as_tensor() * beta)?)?;
        }
        let mut gradients = backward(&y, &self.constant(&dy)?)?;
        // candle keeps no trace of what is multiplied by 0, nor of what is added to a tensor without
        // entries: a gradient that is missing then is 0.
        let mut untraced: Vec<&Var> = vec![];
        if options.alpha == Some(0.0) {
            untraced.extend(x.var.iter().chain(w.iter().flat_map(|w| &w.var)));
        }
        let empty = dy.shape.contains(&0);
        if empty || options.beta == Some(0.0) {
            untraced.extend(&c);
        }
        if empty {
            untraced.extend(&b);
        }
        for var in untraced {
            gradients.insert(var, var.zeros_like()?);
        }
        let of = |var: Option<Var>| -> Result<Option<Answer>> {
            var.map(|var| answer(gradients.get(&var).ok_or("no gradient")?))
                .transpose()
        };
        Ok(Answers {
            dx: options
                .wants_dx
                .then(|| x.gradient(&gradients))
                .transpose()?,
            dw: w
                .filter(|_| options.wants_dw)
                .map(|w| w.gradient(&gradients))
                .transpose()?,
            db: of(b)?,
            dc: of(c)?,
            into: None,
        })
    }

    // The caller's arrays are copied when tensors are made of them: overwriting them changes no tape.
    fn record(&mut self, x: Operand, w: Operand) -> Result<(Answer, u64)> {
        let (x, w) = (self.variable(&x, true)?, self.variable(&w, true)?);
        let y = (self.matmul)(&x.tensor, &w.tensor)?;
        let first = answer(&y)?;
        self.tapes.push((x, w, y));
        Ok((first, self.tapes.len() as u64 - 1))
    }

    fn replay(&mut self, tape: u64, dy: Operand) -> Result<Answers> {
        let (x, w, y) = &self.tapes[tape as usize];
        let gradients = backward(y, &self.constant(&dy)?)?;
        let (dx, dw) = (x.gradient(&gradients)?, w.gradient(&gradients)?);
        Ok(Answers {
            dx: Some(dx),
            dw: Some(dw),
            ..Answers::default()
        })
    }

    fn reset(&mut self) {
        self.tapes.clear();
    }
}

impl Candle {
    fn variable(&self, operand: &Operand, tracked: bool) -> Result<Variable> {
        Variable::new(operand, self.dtype, tracked)
    }

    fn constant(&self, operand: &Operand) -> Result<Tensor> {
        Ok(self.variable(operand, false)?.tensor)
    }

    fn product(&self, x: &Tensor, w: Option<&Tensor>, options: &Options) -> Result<Tensor> {
        let Some(w) = w else {
            let square = options.shared.as_deref() == Some("X·X");
            return Ok(if square {
                x.matmul(x)?
            } else {
                x.matmul(&x.t()?)?
            });
        };
        let x = if options.trans_x { x.t()? } else { x.clone() };
        let w = if options.trans_w { w.t()? } else { w.clone() };
        Ok((self.matmul)(&x, &w)?)
    }
}

/// With batch axes joined by views of stride 0, where `broadcast_matmul` makes copies; by copies where
/// candle refuses the views.
fn expanded_matmul(x: &Tensor, w: &Tensor) -> candle_core::Result<Tensor> {
    let (x_batch, w_batch) = (&x.dims()[..x.rank() - 2], &w.dims()[..w.rank() - 2]);
    let joined = Shape::from(x_batch).broadcast_shape_binary_op(&Shape::from(w_batch), "matmul")?;
    let expanded = |tensor: &Tensor| {
        let matrix = &tensor.dims()[tensor.rank() - 2..];
        tensor.broadcast_as([joined.dims(), matrix].concat())
    };
    match expanded(x)?.matmul(&expanded(w)?) {
        Err(error) if error.to_string().contains("MatMulUnexpectedStriding") => {
            x.broadcast_matmul(w)
        }
        product => product,
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let format = arguments.next().unwrap_or("float32".to_owned());
    let dtype = match format.as_str() {
        "float64" => DType::F64,
        "float16" => DType::F16,
        _ => DType::F32,
    };
    let expanded = arguments.next().as_deref() == Some("broadcast_as");
    let way = if expanded { ", broadcast_as" } else { "" };
    let matmul: Matmul = if expanded {
        expanded_matmul
    } else {
        Tensor::broadcast_matmul
    };
    serve(Candle {
        format,
        dtype,
        way,
        matmul,
        tapes: vec![],
    });
}
