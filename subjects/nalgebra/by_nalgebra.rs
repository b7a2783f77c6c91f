//! nalgebra's `gemm`, of operands where they lie or of its own column-major matrices.
#[path = "../matrixmultiply/by_gemm.rs"]
pub mod by_gemm;

use by_gemm::{Beta, Gemm, Layout, Number, View};
use gradgate_subject::Json;
use nalgebra::{DMatrix, Dyn, MatrixView, MatrixViewMut, RealField};

/// With views, operands are not copied.
pub struct Nalgebra<const VIEWS: bool>;

impl<T: Number + RealField, const VIEWS: bool> Gemm<T> for Nalgebra<VIEWS> {
    const NAME: &str = if VIEWS {
        "nalgebra 0.35.0, views"
    } else {
        "nalgebra 0.35.0"
    };

    fn claims() -> Vec<(&'static str, Json)> {
        if !VIEWS {
            return vec![];
        }
        // Not `reversed`: its strides are at least 0. Not `expanded`: it has no broadcasting views.
        let kinds = ["column-major", "gaps", "offset", "steps", "lone strides"];
        vec![("layouts", Json::List(kinds.map(Json::from).into()))]
    }

    fn gemm((c, there): (&mut [T], Layout), a: View<T>, b: View<T>, (alpha, beta): (T, Beta<T>)) {
        let beta = match beta {
            Beta::Zero => T::zero(),
            Beta::One => T::one(),
            Beta::Other(beta) => beta,
        };
        let (rows, columns) = (Dyn(there.rows), Dyn(there.columns));
        let (row, column) = strides(there);
        let c = &mut c[start(there)..];
        let mut c = MatrixViewMut::from_slice_with_strides_generic(c, rows, columns, row, column);
        if VIEWS {
            c.gemm(alpha, &seen(a), &seen(b), beta);
        } else {
            c.gemm(alpha, &copied(a), &copied(b), beta);
        }
    }
}

fn seen<T: Number + RealField>(
    View { data, layout }: View<'_, T>,
) -> MatrixView<'_, T, Dyn, Dyn, Dyn, Dyn> {
    let (rows, columns) = (Dyn(layout.rows), Dyn(layout.columns));
    let (row, column) = strides(layout);
    MatrixView::from_slice_with_strides_generic(&data[start(layout)..], rows, columns, row, column)
}

fn copied<T: Number + RealField>(View { data, layout }: View<T>) -> DMatrix<T> {
    DMatrix::from_fn(layout.rows, layout.columns, |i, j| data[layout.place(i, j)])
}

/// Where an axis has one entry or none, no stride is ever used, and nalgebra wants small ones.
fn strides(layout: Layout) -> (Dyn, Dyn) {
    let Layout {
        rows,
        columns,
        row,
        column,
        ..
    } = layout;
    if rows * columns == 0 {
        return (Dyn(columns.max(1)), Dyn(rows.max(1)));
    }
    let used = |stride: isize, extent: usize| Dyn(if extent > 1 { stride as usize } else { 1 });
    (used(row, rows), used(column, columns))
}

/// Without entries, the offset may lie anywhere.
fn start(
    Layout {
        rows,
        columns,
        offset,
        ..
    }: Layout,
) -> usize {
    if rows * columns == 0 { 0 } else { offset }
}
