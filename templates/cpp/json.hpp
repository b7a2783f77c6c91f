// Enough of JSON to read requests, without a library; texts have no escapes but those of one character.
#pragma once
#include <algorithm>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

struct Json {
  std::string text;  // a text, or the word that a number, true, false or null is
  std::vector<Json> list;
  std::map<std::string, Json> fields;

  const Json& operator[](const std::string& name) const { return fields.at(name); }
  /**
   * Also of the texts "NaN", "Infinity" and "-0", which JSON has no numbers for. std::stod would throw
   * at subnormal numbers.
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
