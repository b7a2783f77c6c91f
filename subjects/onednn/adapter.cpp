// oneDNN's inner product has a backward pass of its own, in two primitives: for the data (dX), and for
// the weights and the bias (dW, db). With `matmul` as the first argument, the gradients are written by
// hand from its matmul instead. For versions 2 and 3 of its interface.
#include <algorithm>
#include <memory>
#include <oneapi/dnnl/dnnl.hpp>
#include <unordered_map>

#include "../lib/cpp/protocol.hpp"

using dnnl::memory;
using gradgate::Index;
using gradgate::Tensor;
using Dims = memory::dims;

static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
static memory::data_type datatype = memory::data_type::f32;
static bool byMatmul = false;

#if DNNL_VERSION_MAJOR >= 3
template <class Primitive, class... A>
auto describe(const dnnl::primitive_attr& attr, A... a) {
  return typename Primitive::primitive_desc(engine, a..., attr);
}
template <class Primitive, class Hint, class... A>
auto describeWith(const Hint& hint, A... a) {
  return typename Primitive::primitive_desc(engine, a..., hint);
}
#else
template <class Primitive, class... A>
auto describe(const dnnl::primitive_attr& attr, A... a) {
  return typename Primitive::primitive_desc({a...}, attr, engine);
}
template <class Primitive, class Hint, class... A>
auto describeWith(const Hint& hint, A... a) {
  return typename Primitive::primitive_desc({a...}, engine, hint);
}
#endif

/** The bits of a value in the format of this process. Operands hold values of it; nothing is rounded. */
struct Storage {
  std::vector<float> wide;
  std::vector<uint16_t> narrow;

  explicit Storage(const std::vector<float>& values) : wide(values), narrow(values.size()) {
    for (size_t at = 0; at < values.size(); at += 1) {
      if (datatype == memory::data_type::bf16) {
        uint32_t bits;
        std::memcpy(&bits, &values[at], 4);
        narrow[at] = bits >> 16;
      } else if (datatype == memory::data_type::f16) {
        const auto half = static_cast<_Float16>(values[at]);
        std::memcpy(&narrow[at], &half, 2);
      }
    }
  }

  void* entry(Index at) {
    return datatype == memory::data_type::f32 ? static_cast<void*>(wide.data() + at) : narrow.data() + at;
  }

  std::vector<float> values() const {
    std::vector<float> values = wide;
    for (size_t at = 0; at < values.size(); at += 1) {
      if (datatype == memory::data_type::bf16) {
        const uint32_t bits = static_cast<uint32_t>(narrow[at]) << 16;
        std::memcpy(&values[at], &bits, 4);
      } else if (datatype == memory::data_type::f16) {
        _Float16 half;
        std::memcpy(&half, &narrow[at], 2);
        values[at] = static_cast<float>(half);
      }
    }
    return values;
  }
};

/** A tensor in oneDNN's words; views of the same storage share it. */
struct Operand {
  std::shared_ptr<Storage> storage;
  Dims dims, strides;
  Index offset;

  explicit Operand(const Tensor<float>& tensor)
      : storage(std::make_shared<Storage>(tensor.storage)),
        dims(tensor.shape.begin(), tensor.shape.end()),
        strides(tensor.strides.begin(), tensor.strides.end()),
        offset(tensor.offset) {}

  Operand transposed(bool really = true) const {
    Operand turned = *this;
    if (really) {
      std::swap(turned.dims.end()[-1], turned.dims.end()[-2]);
      std::swap(turned.strides.end()[-1], turned.strides.end()[-2]);
    }
    return turned;
  }

  /**
   * An axis of extent 1 has no stride, but gemm:jit refuses a row of n whose stride is less than n. Such a
   * row is what the transpose of a column is. (https://github.com/uxlfoundation/oneDNN/pull/5490)
   */
  memory::desc given() const {
    Dims sound = strides;
    const Dims dense = gradgate::rowMajor({dims.begin(), dims.end()});
    for (size_t axis = 0; axis < dims.size(); axis += 1) {
      if (dims[axis] == 1) sound[axis] = std::max(sound[axis], dense[axis]);
    }
    return {dims, datatype, sound};
  }
  memory::desc any() const { return {dims, datatype, memory::format_tag::any}; }
  memory at() const { return memory(given(), engine, storage->entry(offset)); }

  /** Dense, as an answer. */
  Tensor<float> tensor() const {
    const std::vector<Index> shape(dims.begin(), dims.end());
    return {shape, gradgate::rowMajor(shape), 0, storage->values()};
  }
};

Operand unwritten(const Dims& shape) {
  return Operand(gradgate::unwritten<float>({shape.begin(), shape.end()}));
}

/** The layout as given; where a primitive wants another one, it is asked which, and reorders come in. */
template <class Describe>
auto choose(const Describe& describe) {
  try {
    return describe([](const Operand& operand) { return operand.given(); });
  } catch (const dnnl::error& refusal) {
    if (refusal.status != dnnl_unimplemented) throw;
    return describe([](const Operand& operand) { return operand.any(); });
  }
}

struct Argument {
  int id;
  const Operand& operand;
  bool written;
};

template <class Primitive, class Descriptor>
void run(const Descriptor& descriptor, const std::vector<Argument>& arguments) {
  dnnl::stream stream(engine);
  std::unordered_map<int, memory> memories;
  for (const auto& [id, operand, written] : arguments) {
    const auto wanted = descriptor.query_md(dnnl::query::exec_arg_md, id);
    memory own = operand.at();
    memories[id] = wanted == own.get_desc() ? own : memory(wanted, engine);
    if (wanted != own.get_desc()) dnnl::reorder(own, memories[id]).execute(stream, own, memories[id]);
  }
  Primitive(descriptor).execute(stream, memories);
  for (const auto& [id, operand, written] : arguments) {
    memory own = operand.at();
    if (written && memories[id].get_desc() != own.get_desc()) {
      dnnl::reorder(memories[id], own).execute(stream, memories[id], own);
    }
  }
  stream.wait();
}

/** C = A·B, or C += A·B */
void product(const Operand& A, const Operand& B, const Operand& C, bool add = false) {
  dnnl::post_ops ops;
  if (add) ops.append_sum(1);
  dnnl::primitive_attr attr;
  attr.set_post_ops(ops);
  const auto descriptor = choose(
      [&](auto form) { return describe<dnnl::matmul>(attr, form(A), form(B), form(C)); });
  run<dnnl::matmul>(descriptor, {{DNNL_ARG_SRC, A, false}, {DNNL_ARG_WEIGHTS, B, false}, {DNNL_ARG_DST, C, true}});
}

/** Weights are k×n to oneDNN: W is its own transpose there. */
auto forwardDescriptor(const Operand& X, const Operand& W, const Operand& Y) {
  return choose([&](auto form) {
    return describe<dnnl::inner_product_forward>({}, dnnl::prop_kind::forward_training, form(X), form(W.transposed()), form(Y));
  });
}

void dataGradient(const Operand& X, const Operand& W, const Operand& dY, const Operand& dX) {
  using Primitive = dnnl::inner_product_backward_data;
  const auto hint = forwardDescriptor(X, W, dY);
  const Operand weights = W.transposed();
  const auto descriptor =
      choose([&](auto form) { return describeWith<Primitive>(hint, form(dX), form(weights), form(dY)); });
  run<Primitive>(descriptor,
                 {{DNNL_ARG_DIFF_DST, dY, false}, {DNNL_ARG_WEIGHTS, weights, false}, {DNNL_ARG_DIFF_SRC, dX, true}});
}

void weightsGradient(const Operand& X, const Operand& dY, const Operand& dW, const Operand* db) {
  using Primitive = dnnl::inner_product_backward_weights;
  const auto hint = forwardDescriptor(X, dW, dY);
  const Operand weights = dW.transposed();
  std::vector<Argument> arguments = {
      {DNNL_ARG_SRC, X, false}, {DNNL_ARG_DIFF_DST, dY, false}, {DNNL_ARG_DIFF_WEIGHTS, weights, true}};
  if (db == nullptr) {
    run<Primitive>(choose([&](auto form) {
                     return describeWith<Primitive>(hint, form(X), form(weights), form(dY));
                   }),
                   arguments);
  } else {
    arguments.push_back({DNNL_ARG_DIFF_BIAS, *db, true});
    run<Primitive>(choose([&](auto form) {
                     return describeWith<Primitive>(hint, form(X), form(weights), form(*db), form(dY));
                   }),
                   arguments);
  }
}

gradgate::Answers<float> backward(gradgate::Given<float>& given) {
  auto& options = given.options;
  const Operand X(given.X), W(given.W), dY(given.dY);
  const Operand dX = options.into ? Operand(options.into->dX) : unwritten(X.dims);
  const Operand dW = options.into ? Operand(options.into->dW) : unwritten(W.dims);
  const Operand db = unwritten({dY.dims.back()});
  if (byMatmul) {
    const bool transX = options.transX, transW = options.transW;
    const bool add = options.into && options.into->accumulate;
    if (options.wantsX) product(dY, W.transposed(!transW), dX.transposed(transX), add);
    if (options.wantsW) product(X.transposed(!transX), dY, dW.transposed(transW), add);
  } else {
    if (options.wantsX) dataGradient(X, W, dY, dX);
    if (options.wantsW) weightsGradient(X, dY, dW, options.bias ? &db : nullptr);
  }
  for (auto [tensor, operand] : {std::pair(&given.X, &X), {&given.W, &W}, {&given.dY, &dY}}) {
    tensor->storage = operand->storage->values();
  }
  gradgate::Answers<float> answers;
  if (options.into) {
    options.into->dX.storage = dX.storage->values();
    options.into->dW.storage = dW.storage->values();
  } else {
    if (options.wantsX) answers.dX = dX.tensor();
    if (options.wantsW) answers.dW = dW.tensor();
  }
  if (options.bias) answers.db = db.tensor();
  return answers;
}

Tensor<float> forward(Tensor<float>& x, Tensor<float>& w) {
  const Operand X(x), W(w);
  Dims shape = X.dims;
  shape.back() = W.dims.back();
  const Operand Y = unwritten(shape);
  if (byMatmul) {
    product(X, W, Y);
  } else {
    const Operand weights = W.transposed();
    run<dnnl::inner_product_forward>(
        forwardDescriptor(X, W, Y),
        {{DNNL_ARG_SRC, X, false}, {DNNL_ARG_WEIGHTS, weights, false}, {DNNL_ARG_DST, Y, true}});
  }
  return Y.tensor();
}

int main(int count, char** arguments) {
  const std::string primitive = count > 1 ? arguments[1] : "inner-product";
  const std::string format = count > 2 ? arguments[2] : "float32";
  byMatmul = primitive == "matmul";
  if (format == "bfloat16") datatype = memory::data_type::bf16;
  if (format == "float16") datatype = memory::data_type::f16;
  const auto* version = dnnl_version();
  const std::string name = "oneDNN " + std::to_string(version->major) + "." + std::to_string(version->minor) +
                           "." + std::to_string(version->patch) + ", " + primitive + ", " + format;
  // Not claimed: strides of 0 and less (no memory descriptor has them), vectors; and what only one of the
  // two has. The inner product refuses n = 0 and k = 0 as not implemented.
  gradgate::Introduction introduction = {name,
                                         format,
                                         {{"deterministic", true},
                                          {"reproducible", true},
                                          {"layouts", {"column-major", "gaps", "offset", "steps"}},
                                          {"subsets", true},
                                          {"nonFinite", "ieee"}}};
  auto& claims = introduction.claims;
  auto& known = introduction.knownFailures;
  if (byMatmul) {
    // Not `batchInvariant`: dX of 63 rows has other bits than dX of its rows alone.
    claims.insert({{"batching", "leading"},
                   {"transposeFlags", true},
                   {"destinations", "accumulate"},
                   {"emptyExtents", true}});
    known["empty-extents"] =
        "a product that sums no terms is not written, and 2.6.3 ends by SIGFPE; not reported upstream as far as we know";
    for (const auto* met : {"forward-product", "joint-options", "history-independence"}) {
      known[met] = "products that sum no terms come in its calls: see empty-extents";
    }
  } else {
    claims.insert({{"bias", true}, {"destinations", "overwrite"}});
  }
  if (format == "bfloat16") {
    claims.insert({{"accumulates", "float32"},
                   // By vdpbf16ps, as Intel documents, on processors with AVX512_BF16.
                   {"subnormals", "flushed"}});
    // Version 3.13 has another kernel for these matmuls; its inner product still has the old one.
    if (!byMatmul || version->major < 3 || version->minor < 13) {
      known["nan-dye"] =
          "gemm:jit makes NaN of an infinity where the inner extent is odd; not reported upstream as far as we know";
    }
  }
  return gradgate::serve<float>(introduction, {forward, backward});
}
