// Files that are there whole or not at all.
#include "catch.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "stepwell/exchange/whole_file.hpp"
#include "stepwell/foundation/diagnostic.hpp"

using namespace stepwell;
namespace fs = std::filesystem;

namespace {

/// A folder of its own for each test, gone at its end.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "stepwell.XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  std::string file(const std::string& name) const { return (path / name).string(); }
  std::size_t count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
  }
};

std::string content(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::string complaint_about(const std::string& file) {
  try {
    const WholeFile opened(file);
  } catch (const FileError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a written file has its content and leaves nothing beside it") {
  const Folder folder;
  write_whole(folder.file("a.txt"), "one");
  write_whole(folder.file("a.txt"), "two");
  CHECK(content(folder.file("a.txt")) == "two");
  CHECK(folder.count() == 1);
}

TEST_CASE("a writer that fails leaves the old content") {
  const Folder folder;
  write_whole(folder.file("a.txt"), "old");
  WholeFile file(folder.file("a.txt"));
  CHECK_THROWS_AS(file.write([](std::ostream& out) -> void {
    out << "half";
    throw std::runtime_error("no more");
  }),
                  std::runtime_error);
  CHECK(content(folder.file("a.txt")) == "old");
}

TEST_CASE("a file that is never written leaves no trace") {
  const Folder folder;
  { const WholeFile file(folder.file("a.txt")); }
  CHECK(folder.count() == 0);
}

TEST_CASE("a missing folder, and a folder in its place, are errors that say so") {
  const Folder folder;
  CHECK(complaint_about(folder.file("none/a.txt")).find("there is no folder") != std::string::npos);
  CHECK(complaint_about(folder.path.string()).find("it is a folder") != std::string::npos);
  CHECK(complaint_about("") == "cannot write a file without a name");
}

TEST_CASE("a link still points where it pointed") {
  const Folder folder;
  write_whole(folder.file("real.txt"), "old");
  fs::create_symlink(folder.file("real.txt"), folder.file("link.txt"));
  write_whole(folder.file("link.txt"), "new");
  CHECK(fs::is_symlink(folder.file("link.txt")));
  CHECK(content(folder.file("real.txt")) == "new");
}

TEST_CASE("a device is written where it is") { CHECK_NOTHROW(write_whole("/dev/null", "gone")); }
