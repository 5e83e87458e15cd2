// POSIX files: only they can be brought to the disk before they take their name.
#include "stepwell/exchange/whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "stepwell/foundation/diagnostic.hpp"

namespace stepwell {

namespace {

[[noreturn]] void fail(const std::string& path, int error) {
  throw FileError("cannot write " + path + ": " + std::strerror(error));
}

// mkstemp makes files for the owner alone; what takes the name should have the rights of any new file.
mode_t usual_rights() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

void write_to_standard_output(const std::function<void(std::ostream&)>& write) {
  write(std::cout);
  std::cout.flush();
  if (!std::cout) throw FileError("cannot write to standard output");
}

}  // namespace

WholeFile::WholeFile(std::string path) : path_(std::move(path)) {
  if (is_standard_output()) return;
  std::error_code ignored;
  const std::filesystem::path target(path_);
  if (path_.empty()) throw FileError("cannot write a file without a name");
  if (std::filesystem::is_directory(target, ignored)) throw FileError("cannot write " + path_ + ": it is a folder");
  const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
  if (!std::filesystem::is_directory(folder, ignored)) {
    throw FileError("cannot write " + path_ + ": there is no folder " + folder.string());
  }
  // A device or pipe cannot be replaced by a file: it is written where it is.
  if (std::filesystem::exists(target, ignored) && !std::filesystem::is_regular_file(target, ignored)) {
    temporary_ = path_;
    return;
  }
  // A link keeps pointing to where it points: its target is what is replaced.
  if (std::filesystem::is_symlink(target, ignored) && std::filesystem::exists(target, ignored)) {
    path_ = std::filesystem::canonical(target).string();
  }
  std::string name = path_ + ".XXXXXX";
  const int file = mkstemp(name.data());
  if (file < 0) fail(path_, errno);
  fchmod(file, usual_rights());
  close(file);
  temporary_ = name;
}

WholeFile::~WholeFile() {
  if (!temporary_.empty() && temporary_ != path_) unlink(temporary_.c_str());
}

void WholeFile::write(const std::function<void(std::ostream&)>& write) {
  if (is_standard_output()) return write_to_standard_output(write);
  std::ofstream out(temporary_, std::ios::binary);
  errno = 0;
  if (out) write(out);
  out.close();
  if (!out) fail(path_, errno != 0 ? errno : EIO);
  take_the_name();
}

void WholeFile::write(const std::string& text) {
  write([&](std::ostream& out) { out.write(text.data(), static_cast<std::streamsize>(text.size())); });
}

void WholeFile::take_the_name() {
  if (temporary_ == path_) return;
  const int file = open(temporary_.c_str(), O_RDONLY);
  if (file < 0) fail(path_, errno);
  const int synced = fsync(file) == 0 ? 0 : errno;
  close(file);
  if (synced != 0) fail(path_, synced);
  if (rename(temporary_.c_str(), path_.c_str()) != 0) fail(path_, errno);
  temporary_.clear();
}

void write_whole(const std::string& path, const std::string& text) { WholeFile(path).write(text); }

}  // namespace stepwell
