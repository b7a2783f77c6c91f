//! An adapter for gradgate, on top of the crate gradgate-subject.
use gradgate_subject::{serve, Answer, Answers, Given, Introduction, Operand, Result, Subject};

/// A·B, the only arithmetic here. PUT YOUR OWN KERNEL HERE, or call it in forward and backward.
fn product(a: &Answer, b: &Answer) -> Answer {
    let (m, n, k) = (a.shape[0], a.shape[1], b.shape[1]);
    let mut data = vec![0.0; m * k];
    for i in 0..m {
        for j in 0..k {
            data[i * k + j] = (0..n).map(|p| a.data[i * n + p] * b.data[p * k + j]).sum();
        }
    }
    Answer { shape: vec![m, k], data }
}

fn transposed(a: &Answer) -> Answer {
    let (m, n) = (a.shape[0], a.shape[1]);
    let data = (0..n * m).map(|at| a.data[at % m * n + at / m]).collect();
    Answer { shape: vec![n, m], data }
}

/// Without strides, which only come where layouts are claimed, an operand is dense.
fn dense(operand: Operand) -> Answer {
    Answer { shape: operand.shape, data: operand.data }
}

struct MyLayer;

impl Subject for MyLayer {
    fn introduction(&self) -> Introduction {
        Introduction {
            name: "my layer 0.1".into(),
            number_format: "float64".into(), // of all tensors; `formats` names others
            methods: vec!["forward"],
            // What your kernel can do beyond the plain problem; docs/claims.md of gradgate lists it all.
            // ("gradients", "dX".into()): there is no dW. ("weight", "out×in".into()): W is k×n.
            claims: vec![
                ("deterministic", true.into()),
                ("reproducible", true.into()),
                ("emptyExtents", true.into()),
                ("nonFinite", "ieee".into()),
            ],
            ..Introduction::default()
        }
    }

    fn forward(&mut self, x: Operand, w: Operand) -> Result<Answer> {
        Ok(product(&dense(x), &dense(w)))
    }

    fn backward(&mut self, given: Given) -> Result<Answers> {
        let (x, dy) = (dense(given.x), dense(given.dy));
        let w = dense(given.w.ok_or("no W")?);
        Ok(Answers {
            dx: Some(product(&dy, &transposed(&w))),
            dw: Some(product(&transposed(&x), &dy)),
            ..Answers::default()
        })
    }
}

fn main() {
    serve(MyLayer);
}
