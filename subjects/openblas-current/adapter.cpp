// The OpenBLAS that SciPy's wheels bring, whose names all begin with scipy_: by hand from its CBLAS.
#define cblas_dgemm scipy_cblas_dgemm
#define cblas_sgemm scipy_cblas_sgemm
#define cblas_dgemv scipy_cblas_dgemv
#define cblas_sgemv scipy_cblas_sgemv
#define cblas_dger scipy_cblas_dger
#define cblas_sger scipy_cblas_sger
#define cblas_daxpby scipy_cblas_daxpby
#define cblas_saxpby scipy_cblas_saxpby
#define cblas_ddot scipy_cblas_ddot
#define cblas_sdot scipy_cblas_sdot
#define openblas_get_config scipy_openblas_get_config
#define openblas_get_corename scipy_openblas_get_corename
#include "../openblas/adapter.cpp"
