// Where everything that is wrong with a model is collected while it is read.
//
// Guarantees: never throws, loses nothing; sorting by place is left to the end, so that merging files keeps the order
// in which a person reads them.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "stepwell/foundation/diagnostic.hpp"

namespace stepwell::model_file {

class Report {
 public:
  /// `code` is a literal in every call: a test reads them from the sources.
  void error(std::string_view code, std::string message, const SourcePlace& place, std::string hint = {}) {
    found_.push_back({Severity::error, std::string(code), std::move(message), place, std::move(hint)});
  }
  void warning(std::string_view code, std::string message, const SourcePlace& place, std::string hint = {}) {
    found_.push_back({Severity::warning, std::string(code), std::move(message), place, std::move(hint)});
  }

  bool has_errors() const { return stepwell::has_errors(found_); }
  std::size_t size() const { return found_.size(); }
  Diagnostics& found() { return found_; }

 private:
  Diagnostics found_;
};

/// The text in double quotes, on one line and cut where it is long, so that any text is safe in a message.
std::string quote(std::string_view text);

/// Sorts by file (in order of first mention), line and column, and drops what is said twice.
void put_in_order(Diagnostics& diagnostics);

}  // namespace stepwell::model_file
