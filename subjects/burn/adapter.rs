//! burn: its own reverse-mode differentiation of its own operations, on the backend in question.
mod linear;

use std::array;

use burn_tensor::{DType, Device, Gradients, Shape, Slice, Tensor, TensorData};
use gradgate_subject::{
    Answer, Answers, Given, Introduction, Json, Operand, Options, Result, Subject, serve,
};
use linear::{linear_backward, linear_forward};

struct Burn {
    backend: String,
    format: String,
    device: Device,
    dtype: DType,
    way: Way,
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Matmul,
    Linear,
    /// With half its squared error behind it.
    Loss,
}

/// The rank of a tensor is part of its type in burn.
macro_rules! of_rank {
    ($rank:expr, $call:ident($($argument:expr),*)) => {
        match $rank {
            2 => $call::<2>($($argument),*),
            3 => $call::<3>($($argument),*),
            4 => $call::<4>($($argument),*),
            5 => $call::<5>($($argument),*),
            rank => Err(format!("no adapter for rank {rank}").into()),
        }
    };
}

impl Subject for Burn {
    fn introduction(&self) -> Introduction {
        // Those of which the backend makes views: `ndarray` copies what is sliced or expanded, `cpu`
        // most of what is sliced. Not `lone strides`: burn computes strides itself.
        let layouts = match self.backend.as_str() {
            "ndarray" => vec!["column-major"],
            "cpu" => vec!["column-major", "expanded"],
            _ => vec![
                "column-major",
                "gaps",
                "offset",
                "steps",
                "reversed",
                "expanded",
                "batch order",
            ],
        };
        let version = env!("CARGO_PKG_VERSION");
        let way = match self.way {
            Way::Matmul => "",
            Way::Linear => ", linear",
            Way::Loss => ", linear with a loss",
        };
        let mut claims = vec![
            ("deterministic", true.into()),
            ("reproducible", true.into()),
            ("layouts", layouts.into()),
        ];
        if self.backend != "ndarray" && self.way == Way::Matmul {
            // The `matmul` of `ndarray` divides by extents; `linear` of an empty batch ends the process.
            claims.push(("emptyExtents", true.into()));
        }
        claims.extend(match self.way {
            Way::Matmul => of_products(),
            Way::Linear | Way::Loss => linear::claims(self.way == Way::Loss),
        });
        let known_failures = if self.backend == "flex" && self.way == Way::Matmul {
            let reason = "a batch of none joined to one: SIGSEGV, reports/findings-rust.md";
            ["forward-product", "joint-options", "history-independence"]
                .map(|id| (id, reason.into()))
                .into()
        } else {
            vec![]
        };
        Introduction {
            name: format!("burn {version} ({}, {}{way})", self.backend, self.format),
            number_format: self.format.clone(),
            claims,
            known_failures,
            // Not `record`: a graph is consumed by its first `backward`.
            methods: vec!["forward"],
            ..Introduction::default()
        }
    }

    fn forward(&mut self, x: Operand, w: Operand) -> Result<Answer> {
        if self.way == Way::Matmul {
            return of_rank!(x.shape.len().max(w.shape.len()), forward(self, &x, &w));
        }
        of_rank!(x.shape.len(), linear_forward(self, &x, &w))
    }

    fn backward(&mut self, given: Given) -> Result<Answers> {
        if self.way == Way::Matmul {
            return of_rank!(given.dy.shape.len(), backward(self, &given));
        }
        let has_loss = self.way == Way::Loss;
        of_rank!(
            given.dy.shape.len(),
            linear_backward(self, &given, has_loss)
        )
    }
}

/// What is claimed of `matmul` alone.
fn of_products() -> Vec<(&'static str, Json)> {
    vec![
        ("batching", "broadcast".into()),
        // Not `vectors`: `matmul` wants two axes or more.
        ("transposeFlags", true.into()),
        ("scaling", true.into()),
        ("bias", true.into()),
        ("subsets", true.into()),
        // Not `destinations`: `backward` makes its own tensors.
        ("sharedOperand", true.into()),
        ("nonFinite", "ieee".into()),
    ]
}

fn forward<const D: usize>(burn: &Burn, x: &Operand, w: &Operand) -> Result<Answer> {
    answer(view::<D>(burn, x).matmul(view(burn, w)))
}

fn backward<const D: usize>(burn: &Burn, given: &Given) -> Result<Answers> {
    let Given { x, w, dy, options } = given;
    let ranks = [x, w.as_ref().unwrap_or(x), dy].map(|operand| operand.shape.len());
    let tracked = |tensor: Tensor<D>, wanted: bool| tensor.set_require_grad(wanted);
    let x = tracked(view(burn, x), options.wants_dx);
    let w = w.as_ref().map(|w| tracked(view(burn, w), options.wants_dw));
    // Gradients do not depend on the values of b and C.
    let zeros = |shape: &[usize]| Tensor::<D>::zeros(shape.to_vec(), (&burn.device, burn.dtype));
    let mut row = [1; D];
    row[D - 1] = dy.shape[D - 1];
    let b = options.bias.then(|| tracked(zeros(&row), true));
    let c = options.beta.map(|_| tracked(zeros(&dy.shape), true));

    let mut y = product(x.clone(), w.clone(), options);
    if let Some(alpha) = options.alpha {
        y = y.mul_scalar(alpha);
    }
    if let Some(b) = &b {
        y = y + b.clone();
    }
    if let (Some(c), Some(beta)) = (&c, options.beta) {
        y = y + c.clone().mul_scalar(beta);
    }
    // `backward` starts with ones, so dY is the gradient of the sum of Y∘dY.
    let gradients = (y * view(burn, dy)).sum().backward();

    let of = |tensor: Option<Tensor<D>>, rank| {
        tensor
            .map(|tensor| gradient(&tensor, &gradients, rank))
            .transpose()
    };
    Ok(Answers {
        dx: of(options.wants_dx.then_some(x), ranks[0])?,
        dw: of(w.filter(|_| options.wants_dw), ranks[1])?,
        db: of(b, 1)?,
        dc: of(c, ranks[2])?,
        into: None,
    })
}

fn product<const D: usize>(x: Tensor<D>, w: Option<Tensor<D>>, options: &Options) -> Tensor<D> {
    let Some(w) = w else {
        let square = options.shared.as_deref() == Some("X·X");
        return x.clone().matmul(if square { x } else { x.transpose() });
    };
    let x = if options.trans_x { x.transpose() } else { x };
    let w = if options.trans_w { w.transpose() } else { w };
    x.matmul(w)
}

/// By `slice`, `permute`, `expand`, and `reshape` of what is contiguous; `flex` copies in none of them.
/// `matmul` joins axes of extent 1, but wants operands of one rank: those that are missing come in front.
fn view<const D: usize>(burn: &Burn, operand: &Operand) -> Tensor<D> {
    let missing = D - operand.shape.len();
    let cut = operand.cut();
    let rank = |list: &[usize]| -> [usize; D] {
        let ones = vec![1; missing];
        [&ones[..], list].concat().try_into().expect("D axes")
    };
    let shape = Shape::from(rank(&operand.shape));
    if shape.contains(&0) {
        // To `reshape`, 0 is the extent that was there.
        return Tensor::zeros(shape, (&burn.device, burn.dtype));
    }
    let length = cut.storage.len();
    let storage = TensorData::new(cut.storage, [length]);
    let storage = Tensor::<1>::from_data(storage, (&burn.device, burn.dtype));
    let (start, length) = cut.window;
    let whole = storage
        .slice([start..start + length])
        .reshape(rank(&cut.grid));
    let keep = rank(&cut.keep);
    let lines: [Slice; D] = array::from_fn(|axis| {
        let step = if axis < missing {
            1
        } else {
            cut.steps[axis - missing]
        };
        let end = (keep[axis] as isize - 1) * step.abs() + 1;
        Slice::new(0, Some(end), step)
    });
    let order = array::from_fn(|axis| match axis.checked_sub(missing) {
        Some(axis) => (missing + cut.order[axis]) as isize,
        None => axis as isize,
    });
    whole.slice(lines).permute(order).expand(shape)
}

fn gradient<const D: usize>(
    tensor: &Tensor<D>,
    gradients: &Gradients,
    rank: usize,
) -> Result<Answer> {
    let Answer { shape, data } = answer(tensor.grad(gradients).ok_or("no gradient")?)?;
    Ok(Answer {
        shape: shape[D - rank..].to_vec(),
        data,
    })
}

fn answer<const D: usize>(tensor: Tensor<D>) -> Result<Answer> {
    let shape = tensor.dims().to_vec();
    let data = tensor.into_data().iter::<f64>().collect();
    Ok(Answer { shape, data })
}

pub fn main() {
    let mut arguments = std::env::args().skip(1);
    let backend = arguments.next().unwrap_or("flex".to_owned());
    let format = arguments.next().unwrap_or("float32".to_owned());
    let device = match backend.as_str() {
        #[cfg(feature = "cpu")]
        "cpu" => Device::cpu(),
        // burn wants to remove it.
        #[cfg(feature = "ndarray")]
        #[expect(deprecated)]
        "ndarray" => Device::ndarray(),
        #[cfg(feature = "flex")]
        "flex" => Device::flex(),
        _ => panic!("no backend {backend}"),
    };
    let dtype = if format == "float64" {
        DType::F64
    } else {
        DType::F32
    };
    let way = match arguments.next().as_deref() {
        Some("linear") => Way::Linear,
        Some("loss") => Way::Loss,
        _ => Way::Matmul,
    };
    serve(Burn {
        way,
        backend,
        format,
        device: device.autodiff(),
        dtype,
    });
}
