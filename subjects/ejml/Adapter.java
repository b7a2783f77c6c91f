import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;

/**
 * EJML: dX = dY·Wᵀ and dW = Xᵀ·dY by hand, from mult, multTransA, multTransB, multTransAB and those that
 * add. With the argument mt, those of CommonOps_MT_DDRM, which run in several threads.
 */
final class Adapter implements Protocol.Subject {
    public static void main(String[] arguments) throws IOException {
        boolean parallel = Arrays.asList(arguments).contains("mt");
        Protocol.serve(new Adapter(parallel ? Products.PARALLEL : Products.SEQUENTIAL));
    }

    private final Products products;

    private Adapter(Products products) {
        this.products = products;
    }

    @Override
    public String name() {
        return "EJML 0.46.1 (CommonOps" + (products == Products.PARALLEL ? "_MT" : "") + "_DDRM)";
    }

    @Override
    public String numberFormat() {
        return "float64";
    }

    @Override
    public Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>();
        claims.put("deterministic", true);
        claims.put("reproducible", true);
        // DMatrixRMaj has no strides, and begins with its array. Contiguous columns are a transpose.
        claims.put("layouts", List.of("column-major"));
        claims.put("emptyExtents", true);
        claims.put("transposeFlags", true);
        claims.put("scaling", true);
        claims.put("bias", true); // sumCols
        claims.put("subsets", true);
        claims.put("destinations", "accumulate"); // multAdd
        claims.put("nonFinite", "ieee");
        return claims;
    }

    @Override
    public Protocol.Tensor forward(Protocol.Tensor x, Protocol.Tensor w) {
        Protocol.Tensor y = Protocol.Tensor.unwritten(x.shape()[0], w.shape()[1]);
        multiply(new How(null, false), Operand.of(x), Operand.of(w), Operand.of(y));
        return y;
    }

    @Override
    public Map<String, Protocol.Tensor> backward(Protocol.Given given) {
        Protocol.Options options = given.options();
        Protocol.Into into = options.into();
        Operand dY = Operand.of(given.dY());
        Operand x = Operand.of(given.x()).turned(options.transX());
        Operand w = Operand.of(given.w()).turned(options.transW());
        How how = new How(options.alpha(), into != null && into.accumulate());
        Map<String, Protocol.Tensor> gradients = new HashMap<>();
        if (options.wanted("dX")) {
            Protocol.Tensor dX = into != null ? into.dX() : Protocol.Tensor.unwritten(given.x().shape());
            multiply(how, dY, w.t(), Operand.of(dX).turned(options.transX()));
            if (into == null) gradients.put("dX", dX);
        }
        if (options.wanted("dW")) {
            Protocol.Tensor dW = into != null ? into.dW() : Protocol.Tensor.unwritten(given.w().shape());
            multiply(how, x.t(), dY, Operand.of(dW).turned(options.transW()));
            if (into == null) gradients.put("dW", dW);
        }
        if (options.beta() != null) gradients.put("dC", scaled(options.beta(), given.dY()));
        if (options.bias()) gradients.put("db", columnSums(dY));
        return gradients;
    }

    /** A matrix as it is stored, and whether it is the transpose of that. Nothing is copied. */
    private record Operand(DMatrixRMaj stored, boolean transposed) {
        static Operand of(Protocol.Tensor tensor) {
            int rows = tensor.shape()[0];
            int columns = tensor.shape()[1];
            int[] strides = tensor.strides();
            boolean transposed = strides != null && columns > 1 && rows > 1 && strides[1] != 1;
            return transposed
                ? new Operand(DMatrixRMaj.wrap(columns, rows, tensor.data()), true)
                : new Operand(DMatrixRMaj.wrap(rows, columns, tensor.data()), false);
        }

        Operand t() {
            return turned(true);
        }

        Operand turned(boolean turn) {
            return new Operand(stored, transposed != turn);
        }

        int columns() {
            return transposed ? stored.numRows : stored.numCols;
        }
    }

    /** What is to become of A·B: scaled by α, if there is one; added to what is there. */
    private record How(Double alpha, boolean add) {}

    /** C = α·A·B or C += α·A·B; where C is stored transposed, Cᵀ = α·Bᵀ·Aᵀ. */
    private void multiply(How how, Operand a, Operand b, Operand c) {
        if (c.transposed()) {
            multiply(how, b.t(), a.t(), c.t());
            return;
        }
        double[] data = c.stored().data;
        products.of(a.transposed(), b.transposed(), how)
            .into(how.alpha() == null ? 1 : how.alpha(), a.stored(), b.stored(), c.stored());
        if (c.stored().data != data) throw new IllegalStateException("the output was replaced");
    }

    private static Protocol.Tensor scaled(double factor, Protocol.Tensor tensor) {
        Operand operand = Operand.of(tensor);
        Protocol.Tensor product = Protocol.Tensor.unwritten(operand.stored().numRows, operand.stored().numCols);
        CommonOps_DDRM.scale(factor, operand.stored(), Operand.of(product).stored());
        if (!operand.transposed()) return product;
        DMatrixRMaj turned = CommonOps_DDRM.transpose(Operand.of(product).stored(), null);
        return new Protocol.Tensor(tensor.shape(), turned.data);
    }

    private static Protocol.Tensor columnSums(Operand operand) {
        DMatrixRMaj sums = operand.transposed()
            ? CommonOps_DDRM.sumRows(operand.stored(), null)
            : CommonOps_DDRM.sumCols(operand.stored(), null);
        return new Protocol.Tensor(new int[] {operand.columns()}, sums.data);
    }

    /** One of EJML's products. */
    private interface Product {
        void into(double alpha, DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c);
    }

    /** Its products by what is transposed (nothing, A, B, both): as they are, with an α, adding, and both. */
    private record Products(Product[][] table) {
        static final Products SEQUENTIAL = new Products(new Product[][] {
            {
                (alpha, a, b, c) -> CommonOps_DDRM.mult(a, b, c),
                (alpha, a, b, c) -> CommonOps_DDRM.multTransA(a, b, c),
                (alpha, a, b, c) -> CommonOps_DDRM.multTransB(a, b, c),
                (alpha, a, b, c) -> CommonOps_DDRM.multTransAB(a, b, c),
            },
            {
                CommonOps_DDRM::mult, CommonOps_DDRM::multTransA,
                CommonOps_DDRM::multTransB, CommonOps_DDRM::multTransAB,
            },
            {
                (alpha, a, b, c) -> CommonOps_DDRM.multAdd(a, b, c),
                (alpha, a, b, c) -> CommonOps_DDRM.multAddTransA(a, b, c),
                (alpha, a, b, c) -> CommonOps_DDRM.multAddTransB(a, b, c),
                (alpha, a, b, c) -> CommonOps_DDRM.multAddTransAB(a, b, c),
            },
            {
                CommonOps_DDRM::multAdd, CommonOps_DDRM::multAddTransA,
                CommonOps_DDRM::multAddTransB, CommonOps_DDRM::multAddTransAB,
            },
        });
        static final Products PARALLEL = new Products(new Product[][] {
            {
                (alpha, a, b, c) -> CommonOps_MT_DDRM.mult(a, b, c),
                (alpha, a, b, c) -> CommonOps_MT_DDRM.multTransA(a, b, c),
                (alpha, a, b, c) -> CommonOps_MT_DDRM.multTransB(a, b, c),
                (alpha, a, b, c) -> CommonOps_MT_DDRM.multTransAB(a, b, c),
            },
            {
                CommonOps_MT_DDRM::mult, CommonOps_MT_DDRM::multTransA,
                CommonOps_MT_DDRM::multTransB, CommonOps_MT_DDRM::multTransAB,
            },
            {
                (alpha, a, b, c) -> CommonOps_MT_DDRM.multAdd(a, b, c),
                (alpha, a, b, c) -> CommonOps_MT_DDRM.multAddTransA(a, b, c),
                (alpha, a, b, c) -> CommonOps_MT_DDRM.multAddTransB(a, b, c),
                (alpha, a, b, c) -> CommonOps_MT_DDRM.multAddTransAB(a, b, c),
            },
            {
                CommonOps_MT_DDRM::multAdd, CommonOps_MT_DDRM::multAddTransA,
                CommonOps_MT_DDRM::multAddTransB, CommonOps_MT_DDRM::multAddTransAB,
            },
        });

        Product of(boolean transA, boolean transB, How how) {
            int row = (how.add() ? 2 : 0) + (how.alpha() != null ? 1 : 0);
            return table[row][(transA ? 1 : 0) + (transB ? 2 : 0)];
        }
    }
}
