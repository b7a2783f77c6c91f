// Eigen has products, not gradients: (1) and (2) are written by hand, as they would be in a layer.
// Assertions throw, so that a refusal is an error of one call rather than the end of the process.
#include <stdexcept>
#define eigen_assert(condition) \
  if (!(condition)) throw std::runtime_error("Eigen refuses: " #condition)
#include <Eigen/Core>

#include "../lib/cpp/protocol.hpp"

using Eigen::Dynamic;
using gradgate::Given;
using gradgate::Index;
using gradgate::Tensor;

using Step = Eigen::InnerStride<>;
template <class T>
using RowMajor = Eigen::Matrix<T, Dynamic, Dynamic, Eigen::RowMajor>;
template <class T>
using ColMajor = Eigen::Matrix<T, Dynamic, Dynamic, Eigen::ColMajor>;
template <class T>
using Row = Eigen::Map<Eigen::Matrix<T, 1, Dynamic>, 0, Step>;
template <class T>
using Column = Eigen::Map<Eigen::Matrix<T, Dynamic, 1>, 0, Step>;
template <class M>
using Lines = Eigen::Map<M, 0, Eigen::OuterStride<>>;
template <class M>
using Strided = Eigen::Map<M, 0, Eigen::Stride<Dynamic, Dynamic>>;

/**
 * A matrix as Eigen sees it: its rows or its columns are contiguous, which the type says, and each type
 * takes another way through Eigen. Of other views a copy is made, as Eigen's products do by themselves.
 */
template <class T, class Use>
void view(Tensor<T>& tensor, bool transposed, Use use) {
  Index rows = tensor.shape[0], cols = tensor.shape[1];
  Index down = tensor.strides[0], right = tensor.strides[1];
  if (transposed) std::swap(rows, cols), std::swap(down, right);
  T* first = tensor.first();
  // OuterStride must not be less than a line, and means nothing where there is one line only.
  if (right == 1 && (down >= cols || rows < 2)) {
    use(Lines<RowMajor<T>>(first, rows, cols, Eigen::OuterStride<>(rows < 2 ? cols : down)));
  } else if (down == 1 && (right >= rows || cols < 2)) {
    use(Lines<ColMajor<T>>(first, rows, cols, Eigen::OuterStride<>(cols < 2 ? rows : right)));
  } else {
    RowMajor<T> copy = Strided<RowMajor<T>>(first, rows, cols, {down, right});
    use(Lines<RowMajor<T>>(copy.data(), rows, cols, Eigen::OuterStride<>(cols)));
  }
}

/** A destination may have any strides. */
template <class T>
Strided<RowMajor<T>> destination(Tensor<T>& tensor, bool transposed) {
  const auto& [rows, cols] = std::tie(tensor.shape[0], tensor.shape[1]);
  const auto& [down, right] = std::tie(tensor.strides[0], tensor.strides[1]);
  if (transposed) return {tensor.first(), cols, rows, {right, down}};
  return {tensor.first(), rows, cols, {down, right}};
}

/** What becomes of a gradient: it is written over what is there, or added to it. */
template <class To, class Gradient>
void write(To&& to, const Gradient& gradient, bool accumulate) {
  if (accumulate) {
    to.noalias() += gradient;
  } else {
    to.noalias() = gradient;
  }
}

template <class T>
void matrixGradients(Given<T>& given, Tensor<T>& dX, Tensor<T>& dW, bool accumulate) {
  const bool transX = given.options.transX, transW = given.options.transW;
  const T alpha = given.options.alpha.value_or(1);
  view(given.dY, false, [&](const auto& dY) {
    view(given.W, transW, [&](const auto& W) {
      write(destination(dX, transX), alpha * dY * W.transpose(), accumulate);
    });
    view(given.X, transX, [&](const auto& X) {
      write(destination(dW, transW), alpha * X.transpose() * dY, accumulate);
    });
  });
}

template <class T>
Row<T> row(Tensor<T>& tensor) {
  return {tensor.first(), tensor.shape[0], Step(tensor.strides[0])};
}

template <class T>
Column<T> column(Tensor<T>& tensor) {
  return {tensor.first(), tensor.shape[0], Step(tensor.strides[0])};
}

/** X is a row, W is a column, or both: in Eigen's types, so that its products of vectors are asked. */
template <class T>
void vectorGradients(Given<T>& given, Tensor<T>& dX, Tensor<T>& dW, bool accumulate) {
  auto& [X, W, dY, options] = given;
  const T alpha = options.alpha.value_or(1);
  if (X.rank() == 1 && W.rank() == 1) {
    write(row(dX), alpha * *dY.first() * column(W).transpose(), accumulate);
    write(column(dW), row(X).transpose() * (alpha * *dY.first()), accumulate);
  } else if (X.rank() == 1) {
    view(W, options.transW, [&](const auto& matrix) {
      write(row(dX), alpha * row(dY) * matrix.transpose(), accumulate);
    });
    write(destination(dW, options.transW), alpha * row(X).transpose() * row(dY), accumulate);
  } else {
    write(destination(dX, options.transX), alpha * column(dY) * column(W).transpose(), accumulate);
    view(X, options.transX, [&](const auto& matrix) {
      write(column(dW), alpha * matrix.transpose() * column(dY), accumulate);
    });
  }
}

/** The whole gradient of the one variable of X·X or of X·Xᵀ. */
template <class T>
void sharedGradient(Given<T>& given, Tensor<T>& dX, bool accumulate) {
  const bool square = given.options.shared == "X·X";
  const T alpha = given.options.alpha.value_or(1);
  view(given.dY, false, [&](const auto& dY) {
    view(given.X, false, [&](const auto& X) {
      if (square) {
        write(destination(dX, false), alpha * dY * X.transpose(), accumulate);
        write(destination(dX, false), alpha * X.transpose() * dY, true);
      } else {
        write(destination(dX, false), alpha * (dY + dY.transpose()) * X, accumulate);
      }
    });
  });
}

/** Where X is a vector, dY is the only row. */
template <class T>
Tensor<T> columnSums(Tensor<T>& dY) {
  auto sums = gradgate::unwritten<T>({dY.shape.back()});
  if (dY.rank() == 1) {
    row(sums) = row(dY);
  } else {
    view(dY, false, [&](const auto& M) { row(sums) = M.colwise().sum(); });
  }
  return sums;
}

template <class T>
Tensor<T> scaled(Tensor<T>& tensor, T factor) {
  auto product = gradgate::unwritten<T>(tensor.shape);
  if (tensor.rank() == 0) {
    *product.first() = factor * *tensor.first();
  } else if (tensor.rank() == 1) {
    row(product) = factor * row(tensor);
  } else {
    view(tensor, false, [&](const auto& M) { destination(product, false) = factor * M; });
  }
  return product;
}

template <class T>
void gradients(Given<T>& given, Tensor<T>& dX, Tensor<T>& dW, bool accumulate) {
  if (!given.options.shared.empty()) return sharedGradient(given, dX, accumulate);
  if (given.X.rank() == 1 || given.W.rank() == 1) return vectorGradients(given, dX, dW, accumulate);
  matrixGradients(given, dX, dW, accumulate);
}

template <class T>
gradgate::Answers<T> backward(Given<T>& given) {
  auto& options = given.options;
  gradgate::Answers<T> answers;
  if (options.into) {
    gradients(given, options.into->dX, options.into->dW, options.into->accumulate);
  } else {
    auto dX = gradgate::unwritten<T>(given.X.shape), dW = gradgate::unwritten<T>(given.W.shape);
    gradients(given, dX, dW, false);
    answers.dX = dX;
    if (options.shared.empty()) answers.dW = dW;
  }
  if (options.bias) answers.db = columnSums(given.dY);
  if (options.beta) answers.dC = scaled(given.dY, *options.beta);
  return answers;
}

template <class T>
Tensor<T> forward(Tensor<T>& X, Tensor<T>& W) {
  std::vector<Index> shape;
  if (X.rank() == 2) shape.push_back(X.shape[0]);
  if (W.rank() == 2) shape.push_back(W.shape[1]);
  auto Y = gradgate::unwritten<T>(shape);
  if (X.rank() == 1 && W.rank() == 1) {
    *Y.first() = row(X) * column(W);
  } else if (X.rank() == 1) {
    view(W, false, [&](const auto& w) { row(Y).noalias() = row(X) * w; });
  } else if (W.rank() == 1) {
    view(X, false, [&](const auto& x) { column(Y).noalias() = x * column(W); });
  } else {
    view(X, false, [&](const auto& x) {
      view(W, false, [&](const auto& w) { destination(Y, false).noalias() = x * w; });
    });
  }
  return Y;
}

int main(int count, char** arguments) {
  const std::string format = count > 1 ? arguments[1] : "float64";
  const std::string version = std::to_string(EIGEN_WORLD_VERSION) + "." +
                              std::to_string(EIGEN_MAJOR_VERSION) + "." +
                              std::to_string(EIGEN_MINOR_VERSION);
  // Not claimed: batches (Eigen has none outside of unsupported/), gradients written over operands
  // (noalias() is the caller's word that there are none).
  const gradgate::Introduction introduction = {"Eigen " + version + " " + format,
                                               format,
                                               {{"deterministic", true},
                                                {"reproducible", true},
                                                {"layouts", "all"},
                                                {"emptyExtents", true},
                                                {"vectors", true},
                                                {"transposeFlags", true},
                                                {"scaling", true},
                                                {"bias", true},
                                                {"destinations", "accumulate"},
                                                {"sharedOperand", true},
                                                {"nonFinite", "ieee"}}};
  if (format == "float32") return gradgate::serve<float>(introduction, {forward<float>, backward<float>});
  return gradgate::serve<double>(introduction, {forward<double>, backward<double>});
}
