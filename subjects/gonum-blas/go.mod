module gradgate/subjects/gonum-blas

go 1.24.0

require (
	gonum.org/v1/gonum v0.17.0
	gradgate/protocol v0.0.0
)

replace gradgate/protocol => ../lib/go
