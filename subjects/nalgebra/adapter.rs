//! nalgebra: by hand from its `gemm`, of its own matrices.
use by_nalgebra::{Nalgebra, by_gemm::answer_requests};

mod by_nalgebra;

fn main() {
    answer_requests::<Nalgebra<false>>();
}
