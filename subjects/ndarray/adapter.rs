//! ndarray has no gradients of its own: by hand, from `dot`, `t` and `general_mat_mul`.
use gradgate_subject::{
    Answer, Answers, Given, Introduction, Operand, Options, Result, Subject, serve,
};
use ndarray::linalg::general_mat_mul;
use ndarray::{
    Array2, ArrayView2, ArrayViewD, ArrayViewMut2, ArrayViewMutD, Axis, Ix1, Ix2, IxDyn,
    LinalgScalar, ScalarOperand, ShapeBuilder,
};

/// A number of the format in question.
trait Number: LinalgScalar + ScalarOperand {
    const FORMAT: &str;
    fn of(value: f64) -> Self;
    fn wide(self) -> f64;
}

impl Number for f64 {
    const FORMAT: &str = "float64";
    fn of(value: f64) -> f64 {
        value
    }
    fn wide(self) -> f64 {
        self
    }
}

impl Number for f32 {
    const FORMAT: &str = "float32";
    fn of(value: f64) -> f32 {
        value as f32
    }
    fn wide(self) -> f64 {
        self.into()
    }
}

struct NdArray<T>(std::marker::PhantomData<T>);

impl<T: Number> Subject for NdArray<T> {
    fn introduction(&self) -> Introduction {
        Introduction {
            name: format!("ndarray 0.17.2 ({})", T::FORMAT),
            number_format: T::FORMAT.into(),
            claims: vec![
                ("deterministic", true.into()),
                ("reproducible", true.into()),
                ("layouts", "all".into()),
                ("emptyExtents", true.into()),
                // Not `batching`: `dot` takes at most two axes.
                ("vectors", true.into()),
                ("transposeFlags", true.into()),
                ("scaling", true.into()),
                ("bias", true.into()),
                ("subsets", true.into()),
                // Not `aliasedDestinations`: what is borrowed as an operand cannot be written.
                ("destinations", "accumulate".into()),
                ("sharedOperand", true.into()),
                ("nonFinite", "ieee".into()),
            ],
            methods: vec!["forward"],
            ..Introduction::default()
        }
    }

    fn forward(&mut self, x: Operand, w: Operand) -> Result<Answer> {
        let (x, w): (Storage<T>, Storage<T>) = (x.into(), w.into());
        let (x, w) = (x.view(), w.view());
        Ok(match (x.ndim(), w.ndim()) {
            (1, 1) => {
                let y = one(x).dot(&one(w));
                Answer {
                    shape: vec![],
                    data: vec![y.wide()],
                }
            }
            (1, _) => answer(one(x).dot(&two(w)).into_dyn().view()),
            (_, 1) => answer(two(x).dot(&one(w)).into_dyn().view()),
            _ => answer(two(x).dot(&two(w)).into_dyn().view()),
        })
    }

    fn backward(&mut self, Given { x, w, dy, options }: Given) -> Result<Answers> {
        let (x, dy): (Storage<T>, Storage<T>) = (x.into(), dy.into());
        let w: Option<Storage<T>> = w.map(Into::into);
        // A vector X is a row, a vector W a column; dY lacks the axis of each.
        let dy_matrix = {
            let mut view = dy.view();
            if x.shape.len() == 1 {
                view = view.insert_axis(Axis(0));
            }
            if w.as_ref().is_some_and(|w| w.shape.len() == 1) {
                let last = Axis(view.ndim());
                view = view.insert_axis(last);
            }
            two(view)
        };
        let (dx, dw) = match &w {
            Some(w) => gradients(x.matrix(true), w.matrix(false), dy_matrix, &options),
            None => (shared(x.matrix(true), dy_matrix, &options), None),
        };
        let shaped = |gradient: Array2<T>, shape: &[usize]| Answer {
            shape: shape.to_vec(),
            ..answer(gradient.into_dyn().view())
        };
        let answered = |gradient: &Option<Sum<T>>, shape: &[usize]| {
            let gradient = gradient.as_ref().filter(|_| options.into.is_none())?;
            Some(shaped(gradient.by_dot(), shape))
        };
        Ok(Answers {
            dx: answered(&dx, &x.shape),
            dw: w.as_ref().and_then(|w| answered(&dw, &w.shape)),
            db: options
                .bias
                .then(|| answer(dy_matrix.sum_axis(Axis(0)).into_dyn().view())),
            dc: options
                .beta
                .map(|beta| shaped(&dy_matrix * T::of(beta), &dy.shape)),
            into: options.into.as_ref().map(|into| {
                let keep = if into.accumulate { T::one() } else { T::zero() };
                (
                    written(&into.dx, true, dx, keep),
                    written(&into.dw, false, dw, keep),
                )
            }),
        })
    }
}

/// A sum of products, times α.
struct Sum<'a, T> {
    products: Vec<(ArrayView2<'a, T>, ArrayView2<'a, T>)>,
    alpha: Option<T>,
}

impl<T: Number> Sum<'_, T> {
    fn by_dot(&self) -> Array2<T> {
        let products = self.products.iter().map(|(a, b)| a.dot(b));
        let sum = products.reduce(|sum, product| sum + product);
        let sum = sum.expect("a product");
        match self.alpha {
            Some(alpha) => sum * alpha,
            None => sum,
        }
    }

    /// By `general_mat_mul`; what is there comes in times `keep`.
    fn add_to(&self, mut there: ArrayViewMut2<T>, mut keep: T) {
        for (a, b) in &self.products {
            let alpha = self.alpha.unwrap_or(T::one());
            general_mat_mul(alpha, a, b, keep, &mut there);
            keep = T::one();
        }
    }
}

/// α·dY·Wᵀ and α·Xᵀ·dY where they are wanted, each transposed where its operand is stored so.
fn gradients<'a, T: Number>(
    x: ArrayView2<'a, T>,
    w: ArrayView2<'a, T>,
    dy: ArrayView2<'a, T>,
    options: &Options,
) -> (Option<Sum<'a, T>>, Option<Sum<'a, T>>) {
    let dy_t = dy.reversed_axes();
    let dx = match (options.trans_x, options.trans_w) {
        (false, false) => (dy, w.reversed_axes()),
        (false, true) => (dy, w),
        (true, false) => (w, dy_t),
        (true, true) => (w.reversed_axes(), dy_t),
    };
    let dw = match (options.trans_x, options.trans_w) {
        (false, false) => (x.reversed_axes(), dy),
        (true, false) => (x, dy),
        (false, true) => (dy_t, x),
        (true, true) => (dy_t, x.reversed_axes()),
    };
    let scaled = |product| Sum {
        products: vec![product],
        alpha: options.alpha.map(T::of),
    };
    (
        options.wants_dx.then(|| scaled(dx)),
        options.wants_dw.then(|| scaled(dw)),
    )
}

/// Y = X·X: dY·Xᵀ + Xᵀ·dY; Y = X·Xᵀ: (dY + dYᵀ)·X.
fn shared<'a, T: Number>(
    x: ArrayView2<'a, T>,
    dy: ArrayView2<'a, T>,
    options: &Options,
) -> Option<Sum<'a, T>> {
    let x_t = x.reversed_axes();
    let products = if options.shared.as_deref() == Some("X·X") {
        vec![(dy, x_t), (x_t, dy)]
    } else {
        vec![(dy, x), (dy.reversed_axes(), x)]
    };
    options.wants_dx.then(|| Sum {
        products,
        alpha: options.alpha.map(T::of),
    })
}

/// The storage of a destination after the call.
fn written<T: Number>(
    destination: &Operand,
    row: bool,
    gradient: Option<Sum<T>>,
    keep: T,
) -> Vec<f64> {
    let mut storage: Storage<T> = destination.into();
    if let Some(gradient) = gradient {
        gradient.add_to(storage.matrix_mut(row), keep);
    }
    storage.data.into_iter().map(Number::wide).collect()
}

/// What an operand lies in; ndarray makes its views of it.
struct Storage<T> {
    shape: Vec<usize>,
    strides: Vec<isize>,
    offset: usize,
    data: Vec<T>,
}

impl<T: Number> From<Operand> for Storage<T> {
    fn from(operand: Operand) -> Self {
        (&operand).into()
    }
}

impl<T: Number> From<&Operand> for Storage<T> {
    fn from(operand: &Operand) -> Self {
        let rank = operand.shape.len();
        let dense = |axis: usize| operand.shape[axis + 1..].iter().product::<usize>() as isize;
        Storage {
            shape: operand.shape.clone(),
            strides: operand
                .strides
                .clone()
                .unwrap_or_else(|| (0..rank).map(dense).collect()),
            offset: operand.offset,
            data: operand.data.iter().copied().map(T::of).collect(),
        }
    }
}

impl<T: Number> Storage<T> {
    /// Constructors take strides of 0 or more, so axes that run backwards start at their other end.
    fn forwards(&self) -> (Vec<usize>, usize) {
        let backwards = |(&stride, &extent): (&isize, &usize)| {
            if stride < 0 {
                stride * (extent as isize - 1).max(0)
            } else {
                0
            }
        };
        let start: isize = self.strides.iter().zip(&self.shape).map(backwards).sum();
        let strides = self
            .strides
            .iter()
            .map(|stride| stride.unsigned_abs())
            .collect();
        (
            strides,
            if self.shape.contains(&0) {
                0
            } else {
                self.offset.strict_add_signed(start)
            },
        )
    }

    fn view(&self) -> ArrayViewD<'_, T> {
        let (strides, start) = self.forwards();
        let layout = IxDyn(&self.shape).strides(IxDyn(&strides));
        // SAFETY: the gate lays out every entry of the view inside of the storage.
        let mut view = unsafe { ArrayViewD::from_shape_ptr(layout, self.data.as_ptr().add(start)) };
        for (axis, _) in self
            .strides
            .iter()
            .enumerate()
            .filter(|(_, stride)| **stride < 0)
        {
            view.invert_axis(Axis(axis));
        }
        view
    }

    /// A vector as a row, or as a column.
    fn matrix(&self, row: bool) -> ArrayView2<'_, T> {
        let view = self.view();
        two(if view.ndim() == 1 {
            view.insert_axis(Axis(usize::from(!row)))
        } else {
            view
        })
    }

    /// The same of a destination.
    fn matrix_mut(&mut self, row: bool) -> ArrayViewMut2<'_, T> {
        let (strides, start) = self.forwards();
        let layout = IxDyn(&self.shape).strides(IxDyn(&strides));
        // SAFETY: as above, and no two entries of a destination share a place.
        let mut view =
            unsafe { ArrayViewMutD::from_shape_ptr(layout, self.data.as_mut_ptr().add(start)) };
        for (axis, _) in self
            .strides
            .iter()
            .enumerate()
            .filter(|(_, stride)| **stride < 0)
        {
            view.invert_axis(Axis(axis));
        }
        if view.ndim() == 1 {
            view = view.insert_axis(Axis(usize::from(!row)));
        }
        view.into_dimensionality::<Ix2>().expect("a matrix")
    }
}

fn one<T>(view: ArrayViewD<T>) -> ndarray::ArrayView1<T> {
    view.into_dimensionality::<Ix1>().expect("a vector")
}

fn two<T>(view: ArrayViewD<T>) -> ArrayView2<T> {
    view.into_dimensionality::<Ix2>().expect("a matrix")
}

fn answer<T: Number>(view: ArrayViewD<T>) -> Answer {
    Answer {
        shape: view.shape().to_vec(),
        data: view.iter().map(|value| value.wide()).collect(),
    }
}

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("float32") => serve(NdArray::<f32>(Default::default())),
        _ => serve(NdArray::<f64>(Default::default())),
    }
}
