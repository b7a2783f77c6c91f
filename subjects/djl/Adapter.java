import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * DJL on its PyTorch engine: the gradients of its own GradientCollector, of the loss Σ dY∘Y, whose
 * gradient with respect to Y is dY. With the argument float32 in single precision.
 */
final class Adapter implements Protocol.Subject {
    public static void main(String[] arguments) throws IOException {
        Engine.getInstance(); // which unpacks its libraries, the first time
        boolean narrow = Arrays.asList(arguments).contains("float32");
        Protocol.serve(new Adapter(narrow ? DataType.FLOAT32 : DataType.FLOAT64));
    }

    private final DataType format;

    private Adapter(DataType format) {
        this.format = format;
    }

    @Override
    public String name() {
        return "DJL 0.36.0 (PyTorch " + Engine.getInstance().getVersion() + ", cpu)";
    }

    @Override
    public String numberFormat() {
        return format.toString();
    }

    @Override
    public Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>();
        // Not `deterministic`: MKL promises the same bits only at the same alignment of memory.
        // Not `reversed`: flip copies. Not `lone strides`: the engine sets those itself.
        claims.put("layouts", List.of("column-major", "gaps", "offset", "steps", "expanded", "batch order"));
        claims.put("emptyExtents", true);
        claims.put("batching", "broadcast");
        claims.put("vectors", true);
        claims.put("transposeFlags", true);
        claims.put("scaling", true);
        claims.put("bias", true);
        claims.put("subsets", true);
        claims.put("sharedOperand", true);
        claims.put("nonFinite", "ieee");
        return claims;
    }

    @Override
    public Protocol.Tensor forward(Protocol.Tensor x, Protocol.Tensor w) {
        try (NDManager manager = NDManager.newBaseManager()) {
            View views = new View(manager, format);
            return answer(views.of(x).matMul(views.of(w)));
        }
    }

    @Override
    public Map<String, Protocol.Tensor> backward(Protocol.Given given) {
        try (NDManager manager = NDManager.newBaseManager()) {
            View views = new View(manager, format);
            Map<String, NDArray> operands = operands(given, views);
            Map<String, NDArray> variables = new HashMap<>(operands);
            if (given.options().wants() != null) {
                variables.keySet().retainAll(given.options().wants());
            }
            variables.values().forEach(variable -> variable.setRequiresGradient(true));
            Map<String, Protocol.Tensor> gradients = new HashMap<>();
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray y = output(operands, given.options());
                collector.backward(y.mul(views.of(given.dY())).sum());
                variables.forEach((name, variable) ->
                    gradients.put(name, answer(variable.getGradient())));
            }
            views.writeBack();
            return gradients;
        }
    }

    /** By the names of their gradients. Those do not depend on the values of b and C. */
    private static Map<String, NDArray> operands(Protocol.Given given, View views) {
        Protocol.Options options = given.options();
        int[] shape = given.dY().shape();
        Map<String, NDArray> operands = new HashMap<>();
        operands.put("dX", views.of(given.x()));
        if (options.shared() == null) operands.put("dW", views.of(given.w()));
        if (options.bias()) operands.put("db", views.zeros(shape[shape.length - 1]));
        if (options.beta() != null) operands.put("dC", views.zeros(shape));
        return operands;
    }

    /** Y = α·X·W + b + β·C. */
    private static NDArray output(Map<String, NDArray> operands, Protocol.Options options) {
        NDArray x = operands.get("dX");
        NDArray w = operands.get("dW");
        if (options.shared() != null) w = options.shared().equals("X·X") ? x : transposed(x);
        NDArray y = (options.transX() ? transposed(x) : x).matMul(options.transW() ? transposed(w) : w);
        if (options.alpha() != null) y = y.mul(options.alpha());
        if (options.bias()) y = y.add(operands.get("db"));
        if (options.beta() != null) y = y.add(operands.get("dC").mul(options.beta()));
        return y;
    }

    /** Its matrices transposed; `transpose` would reverse the batch axes, too. */
    private static NDArray transposed(NDArray array) {
        int rank = array.getShape().dimension();
        return array.swapAxes(rank - 2, rank - 1);
    }

    private static Protocol.Tensor answer(NDArray array) {
        int[] shape = Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
        return new Protocol.Tensor(shape, array.toType(DataType.FLOAT64, false).toDoubleArray());
    }
}
