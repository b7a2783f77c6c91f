// MKL: by hand from its CBLAS.
#include <mkl_cblas.h>
#include <mkl_service.h>

#include <string>

/** "MKL 2026.2, ": year and update. */
std::string library() {
  MKLVersion version;
  mkl_get_version(&version);
  const auto number = [](int part) { return std::to_string(part); };
  return "MKL " + number(version.MajorVersion) + "." + number(version.UpdateVersion) + ", ";
}

#include "../openblas/by_cblas.hpp"
