// A BLAS has products, not gradients: (1) and (2) are written by hand, in calls of its C interface, CBLAS.
// Include its header, and define `std::string library()`, before this.
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
BLAS(double, dot) { return cblas_ddot(a...); }
BLAS(float, dot) { return cblas_sdot(a...); }

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

/** Entries that are `step` apart. BLAS wants a step that is not 0, even where there is nothing to step over. */
template <class T>
struct Vector {
  T* first;
  Index size, step;

  explicit Vector(Tensor<T>& tensor) : first(tensor.first()) {
    size = tensor.rank() == 0 ? 1 : tensor.shape[0];
    step = size > 1 ? tensor.strides[0] : 1;
  }
};

/** y = α·x + β·y */
template <class T>
void sum(T alpha, Vector<T> x, T beta, Vector<T> y) {
  axpby(T{}, x.size, alpha, x.first, x.step, beta, y.first, y.step);
}

/** y = α·A·x + β·y. Where A·x sums no terms, BLAS returns at once, whatever β is. */
template <class T>
void product(T alpha, View<T> A, Vector<T> x, T beta, Vector<T> y) {
  for (Index i = 0; x.size == 0 && beta == 0 && i < y.size; i += 1) y.first[i * y.step] = 0;
  const auto [rows, cols] = A.columnMajor ? std::pair(A.cols, A.rows) : std::pair(A.rows, A.cols);
  gemv(T{}, CblasRowMajor, A.columnMajor ? CblasTrans : CblasNoTrans, rows, cols, alpha, A.first, A.ld,
       x.first, x.step, beta, y.first, y.step);
}

/** A = α·x·yᵀ + β·A, for a β of 0 or 1; BLAS only adds. */
template <class T>
void outer(T alpha, Vector<T> x, Vector<T> y, T beta, View<T> A) {
  if (A.columnMajor) return outer<T>(alpha, y, x, beta, A.T_());
  for (Index i = 0; beta == 0 && i < A.rows; i += 1) std::fill_n(A.first + i * A.ld, A.cols, T{0});
  ger(T{}, CblasRowMajor, x.size, y.size, alpha, x.first, x.step, y.first, y.step, A.first, A.ld);
}

/** α times the gradients, each added to β times what is there. */
template <class T>
void gradients(gradgate::Given<T>& given, T beta, Tensor<T>& dX, Tensor<T>& dW) {
  auto& [X, W, dY, options] = given;
  const T alpha = options.alpha.value_or(1);
  if (X.rank() == 1 && W.rank() == 1) {
    sum<T>(alpha * *dY.first(), Vector<T>(W), beta, Vector<T>(dX));
    sum<T>(alpha * *dY.first(), Vector<T>(X), beta, Vector<T>(dW));
  } else if (X.rank() == 1) {
    product<T>(alpha, View<T>(W, options.transW), Vector<T>(dY), beta, Vector<T>(dX));
    outer<T>(alpha, Vector<T>(X), Vector<T>(dY), beta, View<T>(dW, options.transW));
  } else if (W.rank() == 1) {
    outer<T>(alpha, Vector<T>(dY), Vector<T>(W), beta, View<T>(dX, options.transX));
    product<T>(alpha, View<T>(X, options.transX).T_(), Vector<T>(dY), beta, Vector<T>(dW));
  } else {
    product<T>(alpha, dY, View<T>(W, options.transW).T_(), beta, View<T>(dX, options.transX));
    product<T>(alpha, View<T>(X, options.transX).T_(), dY, beta, View<T>(dW, options.transW));
  }
}

/** β·M: all of a vector, or row by row. */
template <class T>
Tensor<T> scaled(Tensor<T>& M, T beta) {
  auto product = gradgate::unwritten<T>(M.shape);
  if (M.rank() < 2) {
    sum<T>(beta, Vector<T>(M), 0, Vector<T>(product));
    return product;
  }
  for (Index row = 0; row < M.shape[0]; row += 1) {
    axpby(T{}, M.shape[1], beta, M.first() + row * M.strides[0], std::max<Index>(1, M.strides[1]), T{0},
          product.first() + row * product.strides[0], Index{1});
  }
  return product;
}

/** Where X is a vector, dY is the only row. */
template <class T>
Tensor<T> columnSums(Tensor<T>& dY) {
  if (dY.rank() == 1) return scaled<T>(dY, 1);
  auto sums = gradgate::unwritten<T>({dY.shape[1]}), ones = gradgate::unwritten<T>({dY.shape[0]});
  std::fill(ones.storage.begin(), ones.storage.end(), T{1});
  product<T>(1, View<T>(dY).T_(), Vector<T>(ones), 0, Vector<T>(sums));
  return sums;
}

template <class T>
gradgate::Answers<T> backward(gradgate::Given<T>& given) {
  auto& [X, W, dY, options] = given;
  gradgate::Answers<T> answers;
  if (options.into) {
    gradients<T>(given, options.into->accumulate ? 1 : 0, options.into->dX, options.into->dW);
  } else {
    answers.dX = gradgate::unwritten<T>(X.shape), answers.dW = gradgate::unwritten<T>(W.shape);
    gradients<T>(given, 0, *answers.dX, *answers.dW);
  }
  if (options.bias) answers.db = columnSums(dY);
  if (options.beta) answers.dC = scaled(dY, *options.beta);
  return answers;
}

template <class T>
Tensor<T> forward(Tensor<T>& X, Tensor<T>& W) {
  std::vector<Index> shape;
  if (X.rank() == 2) shape.push_back(X.shape[0]);
  if (W.rank() == 2) shape.push_back(W.shape[1]);
  auto Y = gradgate::unwritten<T>(shape);
  if (X.rank() == 1 && W.rank() == 1) {
    const Vector<T> x(X), w(W);
    *Y.first() = dot(T{}, x.size, x.first, x.step, w.first, w.step);
  } else if (X.rank() == 1) {
    product<T>(1, View<T>(W).T_(), Vector<T>(X), 0, Vector<T>(Y));
  } else if (W.rank() == 1) {
    product<T>(1, View<T>(X), Vector<T>(W), 0, Vector<T>(Y));
  } else {
    product<T>(1, View<T>(X), View<T>(W), 0, View<T>(Y));
  }
  return Y;
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
