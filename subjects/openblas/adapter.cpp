// OpenBLAS: by hand from its CBLAS. The calls are C; C++ is here for ../lib/cpp/protocol.hpp alone.
#include <cblas.h>

#include <string>

/** "OpenBLAS 0.3.21, SkylakeX kernels": they differ from one processor to the next. */
std::string library() {
  const std::string config = openblas_get_config();
  const auto version = config.substr(0, config.find(' ', config.find(' ') + 1));
  return version + ", " + openblas_get_corename() + " kernels, ";
}

#include "by_cblas.hpp"
