// Options that several verbs share, and where their output goes.
//
// Guarantees: every option is checked before anything runs, and every file is opened before anything runs, so that an
// hour's work is not lost to a misspelt folder.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "stepwell/exchange/whole_file.hpp"
#include "stepwell/experiment/replications.hpp"

namespace CLI {
class App;
}

namespace stepwell::cli {

/// `--replications`, `--precision`, `--seed`, `--threads`.
struct RunChoices {
  std::optional<std::uint64_t> replications;
  std::optional<double> precision;
  std::uint64_t seed = 1;
  std::uint64_t threads = 0;
  void add_to(CLI::App& verb);
  RunOptions options() const;
};

/// `--set path=value`, repeated.
struct SetChoices {
  std::vector<std::string> settings;
  void add_to(CLI::App& verb);
};

/// `--set-before` and `--set-after`, repeated: for one side of a comparison only.
struct SideChoices {
  SetChoices before;
  SetChoices after;
  void add_to(CLI::App& verb);
};

/// `--json FILE` and `--out FILE`.
struct OutputChoices {
  std::string json;
  std::string out;
  void add_to(CLI::App& verb);
};

/// The files of a run, opened and waiting; what is not written leaves no trace.
class Outputs {
 public:
  /// `others`: further files that the verb writes. Throws `FileError`, also where two outputs are one file.
  explicit Outputs(const OutputChoices& choices, const std::vector<std::string>& others = {});
  bool wants_json() const { return json_ != nullptr; }
  void write_json(const std::string& text);
  /// On standard output unless `--out` says where, or standard output already has the JSON.
  bool wants_table() const;
  void write_table(const std::string& text);

 private:
  std::unique_ptr<WholeFile> json_;
  std::unique_ptr<WholeFile> table_;
};

}  // namespace stepwell::cli
