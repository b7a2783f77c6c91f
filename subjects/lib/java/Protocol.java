import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What adapters in Java share: docs/protocol.md, with Gson for the JSON. Copy this file. */
final class Protocol {
    /** Dense row-major data; with strides, the whole storage, which begins at the offset. */
    record Tensor(int[] shape, int[] strides, int offset, double[] data) {
        Tensor(int[] shape, double[] data) {
            this(shape, null, 0, data);
        }
    }

    /** What is asked beyond the plain problem. Each only comes to those who claim it. */
    record Options(boolean transX, boolean transW, Double alpha, Double beta, boolean bias,
            List<String> wants, String shared, Into into) {
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

        Map<String, Object> claims();

        default Map<String, String> knownFailures() {
            return Map.of();
        }

        Map<String, Tensor> backward(Given given);

        Tensor forward(Tensor x, Tensor w);
    }

    /** The methods of the protocol that are asked for with JSON-RPC. */
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unknown(String method) {
            super("no method " + method);
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
            JsonObject request = JsonParser.parseString(line).getAsJsonObject();
            out.print(protocol.answer(request) + "\n");
            out.flush();
            if (request.get("method").getAsString().equals("shutdown")) return;
        }
    }

    private JsonObject answer(JsonObject request) {
        JsonObject message = new JsonObject();
        message.addProperty("jsonrpc", "2.0");
        message.add("id", request.get("id"));
        try {
            String method = request.get("method").getAsString();
            message.add("result", call(method, request.getAsJsonObject("params")));
        } catch (Unknown unknown) {
            message.add("error", error(-32601, unknown.getMessage()));
        } catch (RuntimeException | Error thrown) {
            message.add("error", error(-32603, thrown.toString()));
        }
        return message;
    }

    private static JsonObject error(int code, String text) {
        JsonObject error = new JsonObject();
        error.addProperty("code", code);
        error.addProperty("message", text);
        return error;
    }

    private JsonElement call(String method, JsonObject params) {
        switch (method) {
            case "initialize":
                return initialize();
            case "backward":
                return backward(params);
            case "forward": {
                Given given = given(params);
                JsonObject result = new JsonObject();
                result.add("Y", written(subject.forward(given.x(), given.w())));
                return result;
            }
            case "shutdown":
                return JsonNull.INSTANCE;
            default:
                throw new Unknown(method);
        }
    }

    private JsonObject initialize() {
        com.google.gson.Gson gson = new com.google.gson.Gson();
        JsonObject hello = new JsonObject();
        hello.addProperty("protocolVersion", 1);
        hello.addProperty("name", subject.name());
        hello.addProperty("numberFormat", subject.numberFormat());
        hello.add("claims", gson.toJsonTree(subject.claims()));
        hello.add("knownFailures", gson.toJsonTree(subject.knownFailures()));
        hello.add("methods", gson.toJsonTree(List.of("forward")));
        hello.add("encodings", gson.toJsonTree(List.of("base64")));
        return hello;
    }

    private JsonObject backward(JsonObject params) {
        Given given = given(params);
        JsonObject result = new JsonObject();
        subject.backward(given).forEach((name, tensor) -> result.add(name, written(tensor)));
        JsonObject operands = new JsonObject();
        operands.add("X", stored(given.x()));
        operands.add("W", stored(given.w()));
        operands.add("dY", stored(given.dY()));
        result.add("operands", operands);
        Into into = given.options().into();
        if (into != null) {
            JsonObject written = new JsonObject();
            written.add("dX", stored(into.dX()));
            written.add("dW", stored(into.dW()));
            result.add("into", written);
        }
        return result;
    }

    private static Given given(JsonObject params) {
        Tensor x = tensor(params.get("X"));
        Tensor w = params.get("W").isJsonPrimitive() ? x : tensor(params.get("W"));
        Tensor dY = params.has("dY") ? tensor(params.get("dY")) : null;
        return new Given(x, w, dY, options(params.getAsJsonObject("options"), x, w));
    }

    private static Options options(JsonObject asked, Tensor x, Tensor w) {
        JsonObject options = asked == null ? new JsonObject() : asked;
        List<String> wants = options.has("wants")
            ? options.getAsJsonArray("wants").asList().stream().map(JsonElement::getAsString).toList()
            : null;
        JsonObject into = options.getAsJsonObject("into");
        return new Options(flag(options, "transX"), flag(options, "transW"),
            options.has("alpha") ? number(options.get("alpha")) : null,
            options.has("beta") ? number(options.get("beta")) : null,
            flag(options, "bias"), wants,
            options.has("shared") ? options.get("shared").getAsString() : null,
            into == null ? null : new Into(destination(into.get("dX"), x, w),
                destination(into.get("dW"), x, w), flag(into, "accumulate")));
    }

    private static boolean flag(JsonObject options, String name) {
        return options.has(name) && options.get(name).getAsBoolean();
    }

    private static Tensor destination(JsonElement wire, Tensor x, Tensor w) {
        if (wire.isJsonObject()) return tensor(wire);
        return wire.getAsString().equals("X") ? x : w;
    }

    private static Tensor tensor(JsonElement wire) {
        JsonObject fields = wire.getAsJsonObject();
        int[] shape = integers(fields.getAsJsonArray("shape"));
        double[] data = numbers(fields);
        if (!fields.has("strides")) return new Tensor(shape, data);
        int[] strides = integers(fields.getAsJsonArray("strides"));
        return new Tensor(shape, strides, fields.get("offset").getAsInt(), data);
    }

    private static int[] integers(JsonArray array) {
        return array.asList().stream().mapToInt(JsonElement::getAsInt).toArray();
    }

    private static double[] numbers(JsonObject wire) {
        JsonElement data = wire.get("data");
        if (data.isJsonArray()) {
            return data.getAsJsonArray().asList().stream().mapToDouble(Protocol::number).toArray();
        }
        byte[] packed = Base64.getDecoder().decode(data.getAsString());
        ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        boolean wide = wire.get("datatype").getAsString().equals("float64");
        double[] numbers = new double[packed.length / (wide ? 8 : 4)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = wide ? bytes.getDouble() : bytes.getFloat();
        }
        return numbers;
    }

    /** Also "NaN", "Infinity", "-Infinity" and "-0", as Double.parseDouble reads them. */
    private static double number(JsonElement entry) {
        return Double.parseDouble(entry.getAsString());
    }

    private static JsonObject written(Tensor tensor) {
        JsonObject wire = stored(tensor);
        JsonArray shape = new JsonArray();
        for (int extent : tensor.shape()) shape.add(extent);
        wire.add("shape", shape);
        return wire;
    }

    private static JsonObject stored(Tensor tensor) {
        double[] data = tensor.data();
        JsonObject wire = new JsonObject();
        if (data.length < FEW) {
            JsonArray entries = new JsonArray();
            for (double value : data) entries.add(spelled(value));
            wire.add("data", entries);
            return wire;
        }
        ByteBuffer bytes = ByteBuffer.allocate(8 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : data) bytes.putDouble(value);
        wire.addProperty("datatype", "float64");
        wire.addProperty("data", Base64.getEncoder().encodeToString(bytes.array()));
        return wire;
    }

    private static JsonPrimitive spelled(double value) {
        if (value == 0 && 1 / value < 0) return new JsonPrimitive("-0");
        return Double.isFinite(value)
            ? new JsonPrimitive(value) : new JsonPrimitive(String.valueOf(value));
    }
}
