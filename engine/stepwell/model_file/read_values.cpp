// Numbers with or without a basis, and the entries of the assumptions ledger that they make.
#include "stepwell/model_file/reader.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace stepwell::model_file {
namespace {

struct NamedBasis {
  std::string_view word;
  Basis basis;
};
constexpr NamedBasis bases[] = {{"measured", Basis::measured},
                                {"published", Basis::published},
                                {"expert", Basis::expert},
                                {"assumed", Basis::assumed}};

// The chance whose odds are `factor` times those of `p`.
double with_odds(double p, double factor) { return p >= 1 ? 1 : factor * p / (1 - p + factor * p); }

constexpr double microseconds_an_hour = 3.6e9;

}  // namespace

std::optional<std::string_view> Reader::phrase_text(const Value& value, std::string_view what,
                                                    std::string_view example) {
  if (value.is_scalar()) return value.text;
  report_.error("wrong-kind", std::string(what) + " is a short phrase, not " + described(value), value.place,
                "write it as: " + std::string(example));
  return std::nullopt;
}

Reader::Stated Reader::stated(const Value& value) {
  Stated said;
  said.is = &value;
  said.place = value.place;
  if (!is_stated(value)) return said;
  check_keys(value, stated_section, report_);
  said.is = value.at("is");
  said.place = said.is->place;
  said.basis = value.at("basis");
  said.source = value.at("source");
  said.range = value.at("range");
  return said;
}

std::optional<AssumptionId> Reader::assume(const Stated& said, const std::string& path, Assumption::Quantity quantity,
                                           RangeKind range_kind, double mean) {
  if (!said.basis) return std::nullopt;
  const auto word = phrase_text(*said.basis, "a basis", "assumed");
  if (!word) return std::nullopt;
  Assumption assumption;
  const auto* basis =
      std::find_if(std::begin(bases), std::end(bases), [&](const NamedBasis& b) { return b.word == *word; });
  if (basis == std::end(bases)) {
    report_.error("unknown-basis", quote(*word) + " is not a basis", said.basis->place,
                  suggestion(*word, {"measured", "published", "expert", "assumed"}));
    return std::nullopt;
  }
  assumption.path = path;
  assumption.basis = basis->basis;
  assumption.quantity = quantity;
  assumption.value = mean;
  assumption.place = said.place;
  if (said.source) {
    if (const auto source = phrase_text(*said.source, "a source", "Franklin 2007"))
      assumption.source = trimmed(*source);
  } else if (assumption.basis == Basis::published) {
    report_.warning("no-source", "a published value without its source", said.basis->place,
                    "add `source: <who, year>`");
  }
  const bool is_chance = range_kind == RangeKind::chance;
  if (said.range) {
    if (!phrase_text(*said.range, "a range", "20 min to 60 min")) return std::nullopt;
    const auto range = read_range(phrase_of(*said.range), range_kind, report_);
    if (!range) return std::nullopt;
    assumption.range_stated = true;
    assumption.low = range->low;
    assumption.high = range->high;
    // A rate of arrivals is kept as the mean time between them.
    if (range_kind == RangeKind::rate && quantity == Assumption::Quantity::duration) {
      if (range->low <= 0) {
        report_.error("bad-range", "the range " + quote(said.range->text) + " begins at a rate of 0", said.range->place,
                      "let it begin above 0");
        return std::nullopt;
      }
      assumption.low = microseconds_an_hour / range->high;
      assumption.high = microseconds_an_hour / range->low;
    }
  } else if (assumption.basis == Basis::assumed) {
    report_.warning("no-range", "an assumed value without a range; it is swept from half to double", said.place,
                    "say what is likely: `range: <least> to <most>`");
    assumption.low = is_chance ? with_odds(mean, 0.5) : mean / 2;
    assumption.high = is_chance ? with_odds(mean, 2) : mean * 2;
  }
  assumption.swept = assumption.low < assumption.high;
  return workflow_.assumptions.push_back(std::move(assumption));
}

std::optional<Distribution> Reader::distribution(const Value& value, const std::string& path, Scale scale) {
  return distribution(stated(value), path, scale);
}

std::optional<Distribution> Reader::distribution(const Stated& said, const std::string& path, Scale scale) {
  const bool is_time = scale == Scale::time;
  if (!phrase_text(*said.is, is_time ? "a time" : "a number", is_time ? "triangular 1 3 10 min" : "uniform 20 to 90")) {
    return std::nullopt;
  }
  auto found = read_distribution(phrase_of(*said.is), scale, folder_of(said.is->place), report_);
  if (!found) return std::nullopt;
  found->assumption = assume(said, path, is_time ? Assumption::Quantity::duration : Assumption::Quantity::number,
                             is_time ? RangeKind::time : RangeKind::number, found->stated_mean());
  return found;
}

std::optional<Quantity> Reader::number(const Value& value, const std::string& path) {
  const Stated said = stated(value);
  if (!phrase_text(*said.is, "a number", "3")) return std::nullopt;
  const auto found = read_number(phrase_of(*said.is), report_);
  if (!found) return std::nullopt;
  return Quantity{*found, assume(said, path, Assumption::Quantity::number, RangeKind::number, *found)};
}

std::optional<Quantity> Reader::chance(const Value& value, const std::string& path) {
  const Stated said = stated(value);
  if (!phrase_text(*said.is, "a chance", "90 %")) return std::nullopt;
  const auto found = read_chance(phrase_of(*said.is), report_);
  if (!found) return std::nullopt;
  return Quantity{*found, assume(said, path, Assumption::Quantity::chance, RangeKind::chance, *found)};
}

std::optional<Quantity> Reader::rate(const Value& value, const std::string& path) {
  const Stated said = stated(value);
  if (!phrase_text(*said.is, "a rate", "12 per h")) return std::nullopt;
  const auto found = read_rate(phrase_of(*said.is), report_);
  if (!found) return std::nullopt;
  return Quantity{*found, assume(said, path, Assumption::Quantity::number, RangeKind::rate, *found)};
}

std::optional<double> Reader::priority(const Value& value) {
  const auto text = phrase_text(value, "a priority", "low");
  if (!text) return std::nullopt;
  const std::string_view word = trimmed(*text);
  if (word == "low") return -1;
  if (word == "normal") return 0;
  if (word == "high") return 1;
  if (const auto number = number_of(word)) return *number;
  report_.error("bad-priority", quote(word) + " is not a priority", value.place,
                "low, normal, high, or a number; greater goes first");
  return std::nullopt;
}

bool Reader::flag(const Value& value, std::string_view key) {
  if (value.kind != Value::Kind::truth) {
    const std::string name(key);
    report_.error("wrong-kind", '`' + name + "` is true or false, not " + described(value), value.place,
                  "write `" + name + ": true`");
  }
  return value.is_scalar() && value.text == "true";
}

std::optional<std::uint32_t> Reader::whole_number(const Value& value, std::string_view what, double least) {
  if (!phrase_text(value, what, "3")) return std::nullopt;
  const auto number = read_number(phrase_of(value), report_);
  if (!number) return std::nullopt;
  constexpr double most = 1e6;
  if (*number >= least && *number <= most && *number == std::floor(*number)) return static_cast<std::uint32_t>(*number);
  report_.error("bad-number",
                quote(value.text) + " is not a whole number, " + std::to_string(static_cast<int>(least)) + " or more",
                value.place, "write it as: 3");
  return std::nullopt;
}

std::optional<Rule> Reader::rule(const Value& value) {
  if (!phrase_text(value, "a rule", "attends and age >= 65")) return std::nullopt;
  const std::size_t before = report_.size();
  auto found = read_rule(phrase_of(value), workflow_.attributes, report_);
  // An attribute that only a removed step or case type had is missed for another reason than a slip of the pen.
  for (std::size_t i = before; i < report_.size(); ++i) {
    Diagnostic& d = report_.found()[i];
    if (d.code != "unknown-attribute") continue;
    for (const Removal& gone : model_.removals) {
      if (gone.section != "attributes" || !d.message.starts_with(quote(gone.name))) continue;
      d.hint = "the change " + quote(gone.change) + " removed what set it (" + gone.place.file + ':' +
               std::to_string(gone.place.line) + ':' + std::to_string(gone.place.column) +
               "); let it alter this rule too";
    }
  }
  return found;
}

}  // namespace stepwell::model_file
