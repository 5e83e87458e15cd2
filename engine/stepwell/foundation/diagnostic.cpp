// How diagnostics read, and what counts as a near miss of a name.
//
// Guarantees: the text of a diagnostic depends on its fields only. Cost of `closest`: the product of the lengths, for
// each candidate; it is asked only once something is wrong.
#include "stepwell/foundation/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace stepwell {

namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// Damerau and Levenshtein's distance: letters put in, left out, exchanged, and neighbours swapped, each for 1.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two_back(b.size() + 1), one_back(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) one_back[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({one_back[j] + 1, row[j - 1] + 1, one_back[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], two_back[j - 2] + 1);
      }
    }
    std::swap(two_back, one_back);
    std::swap(one_back, row);
  }
  return one_back[b.size()];
}

/// A third of the letters may be wrong, four at most: `mn` is near `min`, but `s` is not near `h`.
std::size_t tolerance(std::size_t length) { return std::min<std::size_t>((length + 1) / 3, 4); }

std::string in_quotes(const std::string& name) { return '"' + name + '"'; }

std::string counted(std::size_t count, const char* noun) {
  return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

}  // namespace

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::string to_text(const Diagnostic& diagnostic) {
  std::string text = diagnostic.place.file;
  if (diagnostic.place.line > 0) {
    if (!text.empty()) text += ':';
    text += std::to_string(diagnostic.place.line) + ':' + std::to_string(diagnostic.place.column);
  }
  if (!text.empty()) text += ": ";
  text += diagnostic.severity == Severity::error ? "error[" : "warning[";
  text += diagnostic.code + "]: " + diagnostic.message;
  if (!diagnostic.hint.empty()) text += "\n  hint: " + diagnostic.hint;
  return text;
}

std::string to_text(const Diagnostics& diagnostics) {
  if (diagnostics.empty()) return {};
  std::vector<const Diagnostic*> sorted;
  for (const Diagnostic& d : diagnostics) sorted.push_back(&d);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic* a, const Diagnostic* b) {
    return std::tie(a->place.file, a->place.line, a->place.column) <
           std::tie(b->place.file, b->place.line, b->place.column);
  });
  std::string text;
  std::size_t errors = 0;
  for (const Diagnostic* d : sorted) {
    text += to_text(*d) + '\n';
    if (d->severity == Severity::error) ++errors;
  }
  const std::size_t warnings = diagnostics.size() - errors;
  if (errors > 0) text += counted(errors, "error");
  if (errors > 0 && warnings > 0) text += ", ";
  if (warnings > 0) text += counted(warnings, "warning");
  return text;
}

std::string closest(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string lower = lower_case(word);
  const std::string* best = nullptr;
  std::pair<std::size_t, std::size_t> best_distance;
  for (const std::string& candidate : candidates) {
    const std::size_t longer = std::max(word.size(), candidate.size());
    const std::size_t shorter = std::min(word.size(), candidate.size());
    if (longer - shorter > tolerance(longer)) continue;
    const std::size_t near = distance(lower, lower_case(candidate));
    if (near > tolerance(longer)) continue;
    // Of two that differ from the word by as much, the one with the same capitals is meant.
    const std::pair this_distance{near, distance(word, candidate)};
    if (best == nullptr || this_distance < best_distance) {
      best = &candidate;
      best_distance = this_distance;
    }
  }
  return best == nullptr ? std::string{} : *best;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
  if (candidates.empty()) return {};
  if (const std::string near = closest(word, candidates); !near.empty()) return "did you mean " + in_quotes(near) + '?';
  if (candidates.size() == 1) return "there is only " + in_quotes(candidates.front());
  constexpr std::size_t most_listed = 8;
  const std::size_t listed = std::min(candidates.size(), most_listed);
  const std::size_t more = candidates.size() - listed;
  std::string text = "there are ";
  for (std::size_t i = 0; i < listed; ++i) {
    if (i > 0) text += more == 0 && i + 1 == listed ? " and " : ", ";
    text += in_quotes(candidates[i]);
  }
  if (more > 0) text += " and " + std::to_string(more) + " more";
  return text;
}

ModelError::ModelError(Diagnostics diagnostics) : Error(to_text(diagnostics)), diagnostics_(std::move(diagnostics)) {}

}  // namespace stepwell
