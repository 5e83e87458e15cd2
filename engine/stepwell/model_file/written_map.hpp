// A map in braces on its way into a model file: `{staff: 3, calendar: office hours}`.
//
// Guarantees: keys are quoted where they need it; values are taken as they are.
#pragma once

#include <string>
#include <string_view>

#include "stepwell/model_file/phrase_writing.hpp"

namespace stepwell::model_file {

class WrittenMap {
 public:
  void add(std::string_view key, std::string_view value) {
    if (!inside_.empty()) inside_ += ", ";
    inside_ += scalar(key) + ": " + std::string(value);
  }
  std::string text() const { return '{' + inside_ + '}'; }

 private:
  std::string inside_;
};

}  // namespace stepwell::model_file
