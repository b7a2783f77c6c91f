import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * gradgate's protocol (docs/protocol.md) for adapters in Java 17 or newer: implement Subject, and call
 * serve. Copy this file, and Json.java.
 */
final class Protocol {
    /**
     * Dense row-major data; with strides, the whole storage, which begins at the offset. Where `formats`
     * says that it is scaled, there is a code for each entry, and a scale for each block; and a global scale
     * for each matrix, where that has one. `groups`, of W where it is a matrix for each of several: how many
     * rows of X each takes. Otherwise they are null.
     */
    record Tensor(int[] shape, int[] strides, int offset, double[] data, double[] codes,
            double[] scales, double[] globalScale, int[] groups) {
        Tensor(int[] shape, double[] data) {
            this(shape, null, 0, data, null, null, null, null);
        }

        /** A dense tensor of NaN: whoever adds to it, or forgets an entry, is found out. */
        static Tensor unwritten(int... shape) {
            double[] data = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
            Arrays.fill(data, Double.NaN);
            return new Tensor(shape, data);
        }
    }

    /** What is asked beyond the plain problem. Each only comes to those who claim it. */
    record Options(boolean transX, boolean transW, Double alpha, Double beta, boolean bias,
            List<String> wants, String shared, String epilogue, Into into) {
        boolean wanted(String name) {
            return wants == null || wants.contains(name);
        }
    }

    /** Where the gradients go; they are added to what is there, when `accumulate` is set. */
    record Into(Tensor dX, Tensor dW, boolean accumulate) {}

    /** The question. W is X itself where they are one variable. */
    record Given(Tensor x, Tensor w, Tensor dY, Options options) {}

    /** A library. Gradients are answered by name: dX, dW, db, dC. */
    interface Subject {
        String name();

        String numberFormat();

        /** The formats of single tensors, where they are not that one: a name, or codes and scales. */
        default Map<String, Object> formats() {
            return Map.of();
        }

        Map<String, Object> claims();

        default Map<String, String> knownFailures() {
            return Map.of();
        }

        Map<String, Tensor> backward(Given given);

        Tensor forward(Tensor x, Tensor w);

        /** Those of `forward`, `effective` and `reset` that it has. */
        default List<String> methods() {
            return List.of("forward");
        }

        /** The weight that is held for this W: quantized, pruned. */
        default Tensor effective(Tensor w) {
            throw new UnsupportedOperationException("effective");
        }

        /** Back to the state of a fresh process. */
        default void reset() {}
    }

    /** What the protocol itself has a code for. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        final int code;

        Refused(int code, String message) {
            super(message);
            this.code = code;
        }
    }

    /** Few numbers are decimals, which a person can read. */
    private static final int FEW = 64;

    private final Subject subject;

    private Protocol(Subject subject) {
        this.subject = subject;
    }

    /** Answers on stdout what is asked on stdin, until it ends. What is thrown becomes an error. */
    static void serve(Subject subject) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
        System.setOut(System.err); // stdout is for answers alone
        Protocol protocol = new Protocol(subject);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Map<?, ?> request = (Map<?, ?>) Json.read(line);
            out.print(Json.written(protocol.answer(request)) + "\n");
            out.flush(); // a line in a buffer is no answer
            if (request.get("method").equals("shutdown")) return;
        }
    }

    private Map<String, Object> answer(Map<?, ?> request) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", ((Double) request.get("id")).longValue());
        try {
            String method = (String) request.get("method");
            message.put("result", call(method, (Map<?, ?>) request.get("params")));
        } catch (Refused refused) {
            message.put("error", Map.of("code", refused.code, "message", refused.getMessage()));
        } catch (RuntimeException | Error thrown) {
            message.put("error", Map.of("code", -32603, "message", thrown.toString()));
        }
        return message;
    }

    private Object call(String method, Map<?, ?> params) {
        switch (method) {
            case "initialize":
                return initialize((List<?>) params.get("protocolVersions"));
            case "backward":
                return backward(given(params));
            case "forward": {
                Given given = given(params);
                return Map.of("Y", written(subject.forward(given.x(), given.w())));
            }
            case "effective":
                return Map.of("W", written(subject.effective(tensor(params.get("W")))));
            case "reset":
                subject.reset();
                return null;
            case "shutdown":
                return null;
            default:
                throw new Refused(-32601, "no method " + method);
        }
    }

    private Map<String, Object> initialize(List<?> offered) {
        if (!offered.contains(1.0)) throw new Refused(-32001, "only version 1");
        return Map.of(
            "protocolVersion", 1,
            "name", subject.name(),
            "numberFormat", subject.numberFormat(),
            "formats", subject.formats(),
            "claims", subject.claims(),
            "knownFailures", subject.knownFailures(),
            "methods", subject.methods(),
            "encodings", List.of("base64"));
    }

    private Map<String, Object> backward(Given given) {
        Map<String, Object> result = new HashMap<>();
        subject.backward(given).forEach((name, tensor) -> result.put(name, written(tensor)));
        result.put("operands", Map.of(
            "X", stored(given.x()), "W", stored(given.w()), "dY", stored(given.dY())));
        Into into = given.options().into();
        if (into != null) {
            result.put("into", Map.of("dX", stored(into.dX()), "dW", stored(into.dW())));
        }
        return result;
    }

    private static Given given(Map<?, ?> params) {
        Tensor x = tensor(params.get("X"));
        Tensor w = params.get("W") instanceof String
            ? x
            : tensor(params.get("W"), (List<?>) params.get("groups"));
        Tensor dY = params.containsKey("dY") ? tensor(params.get("dY")) : null;
        Object options = params.get("options");
        return new Given(x, w, dY, options(options == null ? Map.of() : (Map<?, ?>) options, x, w));
    }

    private static Options options(Map<?, ?> options, Tensor x, Tensor w) {
        List<?> wants = (List<?>) options.get("wants");
        Map<?, ?> into = (Map<?, ?>) options.get("into");
        return new Options(flag(options, "transX"), flag(options, "transW"),
            options.containsKey("alpha") ? (Double) number(options.get("alpha")) : null,
            options.containsKey("beta") ? (Double) number(options.get("beta")) : null,
            flag(options, "bias"),
            wants == null ? null : wants.stream().map(String.class::cast).toList(),
            (String) options.get("shared"),
            (String) options.get("epilogue"),
            into == null ? null : new Into(destination(into.get("dX"), x, w),
                destination(into.get("dW"), x, w), flag(into, "accumulate")));
    }

    private static boolean flag(Map<?, ?> options, String name) {
        return Boolean.TRUE.equals(options.get(name));
    }

    private static Tensor destination(Object wire, Tensor x, Tensor w) {
        if (wire instanceof Map) return tensor(wire);
        return wire.equals("X") ? x : w;
    }

    private static Tensor tensor(Object wire) {
        return tensor(wire, null);
    }

    private static Tensor tensor(Object wire, List<?> groups) {
        Map<?, ?> fields = (Map<?, ?>) wire;
        Map<?, ?> scaled = (Map<?, ?>) fields.get("scaled");
        boolean wide = "float64".equals(fields.get("datatype"));
        boolean dense = !fields.containsKey("strides");
        return new Tensor(
            integers(fields.get("shape")),
            dense ? null : integers(fields.get("strides")),
            dense ? 0 : (int) number(fields.get("offset")),
            numbers(fields.get("data"), wide),
            scaled == null ? null : numbers(scaled.get("codes"), wide),
            scaled == null ? null : numbers(scaled.get("scales"), wide),
            scaled == null || !scaled.containsKey("globalScale") ? null : numbers(scaled.get("globalScale"), wide),
            groups == null ? null : integers(groups));
    }

    private static int[] integers(Object list) {
        return ((List<?>) list).stream().mapToInt(entry -> (int) number(entry)).toArray();
    }

    private static double[] numbers(Object data, boolean wide) {
        if (data instanceof List<?> list) {
            return list.stream().mapToDouble(Protocol::number).toArray();
        }
        byte[] packed = Base64.getDecoder().decode((String) data);
        ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        double[] numbers = new double[packed.length / (wide ? 8 : 4)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = wide ? bytes.getDouble() : bytes.getFloat();
        }
        return numbers;
    }

    /** Also "NaN", "Infinity", "-Infinity" and "-0", as Double.parseDouble reads them. */
    private static double number(Object entry) {
        return entry instanceof Double value ? value : Double.parseDouble((String) entry);
    }

    private static Map<String, Object> written(Tensor tensor) {
        Map<String, Object> wire = stored(tensor);
        wire.put("shape", Arrays.stream(tensor.shape()).boxed().toList());
        return wire;
    }

    private static Map<String, Object> stored(Tensor tensor) {
        double[] data = tensor.data();
        Map<String, Object> wire = new HashMap<>();
        if (data.length < FEW) {
            wire.put("data", Arrays.stream(data).boxed().toList());
            return wire;
        }
        ByteBuffer bytes = ByteBuffer.allocate(8 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : data) bytes.putDouble(value);
        wire.put("datatype", "float64");
        wire.put("data", Base64.getEncoder().encodeToString(bytes.array()));
        return wire;
    }
}
