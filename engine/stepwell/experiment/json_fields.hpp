// The pieces that JSON of a run and of a comparison are made of.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "stepwell/experiment/comparison.hpp"
#include "stepwell/experiment/json_text.hpp"
#include "stepwell/experiment/results.hpp"

namespace stepwell {

/// An estimate's own fields, inside an object that is already open.
void fields(JsonText& json, const Estimate& e);
void write(JsonText& json, std::string_view name, const Estimate& e);
void write(JsonText& json, std::string_view name, const Quantiles& q);
void write(JsonText& json, std::string_view name, const Prediction& p);
/// An estimate of what is saved, and beside it how often a pair is better.
void write(JsonText& json, std::string_view name, const Difference& d);
/// A text, or null.
void write(JsonText& json, std::string_view name, const std::optional<std::string>& text);
void write_parts(JsonText& json, const std::array<Estimate, part_count>& parts);

/// An object of `items` by their names.
template <class Items, class Write>
void named(JsonText& json, std::string_view section, const Items& items, Write write_fields) {
  json.key(section).begin_object();
  for (const auto& item : items) {
    json.key(item.name).begin_object();
    write_fields(item);
    json.end_object();
  }
  json.end_object();
}

/// Version, kind, seed, replications and certainty.
void write_header(JsonText& json, std::string_view kind, const RunResult& result);
/// What a result is about: workflow, changes, counted window, rates.
void write_origin(JsonText& json, const RunResult& result);
/// Cases, steps, roles, measures, costs and bottleneck.
void write_figures(JsonText& json, const Figures& figures);
void write_assumptions(JsonText& json, const std::vector<AssumptionFigures>& assumptions);

}  // namespace stepwell
