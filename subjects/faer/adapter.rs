//! faer: by hand from its `matmul`, on views of the storage, in one thread.
use by_gemm::{Beta, Gemm, Layout, Number, View, answer_requests};
use faer::linalg::matmul::matmul;
use faer::traits::ComplexField;
use faer::{Accum, MatMut, MatRef, Par, Scale};
use gradgate_subject::Json;

#[path = "../matrixmultiply/by_gemm.rs"]
mod by_gemm;

struct Faer;

impl<T: Number + ComplexField> Gemm<T> for Faer {
    const NAME: &str = "faer 0.24.4";

    fn claims() -> Vec<(&'static str, Json)> {
        vec![("layouts", "all".into())]
    }

    fn gemm((c, there): (&mut [T], Layout), a: View<T>, b: View<T>, (alpha, beta): (T, Beta<T>)) {
        let Layout {
            rows,
            columns,
            row,
            column,
            offset,
        } = there;
        let start = c.as_mut_ptr().wrapping_add(offset);
        // SAFETY: the gate lays out every entry inside of its storage, and no two entries of a
        // destination share a place.
        let mut c = unsafe { MatMut::from_raw_parts_mut(start, rows, columns, row, column) };
        if let Beta::Other(beta) = beta {
            c *= Scale(beta);
        }
        let how = if let Beta::Zero = beta {
            Accum::Replace
        } else {
            Accum::Add
        };
        matmul(c, how, seen(a), seen(b), alpha, Par::Seq);
    }
}

fn seen<T>(View { data, layout }: View<'_, T>) -> MatRef<'_, T> {
    let Layout {
        rows,
        columns,
        row,
        column,
        offset,
    } = layout;
    // SAFETY: as above.
    unsafe {
        MatRef::from_raw_parts(
            data.as_ptr().wrapping_add(offset),
            rows,
            columns,
            row,
            column,
        )
    }
}

fn main() {
    answer_requests::<Faer>();
}
