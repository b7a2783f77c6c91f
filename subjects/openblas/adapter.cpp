// OpenBLAS has products, not gradients: (1) and (2) are written by hand, in calls of its C interface.
// The calls are C; C++ is here for ../lib/cpp/protocol.hpp alone.
#include <cblas.h>

#include "../lib/cpp/protocol.hpp"

using gradgate::Index;
using gradgate::Tensor;

// One name for both formats.
#define BLAS(T, name) \
  template <class... A> auto name(T, A... a)
BLAS(double, gemm) { return cblas_dgemm(a...); }
BLAS(float, gemm) { return cblas_sgemm(a...); }
BLAS(double, gemv) { return cblas_dgemv(a...); }
BLAS(float, gemv) { return cblas_sgemv(a...); }
BLAS(double, ger) { return cblas_dger(a...); }
BLAS(float, ger) { return cblas_sger(a...); }
BLAS(double, axpby) { return cblas_daxpby(a...); }
BLAS(float, axpby) { return cblas_saxpby(a...); }

/** A matrix as BLAS knows it: lines of contiguous entries, `ld` apart. */
template <class T>
struct View {
  T* first;
  Index rows, cols, ld;
  bool columnMajor;

  View(Tensor<T>& tensor, bool transposed = false) : first(tensor.first()) {
    rows = tensor.shape[0], cols = tensor.shape[1];
    Index down = tensor.strides[0], right = tensor.strides[1];
    columnMajor = right != 1 && cols > 1;
    // An axis of extent 1 has no stride, but BLAS always wants an ld, not less than a line.
    ld = columnMajor ? (cols > 1 ? right : rows) : (rows > 1 ? down : cols);
    ld = std::max<Index>({1, ld, columnMajor ? rows : cols});
    if (transposed) *this = T_();
  }

  View T_() const {
    View view = *this;
    std::swap(view.rows, view.cols);
    view.columnMajor = !columnMajor;
    return view;
  }
};

/** C = α·A·B + β·C. A column-major C is the row-major Cᵀ = Bᵀ·Aᵀ. */
template <class T>
void product(T alpha, View<T> A, View<T> B, T beta, View<T> C) {
  if (C.columnMajor) return product<T>(alpha, B.T_(), A.T_(), beta, C.T_());
  gemm(T{}, CblasRowMajor, A.columnMajor ? CblasTrans : CblasNoTrans,
       B.columnMajor ? CblasTrans : CblasNoTrans, C.rows, C.cols, A.cols, alpha, A.first, A.ld, B.first,
       B.ld, beta, C.first, C.ld);
}

/** BLAS wants a stride that is not 0 even where there is nothing to stride over. */
template <class T>
Index step(const Tensor<T>& vector) {
  return vector.shape[0] > 1 ? vector.strides[0] : 1;
}

/** y = A·x */
template <class T>
void product(View<T> A, Tensor<T>& x, Tensor<T>& y) {
  const auto [rows, cols] = A.columnMajor ? std::pair(A.cols, A.rows) : std::pair(A.rows, A.cols);
  gemv(T{}, CblasRowMajor, A.columnMajor ? CblasTrans : CblasNoTrans, rows, cols, T{1}, A.first, A.ld,
       x.first(), step(x), T{0}, y.first(), step(y));
}

/** A = x·yᵀ; BLAS only adds. */
template <class T>
void outer(Tensor<T>& x, Tensor<T>& y, Tensor<T>& A) {
  std::fill(A.storage.begin(), A.storage.end(), T{0});
  ger(T{}, CblasRowMajor, x.shape[0], y.shape[0], T{1}, x.first(), step(x), y.first(), step(y),
      A.first(), A.strides[0]);
}

template <class T>
void vectorGradients(Tensor<T>& X, Tensor<T>& W, Tensor<T>& dY, Tensor<T>& dX, Tensor<T>& dW) {
  if (X.rank() == 1 && W.rank() == 1) {
    axpby(T{}, X.shape[0], *dY.first(), W.first(), step(W), T{0}, dX.first(), Index{1});
    axpby(T{}, X.shape[0], *dY.first(), X.first(), step(X), T{0}, dW.first(), Index{1});
  } else if (X.rank() == 1) {
    product(View<T>(W), dY, dX);
    outer(X, dY, dW);
  } else {
    outer(dY, W, dX);
    product(View<T>(X).T_(), dY, dW);
  }
}

template <class T>
Tensor<T> columnSums(Tensor<T>& matrix) {
  auto sums = gradgate::unwritten<T>({matrix.shape[1]});
  auto ones = gradgate::unwritten<T>({matrix.shape[0]});
  std::fill(ones.storage.begin(), ones.storage.end(), T{1});
  product(View<T>(matrix).T_(), ones, sums);
  return sums;
}

/** β·M, row by row. */
template <class T>
Tensor<T> scaled(Tensor<T>& matrix, T beta) {
  auto product = gradgate::unwritten<T>(matrix.shape);
  for (Index row = 0; row < matrix.shape[0]; row += 1) {
    axpby(T{}, matrix.shape[1], beta, matrix.first() + row * matrix.strides[0],
          std::max<Index>(1, matrix.strides[1]), T{0}, product.first() + row * product.strides[0], Index{1});
  }
  return product;
}

template <class T>
gradgate::Answers<T> backward(gradgate::Given<T>& given) {
  auto& [X, W, dY, options] = given;
  gradgate::Answers<T> answers;
  auto dX = gradgate::unwritten<T>(X.shape), dW = gradgate::unwritten<T>(W.shape);
  if (X.rank() == 1 || W.rank() == 1) {
    vectorGradients(X, W, dY, dX, dW);
  } else {
    const T alpha = options.alpha.value_or(1), beta = options.into && options.into->accumulate ? 1 : 0;
    auto& toX = options.into ? options.into->dX : dX;
    auto& toW = options.into ? options.into->dW : dW;
    product<T>(alpha, dY, View<T>(W, options.transW).T_(), beta, View<T>(toX, options.transX));
    product<T>(alpha, View<T>(X, options.transX).T_(), dY, beta, View<T>(toW, options.transW));
  }
  if (!options.into) answers.dX = dX, answers.dW = dW;
  if (options.bias) answers.db = columnSums(dY);
  if (options.beta) answers.dC = scaled(dY, *options.beta);
  return answers;
}

template <class T>
Tensor<T> forward(Tensor<T>& X, Tensor<T>& W) {
  auto Y = gradgate::unwritten<T>({X.shape[0], W.shape[1]});
  product<T>(1, View<T>(X), View<T>(W), 0, View<T>(Y));
  return Y;
}

/** "OpenBLAS 0.3.21, SkylakeX kernels": they differ from one processor to the next. */
std::string library() {
  const std::string config = openblas_get_config();
  const auto version = config.substr(0, config.find(' ', config.find(' ') + 1));
  return version + ", " + openblas_get_corename() + " kernels, ";
}

int main(int count, char** arguments) {
  const std::string format = count > 1 ? arguments[1] : "float64";
  // Not claimed: steps, negative and zero strides (a matrix of BLAS has contiguous lines), batches, and
  // gradients written over operands (BLAS forbids it).
  const gradgate::Introduction introduction = {
      library() + format,
      format,
      {{"deterministic", true},
       {"reproducible", true},
       {"layouts", {"column-major", "gaps", "offset", "lone strides"}},
       {"emptyExtents", true},
       {"vectors", true},
       {"transposeFlags", true},
       {"scaling", true},
       {"bias", true},
       {"destinations", "accumulate"},
       {"nonFinite", "ieee"}}};
  if (format == "float32") return gradgate::serve<float>(introduction, {forward<float>, backward<float>});
  return gradgate::serve<double>(introduction, {forward<double>, backward<double>});
}
