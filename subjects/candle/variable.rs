//! Operands as tensors of candle's, and back.
use candle_core::backprop::GradStore;
use candle_core::{DType, Device::Cpu, Tensor, Var};
use gradgate_subject::{Answer, Cut, Operand, Result};

/// A view of a variable: `Var` itself is always dense, so the variable is the storage.
pub struct Variable {
    pub var: Option<Var>,
    pub tensor: Tensor,
    cut: Cut,
}

impl Variable {
    /// Where gradients are not `tracked`, a constant.
    pub fn new(operand: &Operand, dtype: DType, tracked: bool) -> Result<Variable> {
        let cut = operand.cut();
        let storage = Tensor::new(&cut.storage[..], &Cpu)?.to_dtype(dtype)?;
        let var = tracked.then(|| Var::from_tensor(&storage)).transpose()?;
        let tensor = view(var.as_ref().map_or(&storage, Var::as_tensor), &cut)?;
        Ok(Variable { var, tensor, cut })
    }

    /// The same view of the gradient of the storage.
    pub fn gradient(&self, gradients: &GradStore) -> Result<Answer> {
        let storage = self
            .var
            .as_ref()
            .and_then(|var| gradients.get(var))
            .ok_or("no gradient")?;
        answer(&view(storage, &self.cut)?)
    }
}

/// By `narrow`, `permute`, and `reshape` of what is contiguous: nothing is copied.
fn view(storage: &Tensor, cut: &Cut) -> Result<Tensor> {
    let (start, length) = cut.window;
    let mut tensor = storage.narrow(0, start, length)?.reshape(&cut.grid[..])?;
    for (axis, extent) in cut.keep.iter().enumerate() {
        tensor = tensor.narrow(axis, 0, *extent)?;
    }
    Ok(tensor.permute(&cut.order[..])?)
}

/// `backward` starts with ones, so dY is the gradient of the sum of Y∘dY.
pub fn backward(y: &Tensor, dy: &Tensor) -> Result<GradStore> {
    Ok((y * dy)?.sum_all()?.backward()?)
}

pub fn answer(tensor: &Tensor) -> Result<Answer> {
    let data = tensor.to_dtype(DType::F64)?.flatten_all()?.to_vec1()?;
    Ok(Answer {
        shape: tensor.dims().to_vec(),
        data,
    })
}
