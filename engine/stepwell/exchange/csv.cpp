// Formats into one buffer; names are quoted and days are written once, not once a row.
#include "stepwell/exchange/csv.hpp"

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "stepwell/foundation/diagnostic.hpp"

namespace stepwell {

namespace {

constexpr std::string_view outcome_names[visit_outcomes] = {"done",    "in progress", "balked",   "gave up",
                                                            "overdue", "pre-empted",  "withdrawn"};

constexpr std::size_t buffer_size = std::size_t{1} << 16;

std::string in_quotes(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos &&
      (text.empty() || (text.front() != ' ' && text.back() != ' '))) {
    return std::string(text);
  }
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

class Rows {
 public:
  explicit Rows(std::ostream& out) : out_(out) { buffer_.reserve(buffer_size + 4096); }

  void text(std::string_view value) {
    separate();
    buffer_ += value;
  }
  void whole(std::uint64_t value) {
    separate();
    digits(value);
  }
  void time(std::int64_t microseconds) {
    separate();
    const std::int64_t day = day_of(Instant{Duration{microseconds}});
    if (day != day_) {
      day_ = day;
      day_text_ = to_text(start_of_day(day)).substr(0, 10);
    }
    const auto rest = static_cast<std::uint64_t>(microseconds - Duration(day * one_day).count());
    const std::uint64_t seconds = rest / 1'000'000;
    buffer_ += day_text_;
    buffer_ += 'T';
    two(seconds / 3600);
    buffer_ += ':';
    two(seconds / 60 % 60);
    buffer_ += ':';
    two(seconds % 60);
    fraction(rest % 1'000'000);
  }
  void seconds(std::int64_t microseconds) {
    separate();
    const auto value = static_cast<std::uint64_t>(microseconds);
    digits(value / 1'000'000);
    fraction(value % 1'000'000);
  }
  void end() {
    buffer_ += "\r\n";
    first_ = true;
    if (buffer_.size() >= buffer_size) flush();
  }
  void flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }

 private:
  void separate() {
    if (!first_) buffer_ += ',';
    first_ = false;
  }
  void digits(std::uint64_t value) {
    char text[20];
    const auto end = std::to_chars(text, text + sizeof text, value);
    buffer_.append(text, end.ptr);
  }
  void two(std::uint64_t value) {
    buffer_ += static_cast<char>('0' + value / 10);
    buffer_ += static_cast<char>('0' + value % 10);
  }
  void fraction(std::uint64_t microseconds) {
    if (microseconds == 0) return;
    char text[7] = ".";
    for (int i = 6; i > 0; --i, microseconds /= 10) text[i] = static_cast<char>('0' + microseconds % 10);
    buffer_.append(text, 7);
    while (buffer_.back() == '0') buffer_.pop_back();
  }

  std::ostream& out_;
  std::string buffer_;
  bool first_ = true;
  std::int64_t day_ = INT64_MIN;
  std::string day_text_;
};

template <class Items>
std::vector<std::string> quoted_names(const Items& items) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(in_quotes(item.name));
  return names;
}

}  // namespace

void write_csv(std::ostream& out, const Workflow& workflow, const EventLog& log, const std::atomic<bool>* stop) {
  const auto case_types = quoted_names(workflow.cases);
  const auto steps = quoted_names(workflow.steps);
  const auto roles = quoted_names(workflow.roles);
  Rows rows(out);
  for (const char* column :
       {"case", "case type", "token", "step", "role", "member of staff", "place", "enabled", "started", "ended",
        "outcome", "queueing", "closed", "for a batch", "interrupted", "work"}) {
    rows.text(column);
  }
  rows.end();
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (stop != nullptr && i % 4096 == 0 && stop->load(std::memory_order_relaxed)) throw Interrupted();
    rows.whole(log.case_number[i] + 1);
    rows.text(case_types[log.case_type[i]]);
    rows.whole(log.token[i]);
    rows.text(steps[log.step[i]]);
    rows.text(log.role[i] == EventLog::nobody ? std::string_view() : roles[log.role[i]]);
    log.staff[i] == EventLog::nobody ? rows.text("") : rows.whole(log.staff[i] + std::uint64_t{1});
    rows.text(log.place[i] == EventLog::nobody ? std::string_view() : roles[log.place[i]]);
    rows.time(log.enabled[i]);
    log.started[i] == EventLog::never ? rows.text("") : rows.time(log.started[i]);
    log.ended[i] == EventLog::never ? rows.text("") : rows.time(log.ended[i]);
    rows.text(outcome_names[static_cast<std::size_t>(log.outcome[i])]);
    rows.seconds(log.queueing[i]);
    rows.seconds(log.closed[i]);
    rows.seconds(log.for_batch[i]);
    rows.seconds(log.interrupted[i]);
    rows.seconds(log.work[i]);
    rows.end();
  }
  rows.flush();
}

}  // namespace stepwell
