// What is wrong with a model, where, and the way out; and the few exceptions that leave the library.
//
// Guarantees: checking collects values of type `Diagnostic` and never throws; only a door (`read`, `simulate`,
// `write`) throws, and a `ModelError` carries every diagnostic that was found, not just the first.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace stepwell {

/// Where a thing was said: a file (or `--set`, `Python`), a line and a column, both from 1; line 0 means "as a whole".
struct SourcePlace {
  std::string file;
  int line = 0;
  int column = 0;
  bool operator==(const SourcePlace&) const { return true; }  ///< two models are equal wherever they were written
};

enum class Severity { warning, error };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;     ///< stable and short, such as `unknown-role`; listed in models/DIAGNOSTICS.md
  std::string message;  ///< one sentence, lower case, no full stop
  SourcePlace place;
  std::string hint;  ///< the way out; may be empty
};
using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);
/// `file:line:col: error[code]: message` and, on a line of its own, `  hint: ...`.
std::string to_text(const Diagnostic& diagnostic);
/// All of them, in the order of file and line, each on its line or two, with a line that counts them at the end.
std::string to_text(const Diagnostics& diagnostics);

/// The candidate that is most like `word`, or empty where none is close: the stuff of "did you mean".
std::string closest(std::string_view word, const std::vector<std::string>& candidates);
/// `did you mean "nurse"?`, or a list of what there is (at most eight), or empty where there is nothing.
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

/// Everything of ours that can be thrown, but for `std::invalid_argument` on misuse of the API.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A model that cannot be used, with all that is wrong with it.
class ModelError : public Error {
 public:
  explicit ModelError(Diagnostics diagnostics);
  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  Diagnostics diagnostics_;
};

/// A run that cannot go on: says when, where and which case.
class SimulationError : public Error {
 public:
  using Error::Error;
};

/// A file that cannot be read or written.
class FileError : public Error {
 public:
  using Error::Error;
};

/// The user asked to stop (Ctrl-C).
class Interrupted : public Error {
 public:
  Interrupted() : Error("interrupted") {}
};

}  // namespace stepwell
