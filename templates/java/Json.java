import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Enough of JSON: numbers are doubles, and texts have no escapes but those of one character. */
class Json {
  final String text;
  int at = 0;

  Json(String text) {
    this.text = text;
  }

  Object value() {
    char first = next();
    if (first == '"') return string();
    if (first == '[') return list();
    if (first == '{') return map();
    int start = --at;
    while (at < text.length() && ",]} ".indexOf(text.charAt(at)) < 0) at++;
    String word = text.substring(start, at);
    return switch (word) {
      case "true", "false" -> Boolean.valueOf(word);
      case "null" -> null;
      default -> Double.valueOf(word);
    };
  }

  char next() {
    while (text.charAt(at) <= ' ') at++;
    return text.charAt(at++);
  }

  boolean ends(char end) {
    char character = next();
    if (character != end && character != ',') at--;
    return character == end;
  }

  String string() {
    StringBuilder characters = new StringBuilder();
    for (; text.charAt(at) != '"'; at++) characters.append(text.charAt(text.charAt(at) == '\\' ? ++at : at));
    at++;
    return characters.toString();
  }

  List<Object> list() {
    List<Object> values = new ArrayList<>();
    while (!ends(']')) values.add(value());
    return values;
  }

  Map<String, Object> map() {
    Map<String, Object> values = new LinkedHashMap<>();
    while (!ends('}')) {
      String name = (String) value();
      next(); // the colon
      values.put(name, value());
    }
    return values;
  }

  static String written(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<String> fields = new ArrayList<>();
      map.forEach((name, field) -> fields.add(written(name) + ":" + written(field)));
      return "{" + String.join(",", fields) + "}";
    }
    if (value instanceof List<?> list) return "[" + String.join(",", list.stream().map(Json::written).toList()) + "]";
    if (value instanceof Double number && !Double.isFinite(number)) return "\"" + number + "\"";
    if (value instanceof String string) return "\"" + string.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    return String.valueOf(value);
  }
}
