//! The routine `gemm` of cubek-matmul 0.3.0-pre.2 on cubecl's cpu runtime, and gradients as burn-autodiff
//! computes them: dX = dY·Wᵀ, dW = Xᵀ·dY, where Wᵀ and Xᵀ are transposed views. It is what burn's backend
//! `cpu` may choose by its speed; here it is called by name, so that a verdict does not depend on times.
use cubecl::cpu::{CpuDevice, CpuRuntime};
use cubecl::ir::{ElemType, FloatKind, StorageType};
use cubecl::prelude::*;
use cubek_matmul::definition::{MatmulElems, MatmulGlobalElems, MatmulSetupError};
use cubek_std::InputBinding;
use gradgate_subject::{Answer, Answers, Given, Introduction, Operand, Result, Subject, serve};

type Client = ComputeClient<CpuRuntime>;

#[derive(Clone)]
struct Matrix {
    handle: cubecl::server::Handle,
    shape: [usize; 2],
    strides: [usize; 2],
}

impl Matrix {
    fn t(&self) -> Self {
        let ([m, n], [a, b]) = (self.shape, self.strides);
        Matrix {
            handle: self.handle.clone(),
            shape: [n, m],
            strides: [b, a],
        }
    }
    fn binding(&self) -> TensorBinding<CpuRuntime> {
        TensorBinding {
            handle: self.handle.clone().binding(),
            strides: self.strides.into(),
            shape: self.shape.into(),
            runtime: core::marker::PhantomData,
        }
    }
}

struct Gemm {
    client: Client,
}

impl Gemm {
    fn matrix(&self, operand: &Operand) -> Matrix {
        let bytes: Vec<u8> = operand
            .data
            .iter()
            .flat_map(|v| (*v as f32).to_le_bytes())
            .collect();
        let shape = [operand.shape[0], operand.shape[1]];
        Matrix {
            handle: self.client.create_from_slice(&bytes),
            shape,
            strides: [shape[1], 1],
        }
    }

    fn product(&self, lhs: &Matrix, rhs: &Matrix) -> Result<Answer> {
        let shape = [lhs.shape[0], rhs.shape[1]];
        let out = Matrix {
            handle: self.client.empty(shape[0] * shape[1] * 4),
            shape,
            strides: [shape[1], 1],
        };
        let f32 = StorageType::Scalar(ElemType::Float(FloatKind::F32));
        let dtypes = MatmulElems::from_globals(&MatmulGlobalElems {
            lhs: f32,
            rhs: f32,
            out: f32,
        });
        let input = |matrix: &Matrix| InputBinding::new(matrix.binding(), f32);
        match cubek_matmul::routines::gemm::launch::launch_ref(
            &self.client,
            input(lhs),
            input(rhs),
            out.binding(),
            &Default::default(),
            &dtypes,
        ) {
            // As its strategy does, though with another product.
            Err(MatmulSetupError::InvalidConfig(_)) => {
                cubek_matmul::routines::naive::launch::launch_ref(
                    &self.client,
                    input(lhs),
                    input(rhs),
                    out.binding(),
                    &dtypes,
                )
                .map_err(|error| format!("{error:?}"))?
            }
            other => other.map_err(|error| format!("{error:?}"))?,
        }
        let bytes = self.client.read_one_unchecked(out.handle);
        let data = bytes
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes(b.try_into().unwrap()) as f64);
        Ok(Answer {
            shape: shape.to_vec(),
            data: data.take(shape[0] * shape[1]).collect(),
        })
    }
}

impl Subject for Gemm {
    // It claims nothing: the plain problem is what went wrong.
    fn introduction(&self) -> Introduction {
        Introduction {
            name: "cubek-matmul 0.3.0-pre.2 (gemm, cpu)".into(),
            number_format: "float32".into(),
            claims: vec![],
            methods: vec!["forward"],
            ..Introduction::default()
        }
    }
    fn forward(&mut self, x: Operand, w: Operand) -> Result<Answer> {
        self.product(&self.matrix(&x), &self.matrix(&w))
    }
    fn backward(&mut self, given: Given) -> Result<Answers> {
        let (x, w, dy) = (
            self.matrix(&given.x),
            self.matrix(&given.w.unwrap()),
            self.matrix(&given.dy),
        );
        Ok(Answers {
            dx: Some(self.product(&dy, &w.t())?),
            dw: Some(self.product(&x.t(), &dy)?),
            ..Default::default()
        })
    }
}

fn main() {
    serve(Gemm {
        client: CpuRuntime::client(&CpuDevice::default()),
    });
}
