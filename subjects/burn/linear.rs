//! burn's `linear`, whose weight is a matrix that all members of a batch share: with its bias, and `relu`
//! or half its squared error behind it.
use burn_tensor::{Tensor, activation, module};
use gradgate_subject::{Answer, Answers, Given, Json, Operand, Result};

use super::{Burn, answer, gradient, view};

/// What is claimed beside what holds of all products.
pub fn claims(has_loss: bool) -> Vec<(&'static str, Json)> {
    let mut claims = vec![
        ("batching", "X alone".into()),
        ("bias", true.into()),
        ("subsets", true.into()),
    ];
    if has_loss {
        claims.push(("loss", "half squared error".into()));
    } else {
        claims.push(("epilogue", "relu".into()));
        claims.push(("nonFinite", "ieee".into()));
    }
    claims
}

pub fn linear_forward<const D: usize>(burn: &Burn, x: &Operand, w: &Operand) -> Result<Answer> {
    answer(module::linear(view::<D>(burn, x), view(burn, w), None))
}

pub fn linear_backward<const D: usize>(
    burn: &Burn,
    given: &Given,
    has_loss: bool,
) -> Result<Answers> {
    let Given { x, w, dy, options } = given;
    let x = view::<D>(burn, x).set_require_grad(options.wants_dx);
    let w = view::<2>(burn, w.as_ref().ok_or("no W")?).set_require_grad(options.wants_dw);
    // Gradients do not depend on the values of b.
    let zeros = || Tensor::<1>::zeros([w.dims()[1]], (&burn.device, burn.dtype));
    let b = options.bias.then(|| zeros().set_require_grad(true));
    let mut y = module::linear(x.clone(), w.clone(), b.clone());
    if options.epilogue.is_some() {
        y = activation::relu(y);
    }
    let target = view(burn, dy);
    let loss = if has_loss {
        (y - target).square().sum().mul_scalar(0.5)
    } else {
        // `backward` starts with ones, so dY is the gradient of the sum of Y∘dY.
        (y * target).sum()
    };
    let gradients = loss.backward();
    let wanted = |is: bool| is.then_some(());
    Ok(Answers {
        dx: wanted(options.wants_dx)
            .map(|()| gradient(&x, &gradients, D))
            .transpose()?,
        dw: wanted(options.wants_dw)
            .map(|()| gradient(&w, &gradients, 2))
            .transpose()?,
        db: b.map(|b| gradient(&b, &gradients, 1)).transpose()?,
        ..Answers::default()
    })
}
