// The protocol of docs/protocol.md, for adapters in C++17 on POSIX. Needs nlohmann/json; copy it freely.
#pragma once
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstring>
#include <functional>
#include <iostream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace gradgate {

using json = nlohmann::json;
using Index = std::ptrdiff_t;

/** Entry (i, j) lies at storage[offset + i·strides[0] + j·strides[1]]. */
template <class T>
struct Tensor {
  std::vector<Index> shape, strides;
  Index offset = 0;
  std::vector<T> storage;

  T* first() { return storage.data() + offset; }
  int rank() const { return static_cast<int>(shape.size()); }
};

inline std::vector<Index> rowMajor(const std::vector<Index>& shape) {
  std::vector<Index> strides(shape.size(), 1);
  for (size_t axis = shape.size(); axis-- > 1;) {
    strides[axis - 1] = strides[axis] * std::max<Index>(1, shape[axis]);
  }
  return strides;
}

/** A dense tensor of NaN, so that an entry which is never written is seen. */
template <class T>
Tensor<T> unwritten(const std::vector<Index>& shape) {
  Index entries = 1;
  for (Index extent : shape) entries *= extent;
  return {shape, rowMajor(shape), 0, std::vector<T>(entries, std::numeric_limits<T>::quiet_NaN())};
}

/** JSON has no NaN, no infinities, and not every reader keeps its −0: they come as words. */
inline double number(const json& entry) {
  if (entry.is_number()) return entry.get<double>();
  const auto word = entry.get<std::string>();
  if (word == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (word == "Infinity") return std::numeric_limits<double>::infinity();
  if (word == "-Infinity") return -std::numeric_limits<double>::infinity();
  if (word == "-0") return -0.0;
  throw std::invalid_argument("no number: " + word);
}

/** As a double, which every float is; the JSON library writes what reads back as the same bits. */
inline json spelled(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value == 0 && std::signbit(value)) return "-0";
  return value;
}

inline std::vector<unsigned char> fromBase64(const std::string& text) {
  static const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::vector<unsigned char> bytes;
  unsigned bits = 0, count = 0;
  for (char character : text) {
    const auto digit = digits.find(character);
    if (digit == std::string::npos) break;  // the padding
    bits = bits << 6 | static_cast<unsigned>(digit);
    if ((count += 6) >= 8) bytes.push_back(static_cast<unsigned char>(bits >> (count -= 8)));
  }
  return bytes;
}

/** Numbers of base64, little-endian as every machine that we know of is, or of decimals. */
template <class T>
std::vector<T> numbers(const json& data, const std::string& datatype) {
  std::vector<T> values;
  if (data.is_array()) {
    for (const json& entry : data) values.push_back(static_cast<T>(number(entry)));
    return values;
  }
  const auto bytes = fromBase64(data.get<std::string>());
  const auto decode = [&](auto value) {
    for (size_t at = 0; at + sizeof value <= bytes.size(); at += sizeof value) {
      std::memcpy(&value, &bytes[at], sizeof value);
      values.push_back(static_cast<T>(value));
    }
  };
  datatype == "float32" ? decode(0.0f) : decode(0.0);
  return values;
}

template <class T>
Tensor<T> read(const json& wire) {
  const auto shape = wire.at("shape").get<std::vector<Index>>();
  auto storage = numbers<T>(wire.at("data"), wire.value("datatype", "float64"));
  if (!wire.contains("strides")) return {shape, rowMajor(shape), 0, std::move(storage)};
  return {shape, wire.at("strides").get<std::vector<Index>>(), wire.value("offset", Index{0}),
          std::move(storage)};
}

/** What a storage holds, gaps included. */
template <class T>
json stored(const Tensor<T>& tensor) {
  json data = json::array();
  for (T value : tensor.storage) data.push_back(spelled(value));
  return {{"data", data}};
}

/** A dense tensor as an answer. */
template <class T>
json answer(const Tensor<T>& tensor) {
  json wire = stored(tensor);
  wire["shape"] = tensor.shape;
  return wire;
}

using Methods = std::map<std::string, std::function<json(const json&)>>;

inline json respond(const Methods& methods, const json& request) {
  json response = {{"jsonrpc", "2.0"}, {"id", request.at("id")}};
  const auto method = request.at("method").get<std::string>();
  const auto fail = [&](int code, const std::string& message) {
    response["error"] = {{"code", code}, {"message", message}};
  };
  const auto found = methods.find(method);
  if (found == methods.end()) {
    fail(-32601, "no method " + method);
    return response;
  }
  try {
    response["result"] = found->second(request.at("params"));
  } catch (const json::exception& error) {
    fail(-32602, error.what());
  } catch (const std::exception& error) {
    fail(-32603, error.what());
  }
  return response;
}

/** Answers until it is told to end. `introduction` is the answer to `initialize`. */
inline int serve(json introduction, Methods methods) {
  // What a library prints to stdout goes to stderr; stdout is for answers alone.
  FILE* out = fdopen(dup(1), "w");
  dup2(2, 1);
  introduction["protocolVersion"] = 1;
  introduction["encodings"] = {"base64"};
  introduction["methods"] = json::array();
  for (const char* name : {"forward", "record", "reset"}) {
    if (methods.count(name) > 0) introduction["methods"].push_back(name);
  }
  methods["initialize"] = [=](const json&) { return introduction; };
  methods["shutdown"] = [](const json&) { return nullptr; };
  for (std::string line; std::getline(std::cin, line);) {
    const json request = json::parse(line);
    std::fprintf(out, "%s\n", respond(methods, request).dump().c_str());
    std::fflush(out);
    if (request.at("method") == "shutdown") break;
  }
  return 0;
}

}  // namespace gradgate
