//! nalgebra: by hand from its `gemm`, of views of the storage.
use by_nalgebra::{Nalgebra, by_gemm::answer_requests};

#[path = "../nalgebra/by_nalgebra.rs"]
mod by_nalgebra;

fn main() {
    answer_requests::<Nalgebra<true>>();
}
