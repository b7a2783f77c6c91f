//! matrixmultiply: by hand from `dgemm` and `sgemm`, on matrices where they lie.
use by_gemm::{Beta, Gemm, Layout, View, answer_requests};
use gradgate_subject::Json;

mod by_gemm;

struct MatrixMultiply;

macro_rules! by {
    ($number:ty, $gemm:path) => {
        impl Gemm<$number> for MatrixMultiply {
            const NAME: &str = "matrixmultiply 0.3.11";

            fn claims() -> Vec<(&'static str, Json)> {
                vec![("layouts", "all".into())]
            }

            fn gemm(
                (c, there): (&mut [$number], Layout),
                a: View<$number>,
                b: View<$number>,
                (alpha, beta): ($number, Beta<$number>),
            ) {
                let start =
                    |view: View<$number>| view.data.as_ptr().wrapping_add(view.layout.offset);
                let beta = match beta {
                    Beta::Zero => 0.0,
                    Beta::One => 1.0,
                    Beta::Other(beta) => beta,
                };
                // SAFETY: the gate lays out every entry inside of its storage, and no two entries of a
                // destination share a place.
                unsafe {
                    $gemm(
                        there.rows,
                        a.layout.columns,
                        there.columns,
                        alpha,
                        start(a),
                        a.layout.row,
                        a.layout.column,
                        start(b),
                        b.layout.row,
                        b.layout.column,
                        beta,
                        c.as_mut_ptr().wrapping_add(there.offset),
                        there.row,
                        there.column,
                    );
                }
            }
        }
    };
}

by!(f64, matrixmultiply::dgemm);
by!(f32, matrixmultiply::sgemm);

fn main() {
    answer_requests::<MatrixMultiply>();
}
