// A file that is written whole or not at all.
//
// Guarantees: what stands under the name is the old content or the new, never a part: the content goes to a temporary
// file in the same folder, to the disk, and then takes the name. Whenever something fails, or nothing is written, the
// temporary file is removed. `-` is standard output, which cannot be taken back.
#pragma once

#include <functional>
#include <ostream>
#include <string>

namespace stepwell {

class WholeFile {
 public:
  /// Opens the temporary file. Throws `FileError` saying which folder or file will not do, and why.
  explicit WholeFile(std::string path);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  bool is_standard_output() const { return path_ == "-"; }
  /// Writes all of the content, which `write` puts into the stream, and gives it the name. Throws `FileError`.
  void write(const std::function<void(std::ostream&)>& write);
  void write(const std::string& text);

 private:
  void take_the_name();

  std::string path_;
  std::string temporary_;
};

/// Writes `text` to `path` (`-`: standard output), whole or not at all. Throws `FileError`.
void write_whole(const std::string& path, const std::string& text);

}  // namespace stepwell
