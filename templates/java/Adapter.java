import java.io.IOException;
import java.util.Map;

/** An adapter for gradgate, on top of Protocol.java. */
final class Adapter implements Protocol.Subject {
    /** A·B, the only arithmetic here. PUT YOUR OWN KERNEL HERE, or call it in forward and backward. */
    private static Protocol.Tensor product(Protocol.Tensor a, Protocol.Tensor b) {
        int m = a.shape()[0], n = a.shape()[1], k = b.shape()[1];
        double[] c = new double[m * k];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < k; j++) {
                for (int p = 0; p < n; p++) c[i * k + j] += a.data()[i * n + p] * b.data()[p * k + j];
            }
        }
        return new Protocol.Tensor(new int[] {m, k}, c);
    }

    private static Protocol.Tensor transposed(Protocol.Tensor a) {
        int m = a.shape()[0], n = a.shape()[1];
        double[] t = new double[n * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) t[j * m + i] = a.data()[i * n + j];
        }
        return new Protocol.Tensor(new int[] {n, m}, t);
    }

    @Override
    public Protocol.Tensor forward(Protocol.Tensor x, Protocol.Tensor w) {
        return product(x, w);
    }

    @Override
    public Map<String, Protocol.Tensor> backward(Protocol.Given given) {
        return Map.of(
            "dX", product(given.dY(), transposed(given.w())),
            "dW", product(transposed(given.x()), given.dY()));
    }

    @Override
    public String name() {
        return "my layer 0.1";
    }

    /** In which your kernel rounds: also float32, bfloat16, float16. */
    @Override
    public String numberFormat() {
        return "float64";
    }

    /**
     * What your kernel can do beyond the plain problem; docs/claims.md of gradgate lists it all. A frozen weight
     * has no dW: "gradients", "dX", and backward leaves it out. One that a layer holds as k×n, a row for
     * each output, is given so with "weight", "out×in".
     */
    @Override
    public Map<String, Object> claims() {
        return Map.of("deterministic", true, "reproducible", true, "emptyExtents", true, "nonFinite", "ieee");
    }

    public static void main(String[] arguments) throws IOException {
        Protocol.serve(new Adapter());
    }
}
