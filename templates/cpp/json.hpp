// JSON, as far as the protocol needs it. Of escapes, only those of one character are understood.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace gradgate {

/** A value that was read. */
struct Json {
  std::string text;  // a text, or the word that a number, true, false or null is
  std::vector<Json> list;
  std::map<std::string, Json> fields;

  bool has(const std::string& name) const { return fields.count(name) > 0; }
  /** A field of a map. @throws std::out_of_range */
  const Json& operator[](const std::string& name) const { return fields.at(name); }
  /**
   * Also of the texts "NaN", "Infinity", "-Infinity" and "-0", which JSON has no numbers for.
   * std::stod would throw at subnormal numbers.
   */
  double number() const { return std::strtod(text.c_str(), nullptr); }
};

class JsonReader {
 public:
  explicit JsonReader(const std::string& line) : line(line) {}

  Json value() {
    Json json;
    const char first = next();
    if (first == '"') {
      json.text = string();
    } else if (first == '[') {
      while (!ends(']')) json.list.push_back(value());
    } else if (first == '{') {
      while (!ends('}')) {
        next();  // the quote
        const std::string name = string();
        next();  // the colon
        json.fields[name] = value();
      }
    } else {
      const size_t start = at - 1;
      at = std::min(line.find_first_of(",]} ", start), line.size());
      json.text = line.substr(start, at - start);
    }
    return json;
  }

 private:
  const std::string& line;
  size_t at = 0;

  char next() {
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) at += 1;
    if (at >= line.size()) throw std::invalid_argument("the line ends too early");
    return line[at++];
  }

  /** Whether the list or map is over; a comma is passed. */
  bool ends(char end) {
    const char character = next();
    if (character != end && character != ',') at -= 1;
    return character == end;
  }

  std::string string() {
    std::string characters;
    for (; line.at(at) != '"'; at += 1) characters += line.at(line[at] == '\\' ? ++at : at);
    at += 1;
    return characters;
  }
};

inline std::string quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char character : text) {
    char escape[8];
    if (character == '"' || character == '\\') quoted += '\\';
    if (static_cast<unsigned char>(character) >= ' ') {
      quoted += character;
    } else {
      std::snprintf(escape, sizeof escape, "\\u%04x", character);
      quoted += escape;
    }
  }
  return quoted + '"';
}

/** Seventeen digits read back as the same bits; what is not finite is a text. */
inline std::string spelled(double value) {
  if (std::isnan(value)) return "\"NaN\"";
  if (std::isinf(value)) return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.17g", value);
  return digits;
}

template <class Values, class Spell>
std::string listed(const Values& values, Spell spell) {
  std::string list;
  for (const auto& value : values) list += (list.empty() ? "" : ",") + spell(value);
  return "[" + list + "]";
}

template <class Fields, class Spell>
std::string mapped(const Fields& fields, Spell spell) {
  std::string map;
  for (const auto& [name, value] : fields) {
    map += (map.empty() ? "" : ",") + quoted(name) + ":" + spell(value);
  }
  return "{" + map + "}";
}

}  // namespace gradgate
