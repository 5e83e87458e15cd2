// Order and quoting of messages.
#include "stepwell/model_file/report.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace stepwell::model_file {

std::string quote(std::string_view text) {
  constexpr std::size_t longest = 72;
  std::string out = "\"";
  for (const char c : text.substr(0, longest)) out += (static_cast<unsigned char>(c) < 0x20) ? ' ' : c;
  if (text.size() > longest) {
    // A cut must not leave half a UTF-8 character behind.
    while ((static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
    if (static_cast<unsigned char>(out.back()) >= 0xC0) out.pop_back();
    out += " ...";
  }
  return out + '"';
}

void put_in_order(Diagnostics& diagnostics) {
  std::map<std::string, std::size_t> rank;
  for (const auto& d : diagnostics) rank.emplace(d.place.file, rank.size());
  const auto key = [&](const Diagnostic& d) { return std::tuple(rank[d.place.file], d.place.line, d.place.column); };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  const auto same = [&](const Diagnostic& a, const Diagnostic& b) {
    return key(a) == key(b) && a.code == b.code && a.message == b.message;
  };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
}

}  // namespace stepwell::model_file
