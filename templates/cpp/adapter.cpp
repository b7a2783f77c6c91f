// An adapter for gradgate, on top of protocol.hpp.
#include "protocol.hpp"

using gradgate::Index;
using Tensor = gradgate::Tensor<double>;  // or float

/** A·B, the only arithmetic here. PUT YOUR OWN KERNEL HERE, or call it in forward and backward. */
Tensor product(const Tensor& a, const Tensor& b) {
  const Index m = a.shape[0], n = a.shape[1], k = b.shape[1];
  Tensor c = gradgate::unwritten<double>({m, k});
  for (Index i = 0; i < m; i += 1) {
    for (Index j = 0; j < k; j += 1) {
      double sum = 0;
      for (Index p = 0; p < n; p += 1) sum += a.storage[i * n + p] * b.storage[p * k + j];
      c.storage[i * k + j] = sum;
    }
  }
  return c;
}

Tensor transposed(const Tensor& a) {
  const Index m = a.shape[0], n = a.shape[1];
  Tensor t = gradgate::unwritten<double>({n, m});
  for (Index i = 0; i < m; i += 1) {
    for (Index j = 0; j < n; j += 1) t.storage[j * m + i] = a.storage[i * n + j];
  }
  return t;
}

Tensor forward(Tensor& X, Tensor& W) { return product(X, W); }

gradgate::Answers<double> backward(gradgate::Given<double>& given) {
  const auto& [X, W, dY, options] = given;
  return {product(dY, transposed(W)), product(transposed(X), dY), {}, {}};
}

int main() {
  const gradgate::Introduction introduction = {
      "my layer 0.1",
      "float64",  // in which your kernel rounds: float32, bfloat16, float16
      // What your kernel can do beyond the plain problem; docs/claims.md of gradgate lists it all.
      // A frozen weight has no dW: {"gradients", "dX"}, and backward leaves it out.
      // One that a layer holds as k×n, a row for each output, is given so with {"weight", "out×in"}.
      {{"deterministic", true}, {"reproducible", true}, {"emptyExtents", true}, {"nonFinite", "ieee"}}};
  return gradgate::serve<double>(introduction, {forward, backward});
}
