import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON, as far as the protocol needs it, read into Map, List, String, Double, Boolean and null. What
 * is not a finite number is a text: "NaN". Of escapes, only those of one character are understood.
 */
final class Json {
    private final String text;
    private int at = 0;

    private Json(String text) {
        this.text = text;
    }

    static Object read(String text) {
        return new Json(text).value();
    }

    private Object value() {
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

    private char next() {
        while (text.charAt(at) <= ' ') at++;
        return text.charAt(at++);
    }

    /** Whether the list or map is over; a comma is passed. */
    private boolean ends(char end) {
        char character = next();
        if (character != end && character != ',') at--;
        return character == end;
    }

    private String string() {
        StringBuilder characters = new StringBuilder();
        for (; text.charAt(at) != '"'; at++) {
            characters.append(text.charAt(text.charAt(at) == '\\' ? ++at : at));
        }
        at++;
        return characters.toString();
    }

    private List<Object> list() {
        List<Object> values = new ArrayList<>();
        while (!ends(']')) values.add(value());
        return values;
    }

    private Map<String, Object> map() {
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
        if (value instanceof List<?> list) {
            return "[" + String.join(",", list.stream().map(Json::written).toList()) + "]";
        }
        if (value instanceof String string) return quoted(string);
        if (value instanceof Double number && !Double.isFinite(number)) return "\"" + number + "\"";
        return String.valueOf(value); // of a number: digits that read back as the same bits
    }

    private static String quoted(String string) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : string.toCharArray()) {
            if (character < ' ') {
                quoted.append(String.format("\\u%04x", (int) character));
            } else {
                quoted.append(character == '"' || character == '\\' ? "\\" : "").append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
