import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An adapter for gradgate: it reads requests on stdin, one a line, and writes answers on stdout. */
public class Adapter {
  /** A·B, the only arithmetic here. PUT YOUR OWN KERNEL HERE, or call it in backward. */
  static double[][] product(double[][] a, double[][] b, int columns) {
    double[][] c = new double[a.length][columns];
    for (int i = 0; i < a.length; i++)
      for (int j = 0; j < columns; j++)
        for (int p = 0; p < b.length; p++) c[i][j] += a[i][p] * b[p][j];
    return c;
  }

  static Object forward(Matrix x, Matrix w) {
    return Map.of("Y", x.times(w).written());
  }

  static Object backward(Matrix x, Matrix w, Matrix dY) {
    Matrix dX = dY.times(w.transposed()), dW = x.transposed().times(dY);
    return Map.of("dX", dX.written(), "dW", dW.written());
  }

  static Object initialize() {
    return Map.of(
        "protocolVersion", 1,
        "name", "my layer 0.1",
        "numberFormat", "float64", // in which your kernel rounds: float32, bfloat16, float16
        "methods", List.of("forward"),
        // What your kernel can do beyond the plain problem; gradgate's README lists it all.
        "claims", Map.of("deterministic", true, "emptyExtents", true, "nonFinite", "ieee"));
  }

  // From here on: the protocol. You need not change it.

  record Matrix(double[][] entries, int columns) {
    /** A tensor without strides: they only come to adapters that claim layouts. */
    static Matrix read(Map<?, ?> tensor) {
      List<?> shape = (List<?>) tensor.get("shape"), data = (List<?>) tensor.get("data");
      int rows = (int) number(shape.get(0)), columns = (int) number(shape.get(1));
      double[][] entries = new double[rows][columns];
      for (int at = 0; at < data.size(); at++) entries[at / columns][at % columns] = number(data.get(at));
      return new Matrix(entries, columns);
    }

    Matrix times(Matrix other) {
      return new Matrix(product(entries, other.entries, other.columns), other.columns);
    }

    Matrix transposed() {
      double[][] turned = new double[columns][entries.length];
      for (int i = 0; i < entries.length; i++) for (int j = 0; j < columns; j++) turned[j][i] = entries[i][j];
      return new Matrix(turned, entries.length);
    }

    Object written() {
      List<Object> data = new ArrayList<>();
      for (double[] row : entries) for (double entry : row) data.add(entry);
      return Map.of("shape", List.of(entries.length, columns), "data", data);
    }
  }

  /** Also of the words "NaN", "Infinity" and "-0", which JSON has no numbers for. */
  static double number(Object value) {
    return Double.parseDouble(value.toString());
  }

  static Object answer(String method, Map<?, ?> params) {
    if (method.equals("initialize")) return initialize();
    if (method.equals("shutdown")) return null;
    Matrix x = Matrix.read((Map<?, ?>) params.get("X")), w = Matrix.read((Map<?, ?>) params.get("W"));
    return method.equals("forward") ? forward(x, w) : backward(x, w, Matrix.read((Map<?, ?>) params.get("dY")));
  }

  public static void main(String[] arguments) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      Map<?, ?> request = (Map<?, ?>) new Json(line).value();
      String method = (String) request.get("method");
      Map<String, Object> answer = new LinkedHashMap<>(Map.of("jsonrpc", "2.0"));
      answer.put("id", (int) number(request.get("id")));
      if (!List.of("initialize", "forward", "backward", "shutdown").contains(method)) {
        answer.put("error", Map.of("code", -32601, "message", "no method " + method));
      } else {
        try {
          answer.put("result", answer(method, (Map<?, ?>) request.get("params")));
        } catch (RuntimeException error) { // the subject failed on this problem: gradgate reports which
          answer.put("error", Map.of("code", -32603, "message", error.toString()));
        }
      }
      System.out.println(Json.written(answer));
      System.out.flush(); // a line in a buffer is no answer
      if (method.equals("shutdown")) return;
    }
  }
}
