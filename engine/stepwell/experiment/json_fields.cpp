// Estimates and what is like them, each on one line.
#include "stepwell/experiment/json_fields.hpp"

namespace stepwell {

namespace {

constexpr std::string_view part_names[part_count] = {"queueing",    "closed",      "at_join",      "for_batch",
                                                     "for_message", "interrupted", "planned_wait", "work"};

}  // namespace

void fields(JsonText& json, const Estimate& e) {
  json.field("mean", e.mean).field("low", e.low).field("high", e.high).field("sd", e.sd).field("n", e.n);
}

void write(JsonText& json, std::string_view name, const Estimate& e) {
  json.key(name);
  json.inline_from_here(true);
  json.begin_object();
  fields(json, e);
  json.end_object();
  json.inline_from_here(false);
}

void write(JsonText& json, std::string_view name, const Quantiles& q) {
  json.key(name);
  json.inline_from_here(true);
  json.begin_object().field("p50", q.p50).field("p90", q.p90).field("p95", q.p95).end_object();
  json.inline_from_here(false);
}

void write(JsonText& json, std::string_view name, const Prediction& p) {
  json.key(name);
  json.inline_from_here(true);
  json.begin_object().field("low", p.low).field("high", p.high).end_object();
  json.inline_from_here(false);
}

void write(JsonText& json, std::string_view name, const Difference& d) {
  write(json, name, d.saved);
  write(json, std::string(name) + "_better", d.better);
}

void write_parts(JsonText& json, const std::array<Estimate, part_count>& parts) {
  json.key("parts").begin_object();
  for (std::size_t i = 0; i < part_count; ++i) write(json, part_names[i], parts[i]);
  json.end_object();
}

void write(JsonText& json, std::string_view name, const std::optional<std::string>& text) {
  json.key(name);
  text ? json.value(*text) : json.null();
}

}  // namespace stepwell
