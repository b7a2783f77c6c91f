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

template <class T>
void matrixGradients(Given<T>& given, Tensor<T>& dX, Tensor<T>& dW, bool accumulate) {
  const bool transX = given.options.transX, transW = given.options.transW;
  const T alpha = given.options.alpha.value_or(1);
  const auto write = [&](auto&& to, const auto& product) {
    if (accumulate) {
      to.noalias() += product;
    } else {
      to.noalias() = product;
    }
  };
  view(given.dY, false, [&](const auto& dY) {
    view(given.W, transW, [&](const auto& W) {
      auto to = destination(dX, transX);
      write(to, alpha * dY * W.transpose());
    });
    view(given.X, transX, [&](const auto& X) {
      auto to = destination(dW, transW);
      write(to, alpha * X.transpose() * dY);
    });
  });
}

/** X is a row, W is a column, or both: in Eigen's types, so that its products of vectors are asked. */
template <class T>
void vectorGradients(Given<T>& given, Tensor<T>& dX, Tensor<T>& dW) {
  auto& [X, W, dY, options] = given;
  const auto row = [](Tensor<T>& t) { return Row<T>(t.first(), t.shape[0], Step(t.strides[0])); };
  const auto column = [](Tensor<T>& t) { return Column<T>(t.first(), t.shape[0], Step(t.strides[0])); };
  if (X.rank() == 1 && W.rank() == 1) {
    row(dX) = *dY.first() * column(W).transpose();
    column(dW) = row(X).transpose() * *dY.first();
  } else if (X.rank() == 1) {
    view(W, false, [&](const auto& W) { row(dX).noalias() = row(dY) * W.transpose(); });
    destination(dW, false).noalias() = row(X).transpose() * row(dY);
  } else {
    destination(dX, false).noalias() = column(dY) * column(W).transpose();
    view(X, false, [&](const auto& X) { column(dW).noalias() = X.transpose() * column(dY); });
  }
}

/** The whole gradient of the one variable of X·X or of X·Xᵀ. */
template <class T>
void sharedGradient(Given<T>& given, Tensor<T>& dX) {
  const bool square = given.options.shared == "X·X";
  view(given.dY, false, [&](const auto& dY) {
    view(given.X, false, [&](const auto& X) {
      auto to = destination(dX, false);
      if (square) {
        to.noalias() = dY * X.transpose();
        to.noalias() += X.transpose() * dY;
      } else {
        to.noalias() = (dY + dY.transpose()) * X;
      }
    });
  });
}

template <class T>
Tensor<T> columnSums(Tensor<T>& matrix) {
  auto sums = gradgate::unwritten<T>({matrix.shape[1]});
  view(matrix, false, [&](const auto& M) {
    Row<T>(sums.first(), sums.shape[0], Step(1)) = M.colwise().sum();
  });
  return sums;
}

template <class T>
Tensor<T> scaled(Tensor<T>& matrix, T factor) {
  auto product = gradgate::unwritten<T>(matrix.shape);
  view(matrix, false, [&](const auto& M) { destination(product, false) = factor * M; });
  return product;
}

template <class T>
gradgate::Answers<T> backward(Given<T>& given) {
  auto& options = given.options;
  gradgate::Answers<T> answers;
  if (options.into) {
    matrixGradients(given, options.into->dX, options.into->dW, options.into->accumulate);
  } else {
    auto dX = gradgate::unwritten<T>(given.X.shape), dW = gradgate::unwritten<T>(given.W.shape);
    if (!options.shared.empty()) {
      sharedGradient(given, dX);
    } else if (given.X.rank() == 1 || given.W.rank() == 1) {
      vectorGradients(given, dX, dW);
    } else {
      matrixGradients(given, dX, dW, false);
    }
    answers.dX = dX;
    if (options.shared.empty()) answers.dW = dW;
  }
  if (options.bias) answers.db = columnSums(given.dY);
  if (options.beta) answers.dC = scaled(given.dY, *options.beta);
  return answers;
}

template <class T>
Tensor<T> forward(Tensor<T>& X, Tensor<T>& W) {
  auto Y = gradgate::unwritten<T>({X.shape[0], W.shape[1]});
  view(X, false, [&](const auto& x) {
    view(W, false, [&](const auto& w) { destination(Y, false).noalias() = x * w; });
  });
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
