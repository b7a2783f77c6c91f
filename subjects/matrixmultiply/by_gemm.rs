//! (1) and (2) by hand from a general product C = α·A·B + β·C of strided matrices. Each operand is taken
//! where it lies: a transpose is a view, a vector is a row X or a column W, a destination is C.
use gradgate_subject::{
    Answer, Answers, Given, Introduction, Json, Operand, Options, Result, Subject, serve,
};

/// A number of the format in question.
pub trait Number: Copy {
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

/// Where entry (i, j) lies: at `offset + i·row + j·column` of a storage.
#[derive(Clone, Copy)]
pub struct Layout {
    pub rows: usize,
    pub columns: usize,
    pub row: isize,
    pub column: isize,
    pub offset: usize,
}

/// A matrix in its storage; without entries, its place may be none.
#[derive(Clone, Copy)]
pub struct View<'a, T> {
    pub data: &'a [T],
    pub layout: Layout,
}

/// What C was is multiplied by this: nothing of it is read where it is 0.
#[derive(Clone, Copy, PartialEq)]
pub enum Beta<T> {
    Zero,
    One,
    Other(T),
}

/// A library with a general product.
pub trait Gemm<T: Number> {
    /// Name and version.
    const NAME: &str;
    /// Claims beyond those that all have.
    fn claims() -> Vec<(&'static str, Json)>;
    /// C = α·A·B + β·C, in place.
    fn gemm(c: (&mut [T], Layout), a: View<T>, b: View<T>, factors: (T, Beta<T>));
}

/// The subject of a library and a format.
pub struct ByGemm<T, G>(std::marker::PhantomData<(T, G)>);

/// Answers requests, in the format that the command line names.
pub fn answer_requests<G: Gemm<f64> + Gemm<f32>>() {
    match std::env::args().nth(1).as_deref() {
        Some("float32") => serve(ByGemm::<f32, G>(Default::default())),
        _ => serve(ByGemm::<f64, G>(Default::default())),
    }
}

impl<T: Number, G: Gemm<T>> Subject for ByGemm<T, G> {
    fn introduction(&self) -> Introduction {
        let mut claims = vec![
            ("deterministic", true.into()),
            ("reproducible", true.into()),
            ("emptyExtents", true.into()),
            // Not `batching`: there are two axes.
            ("vectors", true.into()),
            ("transposeFlags", true.into()),
            ("scaling", true.into()),
            ("bias", true.into()),
            ("subsets", true.into()),
            // Not `aliasedDestinations`: what is borrowed as an operand cannot be written.
            ("destinations", "accumulate".into()),
            ("sharedOperand", true.into()),
            ("nonFinite", "ieee".into()),
        ];
        claims.extend(G::claims());
        Introduction {
            name: format!("{} ({})", G::NAME, T::FORMAT),
            number_format: T::FORMAT.into(),
            claims,
            methods: vec!["forward"],
            ..Introduction::default()
        }
    }

    fn forward(&mut self, x: Operand, w: Operand) -> Result<Answer> {
        let (x, w) = (Stored::<T>::row(&x), Stored::<T>::column(&w));
        let y = product::<T, G>(&[(x.view(), w.view())], T::of(1.0));
        let (lead, last) = (x.shape.len() - 1, &w.shape[1..]);
        Ok(y.answer([&x.shape[..lead], last].concat()))
    }

    fn backward(&mut self, Given { x, w, dy, options }: Given) -> Result<Answers> {
        let column = w.as_ref().is_some_and(|w| w.shape.len() == 1);
        let w = w.map(|w| Stored::<T>::column(&w));
        let x = Stored::<T>::row(&x);
        let dy = if column {
            Stored::column(&dy)
        } else {
            Stored::row(&dy)
        };
        let alpha = T::of(options.alpha.unwrap_or(1.0));
        let w_view = w.as_ref().map(Stored::view);
        let (dx, dw) = sums(x.view(), w_view, dy.view(), &options);
        let answered = |sum: &Sum<T>, is: bool, shape: &[usize]| {
            let gradient = product::<T, G>(sum, alpha);
            turned(gradient, is).answer(shape.to_vec())
        };
        let asked = options.into.is_none();
        let (wants_dx, wants_dw) = (options.wants_dx && asked, options.wants_dw && asked);
        Ok(Answers {
            dx: wants_dx.then(|| answered(&dx, options.trans_x, &x.shape)),
            dw: w
                .as_ref()
                .filter(|_| wants_dw)
                .map(|w| answered(&dw, options.trans_w, &w.shape)),
            db: options.bias.then(|| {
                let ones = Stored::dense(vec![T::of(1.0); dy.layout.rows], 1, dy.layout.rows);
                let sum = [(ones.view(), dy.view())];
                product::<T, G>(&sum, T::of(1.0)).answer(vec![dy.layout.columns])
            }),
            dc: options.beta.map(|beta| {
                let Layout { rows, columns, .. } = dy.layout;
                let mut c = Stored::dense(dy.entries(), rows, columns);
                let nothing = [
                    Stored::dense(vec![], rows, 0),
                    Stored::dense(vec![], 0, columns),
                ];
                let [a, b] = nothing.each_ref().map(Stored::view);
                let factors = (T::of(1.0), Beta::Other(T::of(beta)));
                G::gemm((&mut c.data, c.layout), a, b, factors);
                c.answer(dy.shape.clone())
            }),
            into: options.into.as_ref().map(|into| {
                let write = |there: Stored<T>, is: bool, sum: &Sum<T>| {
                    let mut there = turned(there, is);
                    let first = if into.accumulate {
                        Beta::One
                    } else {
                        Beta::Zero
                    };
                    add::<T, G>(&mut there, sum, (alpha, first));
                    there.data.into_iter().map(Number::wide).collect()
                };
                (
                    write(Stored::row(&into.dx), options.trans_x, &dx),
                    write(Stored::column(&into.dw), options.trans_w, &dw),
                )
            }),
        })
    }
}

/// Products that are added.
type Sum<'a, T> = Vec<(View<'a, T>, View<'a, T>)>;

/// What dX and dW are sums of, of X and W as Y = X·W takes them.
fn sums<'a, T: Number>(
    x: View<'a, T>,
    w: Option<View<'a, T>>,
    dy: View<'a, T>,
    options: &Options,
) -> (Sum<'a, T>, Sum<'a, T>) {
    let turn = |view: View<'a, T>, is: bool| if is { view.transposed() } else { view };
    let x = turn(x, options.trans_x);
    let Some(w) = w else {
        let w = turn(x, options.shared.as_deref() == Some("X·Xᵀ"));
        let second = if options.shared.as_deref() == Some("X·X") {
            (x.transposed(), dy)
        } else {
            (dy.transposed(), x)
        };
        return (vec![(dy, w.transposed()), second], vec![]);
    };
    let w = turn(w, options.trans_w);
    (vec![(dy, w.transposed())], vec![(x.transposed(), dy)])
}

/// α times a sum of products, in a matrix of its own.
fn product<T: Number, G: Gemm<T>>(sum: &[(View<T>, View<T>)], alpha: T) -> Stored<T> {
    let (a, b) = sum.first().expect("a product");
    let (rows, columns) = (a.layout.rows, b.layout.columns);
    let mut c = Stored::dense(vec![T::of(f64::NAN); rows * columns], rows, columns);
    add::<T, G>(&mut c, sum, (alpha, Beta::Zero));
    c
}

fn add<T: Number, G: Gemm<T>>(
    c: &mut Stored<T>,
    sum: &[(View<T>, View<T>)],
    (alpha, mut beta): (T, Beta<T>),
) {
    for (a, b) in sum {
        G::gemm((&mut c.data, c.layout), *a, *b, (alpha, beta));
        beta = Beta::One;
    }
}

/// A tensor of at most two axes, as a matrix in its storage.
struct Stored<T> {
    shape: Vec<usize>,
    data: Vec<T>,
    layout: Layout,
}

impl<T: Number> Stored<T> {
    fn row(operand: &Operand) -> Self {
        Self::of(operand, true)
    }

    fn column(operand: &Operand) -> Self {
        Self::of(operand, false)
    }

    fn of(operand: &Operand, row: bool) -> Self {
        let shape = &operand.shape;
        let (rows, columns) = match shape[..] {
            [rows, columns] => (rows, columns),
            [extent] if row => (1, extent),
            _ => (shape.iter().product(), 1),
        };
        let strides = match operand.strides.as_deref() {
            Some([row, column]) => (*row, *column),
            Some([step]) => (*step, *step),
            _ => (columns.max(1) as isize, 1),
        };
        let layout = Layout {
            rows,
            columns,
            row: strides.0,
            column: strides.1,
            offset: operand.offset,
        };
        let data = operand.data.iter().copied().map(T::of).collect();
        Stored {
            shape: shape.clone(),
            data,
            layout,
        }
    }

    fn dense(data: Vec<T>, rows: usize, columns: usize) -> Self {
        let row = columns.max(1) as isize;
        let layout = Layout {
            rows,
            columns,
            row,
            column: 1,
            offset: 0,
        };
        Stored {
            shape: vec![rows, columns],
            data,
            layout,
        }
    }

    fn view(&self) -> View<'_, T> {
        View {
            data: &self.data,
            layout: self.layout,
        }
    }

    /// Row-major.
    fn entries(&self) -> Vec<T> {
        let Layout { rows, columns, .. } = self.layout;
        (0..rows)
            .flat_map(|i| (0..columns).map(move |j| (i, j)))
            .map(|(i, j)| self.data[self.layout.place(i, j)])
            .collect()
    }

    fn answer(&self, shape: Vec<usize>) -> Answer {
        let data = self.entries().into_iter().map(Number::wide).collect();
        Answer { shape, data }
    }
}

impl<T> View<'_, T> {
    fn transposed(self) -> Self {
        View {
            layout: self.layout.transposed(),
            ..self
        }
    }
}

impl Layout {
    /// Where an entry lies in its storage.
    pub fn place(&self, i: usize, j: usize) -> usize {
        let steps = i as isize * self.row + j as isize * self.column;
        self.offset.strict_add_signed(steps)
    }

    fn transposed(self) -> Self {
        let Layout {
            rows,
            columns,
            row,
            column,
            offset,
        } = self;
        Layout {
            rows: columns,
            columns: rows,
            row: column,
            column: row,
            offset,
        }
    }
}

fn turned<T>(stored: Stored<T>, is: bool) -> Stored<T> {
    let layout = if is {
        stored.layout.transposed()
    } else {
        stored.layout
    };
    Stored { layout, ..stored }
}
