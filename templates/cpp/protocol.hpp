// gradgate's protocol (docs/protocol.md) for adapters in C++17 on POSIX: write a Subject, and call
// serve. Needs nothing: copy this file, and json.hpp.
#pragma once
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <functional>
#include <iostream>
#include <limits>
#include <optional>

#include "json.hpp"

namespace gradgate {

using Index = std::ptrdiff_t;

/** Entry (i, j) lies at storage[offset + i·strides[0] + j·strides[1]]. */
template <class T>
struct Tensor {
  std::vector<Index> shape, strides;
  Index offset = 0;
  std::vector<T> storage;
  /** Where `formats` says that it is scaled: a code for each entry, and a scale for each block. */
  std::vector<T> codes = {}, scales = {};
  /** Where it has a global scale besides: one for each matrix. */
  std::vector<T> globalScale = {};
  /** Of W, where it is a matrix for each of several groups: how many rows of X each takes. */
  std::optional<std::vector<Index>> groups = {};

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

/** Where the gradients go; they are added to what is there, when `accumulate` is set. */
template <class T>
struct Into {
  Tensor<T> dX, dW;
  bool accumulate;
};

/** What is asked beyond the plain problem. Each only comes to those who claim it. */
template <class T>
struct Options {
  bool transX = false, transW = false, bias = false;
  bool wantsX = true, wantsW = true;
  std::optional<T> alpha, beta;
  std::string shared;    // "X·X" or "X·Xᵀ": W is X
  std::string epilogue;  // "relu": Y = max(X·W, 0)
  std::optional<Into<T>> into;
};

/** The question. What is written into its storage is told to gradgate. */
template <class T>
struct Given {
  Tensor<T> X, W, dY;
  Options<T> options;
};

/** Dense gradients. What went into a destination is left out. */
template <class T>
struct Answers {
  std::optional<Tensor<T>> dX, dW, db, dC;
};

/** A library. The last two may be left out. */
template <class T>
struct Subject {
  std::function<Tensor<T>(Tensor<T>& X, Tensor<T>& W)> forward;
  std::function<Answers<T>(Given<T>& given)> backward;
  /** The weight that is held for this W: quantized, pruned. */
  std::function<Tensor<T>(Tensor<T>& W)> effective = {};
  /** Back to the state of a fresh process. */
  std::function<void()> reset = {};
};

/** The value of a claim: true or false, a text, or several. */
struct Claim {
  std::string json;

  Claim(bool value) : json(value ? "true" : "false") {}
  Claim(int value) : json(std::to_string(value)) {}
  Claim(const char* value) : json(quoted(value)) {}
  Claim(std::initializer_list<const char*> values) : json(listed(values, quoted)) {}
};

/**
 * The format of a tensor: a name, or codes and scales, of blocks of so many rows and columns, and maybe a
 * global scale in a format of its own.
 */
struct Format {
  std::string json;

  Format(const char* name) : json(quoted(name)) {}
  Format(const char* codes, const char* scales, int rows, int columns, const char* globalScale = nullptr)
      : json("{\"codes\":" + quoted(codes) + ",\"scales\":" + quoted(scales) + ",\"block\":[" +
             std::to_string(rows) + "," + std::to_string(columns) + "]" +
             (globalScale == nullptr ? "" : ",\"globalScale\":" + quoted(globalScale)) + "}") {}
};

/** What an adapter says about itself; docs/claims.md of gradgate lists the claims. */
struct Introduction {
  std::string name, numberFormat;
  std::map<std::string, Claim> claims;
  std::map<std::string, std::string> knownFailures = {};
  /** The formats of single tensors, where they are not `numberFormat`. */
  std::map<std::string, Format> formats = {};
};

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

/** The folder of tensors in files; empty, until gradgate names one. */
inline std::string& folder() {
  static std::string path;
  return path;
}

inline std::vector<unsigned char> bytesOf(const Json& data) {
  if (!data.has("file")) return fromBase64(data.text);
  std::ifstream file(folder() + "/" + data["file"].text, std::ios::binary | std::ios::ate);
  std::vector<unsigned char> bytes(file ? static_cast<size_t>(file.tellg()) : 0);
  file.seekg(0).read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file) throw std::runtime_error("cannot read the file " + data["file"].text);
  return bytes;
}

/** Numbers of bytes, little-endian as every machine that we know of is, or of decimals. */
template <class T>
std::vector<T> numbers(const Json& data, bool wide) {
  std::vector<T> values;
  for (const Json& entry : data.list) values.push_back(static_cast<T>(entry.number()));
  const auto bytes = bytesOf(data);
  const auto decode = [&](auto value) {
    values.resize(values.size() + bytes.size() / sizeof value);
    for (size_t at = 0; at + sizeof value <= bytes.size(); at += sizeof value) {
      std::memcpy(&value, &bytes[at], sizeof value);
      values[at / sizeof value] = static_cast<T>(value);
    }
  };
  if (bytes.empty()) return values;
  wide ? decode(0.0) : decode(0.0f);
  return values;
}

inline std::vector<Index> integers(const Json& json) {
  std::vector<Index> values;
  for (const Json& entry : json.list) values.push_back(static_cast<Index>(entry.number()));
  return values;
}

template <class T>
Tensor<T> read(const Json& tensor) {
  const auto shape = integers(tensor["shape"]);
  const bool wide = !tensor.has("datatype") || tensor["datatype"].text == "float64";
  Tensor<T> read = {shape, rowMajor(shape), 0, numbers<T>(tensor["data"], wide)};
  if (tensor.has("strides")) read.strides = integers(tensor["strides"]);
  if (tensor.has("offset")) read.offset = static_cast<Index>(tensor["offset"].number());
  if (tensor.has("scaled")) {
    read.codes = numbers<T>(tensor["scaled"]["codes"], wide);
    read.scales = numbers<T>(tensor["scaled"]["scales"], wide);
    if (tensor["scaled"].has("globalScale")) {
      read.globalScale = numbers<T>(tensor["scaled"]["globalScale"], wide);
    }
  }
  return read;
}

/** W, or X itself where they are one variable. */
template <class T>
Tensor<T> readWeight(const Json& params, const Tensor<T>& X) {
  if (params["W"].fields.empty()) return X;
  Tensor<T> W = read<T>(params["W"]);
  if (params.has("groups")) W.groups = integers(params["groups"]);
  return W;
}

template <class T>
Options<T> readOptions(const Json& json) {
  Options<T> options;
  const auto flag = [&](const Json& of, const char* name) {
    return of.has(name) && of[name].text == "true";
  };
  options.transX = flag(json, "transX");
  options.transW = flag(json, "transW");
  options.bias = flag(json, "bias");
  if (json.has("alpha")) options.alpha = static_cast<T>(json["alpha"].number());
  if (json.has("beta")) options.beta = static_cast<T>(json["beta"].number());
  if (json.has("shared")) options.shared = json["shared"].text;
  if (json.has("epilogue")) options.epilogue = json["epilogue"].text;
  if (json.has("wants")) {
    options.wantsX = options.wantsW = false;
    for (const Json& name : json["wants"].list) {
      (name.text == "dX" ? options.wantsX : options.wantsW) = true;
    }
  }
  if (json.has("into")) {
    const Json& into = json["into"];
    options.into = {read<T>(into["dX"]), read<T>(into["dW"]), flag(into, "accumulate")};
  }
  return options;
}

template <class T>
Given<T> readGiven(const Json& params) {
  const Tensor<T> X = read<T>(params["X"]);
  const Tensor<T> W = readWeight(params, X);
  const Json options = params.has("options") ? params["options"] : Json{};
  return {X, W, read<T>(params["dY"]), readOptions<T>(options)};
}

/** Decimals, which people can read; from 65,536 numbers on, a file where there is a folder. */
template <class T>
std::string data(const Tensor<T>& tensor) {
  if (folder().empty() || tensor.storage.size() < 65536) {
    return "\"data\":" + listed(tensor.storage, spelled);
  }
  static_assert(sizeof(T) == 4 || sizeof(T) == 8, "float or double");
  static unsigned files = 0;
  const std::string name = "answered-" + std::to_string(files++ % 256) + ".bin";
  std::ofstream file(folder() + "/" + name, std::ios::binary);
  const auto size = static_cast<std::streamsize>(tensor.storage.size() * sizeof(T));
  if (!file.write(reinterpret_cast<const char*>(tensor.storage.data()), size).flush()) {
    throw std::runtime_error("cannot write the file " + name);
  }
  const std::string datatype = sizeof(T) == 4 ? "float32" : "float64";
  return "\"datatype\":" + quoted(datatype) + ",\"data\":{\"file\":" + quoted(name) + "}";
}

template <class T>
bool sameBits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

/** What a storage holds, gaps included. */
template <class T>
std::string stored(const Tensor<T>& tensor) {
  return "{" + data(tensor) + "}";
}

template <class T>
std::string written(const Tensor<T>& tensor) {
  const auto shape = listed(tensor.shape, [](Index extent) { return std::to_string(extent); });
  return "{\"shape\":" + shape + "," + data(tensor) + "}";
}

template <class T>
std::string backward(const Subject<T>& subject, const Json& params) {
  Given<T> given = readGiven<T>(params);
  const Tensor<T> before[] = {given.X, given.W, given.dY};
  const Answers<T> answers = subject.backward(given);
  const auto& [X, W, dY, options] = given;
  std::map<std::string, std::string> fields;
  for (const auto& [name, gradient] : {std::pair("dX", &answers.dX), {"dW", &answers.dW},
                                       {"db", &answers.db}, {"dC", &answers.dC}}) {
    if (*gradient) fields[name] = written(**gradient);
  }
  std::map<std::string, const Tensor<T>*> changed;  // only what was written into is told
  if (!sameBits(X.storage, before[0].storage)) changed["X"] = &X;
  if (!sameBits(W.storage, before[1].storage)) changed["W"] = &W;
  if (!sameBits(dY.storage, before[2].storage)) changed["dY"] = &dY;
  fields["operands"] = mapped(changed, [](const Tensor<T>* tensor) { return stored(*tensor); });
  if (options.into) {
    fields["into"] = "{\"dX\":" + stored(options.into->dX) + ",\"dW\":" + stored(options.into->dW) + "}";
  }
  return mapped(fields, [](const std::string& json) { return json; });
}

template <class T>
std::string introduced(const Introduction& introduction, const Subject<T>& subject) {
  const auto json = [](const auto& said) { return said.json; };
  std::vector<std::string> methods = {"forward"};
  if (subject.effective) methods.push_back("effective");
  if (subject.reset) methods.push_back("reset");
  const std::map<std::string, std::string> fields = {
      {"protocolVersion", "1"},
      {"encodings", listed(std::vector<std::string>{"base64", "file"}, quoted)},
      {"methods", listed(methods, quoted)},
      {"name", quoted(introduction.name)},
      {"numberFormat", quoted(introduction.numberFormat)},
      {"formats", mapped(introduction.formats, json)},
      {"claims", mapped(introduction.claims, json)},
      {"knownFailures", mapped(introduction.knownFailures, quoted)}};
  return mapped(fields, [](const std::string& json) { return json; });
}

inline std::string error(int code, const std::string& message) {
  return "\"error\":{\"code\":" + std::to_string(code) + ",\"message\":" + quoted(message) + "}";
}

template <class T>
std::string outcome(const Introduction& introduction, const Subject<T>& subject, const Json& request) {
  const std::string& method = request["method"].text;
  const Json& params = request["params"];
  try {
    if (method == "initialize") {
      const auto versions = integers(params["protocolVersions"]);
      if (std::count(versions.begin(), versions.end(), 1) == 0) return error(-32001, "only version 1");
      if (params.has("folder")) folder() = params["folder"].text;
      return "\"result\":" + introduced(introduction, subject);
    }
    if (method == "backward") return "\"result\":" + backward(subject, params);
    if (method == "shutdown") return "\"result\":null";
    if (method == "effective" && subject.effective) {
      auto W = read<T>(params["W"]);
      return "\"result\":{\"W\":" + written(subject.effective(W)) + "}";
    }
    if (method == "reset" && subject.reset) {
      subject.reset();
      return "\"result\":null";
    }
    if (method != "forward") return error(-32601, "no method " + method);
    auto X = read<T>(params["X"]), W = readWeight(params, X);
    return "\"result\":{\"Y\":" + written(subject.forward(X, W)) + "}";
  } catch (const std::exception& failure) {  // on this problem: gradgate reports which
    return error(-32603, failure.what());
  }
}

/** Answers requests until `shutdown`, or until stdin ends. */
template <class T>
int serve(const Introduction& introduction, const Subject<T>& subject) {
  // What a library prints to stdout goes to stderr; stdout is for answers alone.
  FILE* out = fdopen(dup(1), "w");
  dup2(2, 1);
  for (std::string line; std::getline(std::cin, line);) {
    const Json request = JsonReader(line).value();
    const std::string answer = outcome(introduction, subject, request);
    std::fprintf(out, "{\"jsonrpc\":\"2.0\",\"id\":%s,%s}\n", request["id"].text.c_str(), answer.c_str());
    std::fflush(out);  // a line in a buffer is no answer
    if (request["method"].text == "shutdown") break;
  }
  return 0;
}

}  // namespace gradgate
