// A model file as a tree of values, each of which knows where it was said.
//
// Guarantees: the YAML is copied once; merging scenarios, `--set` and every message use only this tree. A tree that
// comes out of `parse_yaml` has no anchors, aliases, tags, duplicate keys or empty values, and is at most 64 deep.
// Cost: linear in the file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/foundation/diagnostic.hpp"
#include "stepwell/model_file/report.hpp"

namespace stepwell::model_file {

struct Entry;

struct Value {
  enum class Kind { null, truth, text, list, map };
  Kind kind = Kind::null;
  SourcePlace place;
  std::string text;            ///< truth and text: as written; numbers are text until a phrase is read
  std::vector<Value> items;    ///< list
  std::vector<Entry> entries;  ///< map, in the order of the file
  bool faulty = false;         ///< something in it was reported already: what seems to be missing may not be

  bool is_null() const { return kind == Kind::null; }
  bool is_map() const { return kind == Kind::map; }
  bool is_list() const { return kind == Kind::list; }
  bool is_scalar() const { return kind == Kind::truth || kind == Kind::text; }

  /// The entry of a map; none where there is no such key, or this is no map.
  const Entry* find(std::string_view key) const;
  Entry* find(std::string_view key);
  /// The value at `key`; none where there is no such key, or this is no map.
  const Value* at(std::string_view key) const;
  bool erase(std::string_view key);
};

struct Entry {
  std::string key;
  SourcePlace key_place;
  Value value;
};

Value text_value(std::string text, const SourcePlace& place);
Value map_value(const SourcePlace& place);

/// `a map`, `a list`, `the text "x"`, `null`: for messages.
std::string described(const Value& value);

inline constexpr int deepest_nesting = 64;

/// Reads one YAML document (or JSON). `name` goes into the places. None where the text cannot be read at all; other
/// faults are reported and the rest of the tree is returned.
std::optional<Value> parse_yaml(std::string_view text, const std::string& name, Report& report);

}  // namespace stepwell::model_file
