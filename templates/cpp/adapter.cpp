// An adapter for gradgate: it reads requests on stdin, one a line, and writes answers on stdout.
#include <cmath>
#include <cstdio>
#include <iostream>

#include "json.hpp"

struct Matrix {
  size_t rows, columns;
  std::vector<double> entries;  // row-major

  Matrix(size_t rows, size_t columns) : rows(rows), columns(columns), entries(rows * columns) {}
  double& at(size_t i, size_t j) { return entries[i * columns + j]; }
  double at(size_t i, size_t j) const { return entries[i * columns + j]; }
};

/** A·B, the only arithmetic here. PUT YOUR OWN KERNEL HERE, or call it in forward and backward. */
Matrix product(const Matrix& a, const Matrix& b) {
  Matrix c(a.rows, b.columns);
  for (size_t i = 0; i < a.rows; i += 1) {
    for (size_t j = 0; j < b.columns; j += 1) {
      for (size_t p = 0; p < a.columns; p += 1) c.at(i, j) += a.at(i, p) * b.at(p, j);
    }
  }
  return c;
}

Matrix read(const Json& tensor);
Matrix transposed(const Matrix& a);
std::string written(const Matrix& matrix);

std::string forward(const Json& params) {
  return "{\"Y\":" + written(product(read(params["X"]), read(params["W"]))) + "}";
}

std::string backward(const Json& params) {
  const Matrix X = read(params["X"]), W = read(params["W"]), dY = read(params["dY"]);
  const Matrix dX = product(dY, transposed(W));
  const Matrix dW = product(transposed(X), dY);
  return "{\"dX\":" + written(dX) + ",\"dW\":" + written(dW) + "}";
}

/**
 * `numberFormat` is that in which your kernel rounds: also float32, bfloat16, float16. `claims` are
 * what it can do beyond the plain problem; gradgate's README lists them all.
 */
const std::string introduction =
    R"({"protocolVersion": 1, "name": "my layer 0.1", "numberFormat": "float64", "methods": ["forward"],)"
    R"( "claims": {"deterministic": true, "emptyExtents": true, "nonFinite": "ieee"}})";

// From here on: the protocol. You need not change it.

/** A tensor without strides: they only come to adapters that claim layouts. */
Matrix read(const Json& tensor) {
  const auto& shape = tensor["shape"].list;
  Matrix matrix(std::stoul(shape.at(0).text), std::stoul(shape.at(1).text));
  matrix.entries.clear();
  for (const Json& entry : tensor["data"].list) matrix.entries.push_back(entry.number());
  return matrix;
}

Matrix transposed(const Matrix& a) {
  Matrix turned(a.columns, a.rows);
  for (size_t i = 0; i < a.rows; i += 1) {
    for (size_t j = 0; j < a.columns; j += 1) turned.at(j, i) = a.at(i, j);
  }
  return turned;
}

/** Seventeen digits read back as the same bits; what is not finite goes as a word. */
std::string spelled(double value) {
  if (std::isnan(value)) return "\"NaN\"";
  if (std::isinf(value)) return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.17g", value);
  return digits;
}

std::string written(const Matrix& matrix) {
  std::string data;
  for (double entry : matrix.entries) data += (data.empty() ? "" : ",") + spelled(entry);
  return "{\"shape\":[" + std::to_string(matrix.rows) + "," + std::to_string(matrix.columns) +
         "],\"data\":[" + data + "]}";
}

std::string error(int code, std::string message) {
  for (char& character : message) {
    if (character == '"' || character == '\\') character = '\'';
  }
  return "\"error\":{\"code\":" + std::to_string(code) + ",\"message\":\"" + message + "\"}";
}

std::string outcome(const std::string& method, const Json& params) {
  try {
    if (method == "initialize") return "\"result\":" + introduction;
    if (method == "forward") return "\"result\":" + forward(params);
    if (method == "backward") return "\"result\":" + backward(params);
    if (method == "shutdown") return "\"result\":null";
    return error(-32601, "no method " + method);
  } catch (const std::exception& failure) {  // on this problem: gradgate reports which
    return error(-32603, failure.what());
  }
}

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const Json request = JsonReader(line).value();
    const std::string method = request["method"].text;
    std::cout << "{\"jsonrpc\":\"2.0\",\"id\":" << request["id"].text << ","
              << outcome(method, request["params"]) << "}" << std::endl;  // flushed
    if (method == "shutdown") break;
  }
}
