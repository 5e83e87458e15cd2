// Who does the work of a step: how many of a role, or a share of one person, and who else can do it.
#include <cmath>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {

// `nurse`, `[nurse, room]`, or in words who else: `nurse else doctor after 15 min`. A name may hold ` else `.
void Reader::read_who(const Value& who, Step& step) {
  constexpr std::string_view other = " else ";
  if (!who.is_scalar() || roles_.count(std::string(trimmed(who.text))) > 0 ||
      who.text.find(other) == std::string::npos) {
    step.who = needs(who, "who");
    return;
  }
  std::string_view rest = who.text;
  for (bool is_first = true; !rest.empty(); is_first = false) {
    const std::size_t end = rest.find(other);
    const std::string_view one = trimmed(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + other.size());
    if (!is_first) {
      if (one == "nobody" && rest.empty() && step.alternatives.empty() && roles_.count("nobody") == 0) {
        step.nobody_else = true;
        return;
      }
      auto choice = read_choice(one, who.place);
      if (!choice) return;
      step.alternatives.push_back(std::move(*choice));
    } else if (const auto need = need_called(one, who.place)) {
      step.who = {*need};
    }
  }
}

// `doctor after 15 min`.
std::optional<Alternative> Reader::read_choice(std::string_view phrase, const SourcePlace& place) {
  Alternative alternative;
  alternative.place = place;
  const std::size_t after = phrase.rfind(" after ");
  std::string_view name = phrase;
  if (after != std::string_view::npos && roles_.count(std::string(phrase)) == 0) {
    name = trimmed(phrase.substr(0, after));
    const auto length = read_duration({trimmed(phrase.substr(after + 7)), place}, report_);
    if (!length) return std::nullopt;
    alternative.after = *length;
  }
  const auto need = need_called(name, place);
  if (!need) return std::nullopt;
  alternative.who = {*need};
  return alternative;
}

void Reader::read_alternative(const Value& said, Step& step) {
  if (!check_keys(said, alternative_section, report_)) return;
  Alternative alternative;
  alternative.place = said.place;
  const std::size_t problems = report_.size();
  if (const Value* who = said.at("who")) alternative.who = needs(*who, "who");
  read_after(said, alternative.after);
  if (report_.size() == problems) step.alternatives.push_back(std::move(alternative));
}

// How long whoever is named first is waited for.
void Reader::read_after(const Value& fields, Duration& after) {
  const Value* said = fields.at("after");
  if (!said || !phrase_text(*said, "`after`", "15 min")) return;
  if (const auto length = read_duration(phrase_of(*said), report_)) after = *length;
}

// `nurse`, or `25 % nurse`. A name may look like a share.
std::optional<Need> Reader::need_called(std::string_view phrase, const SourcePlace& place) {
  const std::size_t sign = phrase.find('%');
  const auto percent = sign == std::string_view::npos || roles_.count(std::string(phrase)) > 0
                           ? std::nullopt
                           : number_of(trimmed(phrase.substr(0, sign)));
  const auto role = role_called(percent ? trimmed(phrase.substr(sign + 1)) : phrase, place);
  const auto share = percent ? read_share(*percent, {phrase, place}) : whole_person;
  if (!role || !share) return std::nullopt;
  return Need{*role, 1, *share};
}

std::optional<std::uint32_t> Reader::read_share(double percent, Phrase phrase) {
  const double thousandths = std::round(percent * 10);
  if (thousandths >= 1 && thousandths <= whole_person && std::abs(thousandths - percent * 10) < 1e-6)
    return static_cast<std::uint32_t>(thousandths);
  report_.error("bad-share", quote(phrase.text) + " is not a share of one person", phrase.place,
                "a share goes from 0.1 % to 100 %, by tenths; several people are a number: {nurse: 2}");
  return std::nullopt;
}

std::vector<Need> Reader::needs(const Value& said, std::string_view key) {
  std::vector<Need> result;
  const bool may_share = key == "who";
  if (!said.is_map()) {
    for (const Value* name : names_in(said, '`' + std::string(key) + '`', report_)) {
      if (may_share) {
        if (const auto need = need_called(trimmed(name->text), name->place)) result.push_back(*need);
      } else if (const auto role = role_called(name->text, name->place)) {
        result.push_back({*role, 1});
      }
    }
    return result;
  }
  for (const Entry& entry : said.entries) {
    const auto role = role_called(entry.key, entry.key_place);
    if (!phrase_text(entry.value, "how many of a role", "{nurse: 2}")) continue;
    const std::string_view text = trimmed(entry.value.text);
    if (const auto percent =
            may_share && text.ends_with('%') ? number_of(trimmed(text.substr(0, text.size() - 1))) : std::nullopt) {
      const auto share = read_share(*percent, phrase_of(entry.value));
      if (role && share) result.push_back({*role, 1, *share});
      continue;
    }
    const auto count = read_number(phrase_of(entry.value), report_);
    if (!count) continue;
    constexpr double most_people = 1e6;
    if (*count < 1 || *count > most_people || *count != static_cast<double>(static_cast<std::uint32_t>(*count))) {
      report_.error("bad-number", quote(entry.value.text) + " is not a number of people", entry.value.place,
                    "write a whole number, 1 or more");
      continue;
    }
    if (role) result.push_back({*role, static_cast<std::uint32_t>(*count)});
  }
  return result;
}

}  // namespace stepwell::model_file
