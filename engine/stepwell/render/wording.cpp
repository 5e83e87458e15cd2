// Units are chosen so that a number is short: seconds up to a quarter of a minute, minutes up to 90, whole hours as hours.
#include "stepwell/render/wording.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "stepwell/process/substitutes.hpp"

namespace stepwell::render {
namespace {

struct Unit {
  const char* name;
  double length;
  double up_to;  // largest time told in it
};
constexpr Unit units[] = {
    {"s", 1e6, 90e6},          {"min", 60e6, 90 * 60e6}, {"h", 3600e6, 48 * 3600e6}, {"d", 86400e6, 21 * 86400e6},
    {"week", 604800e6, 1e300},
};

const Unit& unit_for(double microseconds) {
  for (const Unit& unit : units)
    if (microseconds < unit.up_to && (microseconds >= 0.1 * unit.length || unit.length == 1e6)) return unit;
  return units[4];
}

/// Half a minute is told as 0.5 min, as models write it; the seconds are for what is shorter. Whole hours stay hours.
const Unit& unit_of_minutes(double microseconds) {
  if (microseconds >= 60 * 60e6 && microseconds < 48 * 60 * 60e6 && std::fmod(microseconds, 60 * 60e6) == 0)
    return units[2];
  return microseconds >= 0.25 * 60e6 && microseconds < 90 * 60e6 ? units[1] : unit_for(microseconds);
}

std::string two_figures(double value) { return short_number(value, value < 9.95 ? 1 : 0); }

std::string from_to(double least, double most) {
  if (two_figures(least / 60e6) == two_figures(most / 60e6)) return short_time(least);
  const Unit& unit = unit_of_minutes(most);
  return short_number(least / unit.length, 1) + " to " + short_number(most / unit.length, 1) + " " + unit.name;
}

std::string numbers(const std::vector<double>& microseconds, const Unit& unit) {
  std::string text;
  for (const double m : microseconds) text += short_number(m / unit.length, 4) + " ";
  return text + unit.name;
}

std::string when(const Workflow& workflow, const std::optional<CalendarId>& calendar, const char* preposition) {
  if (!calendar || index_of(*calendar) >= workflow.calendars.size()) return {};
  return std::string(preposition) + workflow.calendars[*calendar].name;
}

std::string times_in_full(const std::vector<TimeCase>& times) {
  std::string text;
  for (const TimeCase& time : times) {
    if (!text.empty()) text += "; ";
    if (time.when)
      text += "when " + time.when->text + ": ";
    else if (times.size() > 1)
      text += "otherwise ";
    text += in_full(time.time);
  }
  return text;
}

}  // namespace

std::string short_number(double value, int decimals) {
  if (!std::isfinite(value)) return "?";
  std::array<char, 400> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  std::string text(buffer.data(), end.ptr);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

std::string in_percent(double chance) {
  const double percent = chance * 100;
  const double distance = std::min(std::abs(percent), std::abs(100 - percent));
  return short_number(percent, distance < 0.1 && distance > 1e-9 ? 3 : 1) + " %";
}

std::string short_time(double microseconds) {
  const Unit& unit = unit_of_minutes(microseconds);
  return two_figures(microseconds / unit.length) + " " + unit.name;
}

namespace {

/// `mix 80 % lognormal mean 10 sd 5 min 20 % 30 min`: as the model says it.
std::string branches_in_full(const std::string& word, const std::vector<double>& chances,
                             const std::vector<Distribution>& branches) {
  std::string text = word;
  for (std::size_t i = 0; i < branches.size() && i < chances.size(); ++i)
    text += ' ' + in_percent(chances[i]) + ' ' + in_full(branches[i]);
  return text;
}

std::vector<Distribution> constants(const std::vector<double>& values) {
  std::vector<Distribution> result;
  for (const double value : values) result.push_back(constant(value));
  return result;
}

std::string phases_in_full(const Distribution& d) {
  if (d.kind == DistributionKind::hypoexponential) {
    const Unit& unit = unit_of_minutes(*std::max_element(d.values.begin(), d.values.end()));
    return "phases " + numbers(d.values, unit);
  }
  std::string text = "coxian";
  for (std::size_t k = 0; k < d.values.size(); ++k) {
    if (k > 0) text += " then " + in_percent(d.chances[k - 1]);
    text += ' ' + in_full(constant(d.values[k]));
  }
  return text;
}

std::string truncated_in_full(const Distribution& d) {
  std::string text = in_full(d.parts.front());
  if (d.a > -unbounded) text += " at least " + in_full(constant(d.a));
  if (d.b < unbounded) text += " at most " + in_full(constant(d.b));
  return text;
}

}  // namespace

std::string in_full(const Distribution& d) {
  const Unit& unit = unit_of_minutes(std::max(
      {d.a, d.kind == DistributionKind::uniform ? d.b : 0.0, d.kind == DistributionKind::triangular ? d.b : 0.0}));
  const std::string mean_sd = "mean " + short_number(d.a / unit.length, 4) + " sd " + numbers({d.b}, unit);
  switch (d.kind) {
    case DistributionKind::constant: return numbers({d.a}, unit);
    case DistributionKind::uniform:
      return "uniform " + short_number(d.a / unit.length, 4) + " to " + numbers({d.b}, unit);
    case DistributionKind::triangular: return "triangular " + numbers({d.a, d.b, d.c}, unit);
    case DistributionKind::pert:       return "pert " + numbers({d.a, d.b, d.c}, unit);
    case DistributionKind::beta:
      return "beta " + short_number(d.c, 4) + " " + short_number(d.d, 4) + " from " +
             in_full(uniform(d.a, d.b)).substr(8);
    case DistributionKind::discrete: return branches_in_full("discrete", d.chances, constants(d.values));
    case DistributionKind::mixture:  return branches_in_full("mix", d.chances, d.parts);
    case DistributionKind::hyperexponential:
      return "hyperexponential " +
             (d.values.empty() ? mean_sd : "mean " + numbers({d.mean()}, unit_of_minutes(d.mean())));
    case DistributionKind::hypoexponential:
    case DistributionKind::coxian:          return phases_in_full(d);
    case DistributionKind::shifted:         return in_full(d.parts.front()) + " plus " + in_full(constant(d.a));
    case DistributionKind::truncated:       return truncated_in_full(d);
    case DistributionKind::exponential:     return "exponential mean " + numbers({d.a}, unit);
    case DistributionKind::erlang:          return "erlang " + short_number(d.c, 0) + " mean " + numbers({d.a}, unit);
    case DistributionKind::gamma:           return "gamma " + mean_sd;
    case DistributionKind::lognormal:       return "lognormal " + mean_sd;
    case DistributionKind::weibull:         return "weibull " + mean_sd;
    case DistributionKind::normal:          return "normal " + mean_sd;
    case DistributionKind::empirical:       return "observed times, mean " + short_time(d.mean());
  }
  return {};
}

std::string people(const Workflow& workflow, const Step& step) {
  std::string text;
  const auto add = [&](const std::vector<Need>& needs, const std::string& first, const std::string& further) {
    bool is_first = true;
    for (const Need& need : needs) {
      if (index_of(need.role) >= workflow.roles.size()) continue;
      text += is_first ? (text.empty() ? first : ", " + first) : further;
      is_first = false;
      if (need.count != 1) text += std::to_string(need.count) + " ";
      if (need.is_shared()) text += share_text(need.share) + " ";
      text += workflow.roles[need.role].name;
      if (workflow.roles[need.role].queues != Queues::one) text += " with separate queues";
    }
  };
  add(step.who, "", " + ");
  for (const Alternative& other : alternatives_of(workflow, step)) {
    add(other.who, "else ", " + ");
    if (other.after > Duration{0}) text += " after " + short_time(static_cast<double>(other.after.count()));
  }
  for (const std::string& skill : step.skills) text += ", skill " + skill;
  add(step.holds, "holds ", " + ");
  add(step.releases, "releases ", " + ");
  return text;
}

std::string work_time(const Step& step) {
  if (step.time.empty() && step.adds.empty()) return {};
  double least = 0;
  double most = 0;
  bool exact = true;
  if (!step.time.empty()) {
    least = 1e300;
    for (const TimeCase& time : step.time) {
      least = std::min(least, time.time.mean());
      most = std::max(most, time.time.mean());
      exact = exact && time.time.kind == DistributionKind::constant;
    }
  }
  for (const TimeCase& added : step.adds) {
    if (!added.when) least += added.time.mean();
    most += added.time.mean();
    exact = exact && added.time.kind == DistributionKind::constant;
  }
  return (exact ? "" : "average ") + from_to(least, most);
}

std::string work_time_in_full(const Step& step) {
  std::string text = times_in_full(step.time);
  for (const TimeCase& added : step.adds) {
    text += (text.empty() ? "adds " : "; adds ") + in_full(added.time);
    if (added.when) text += " when " + added.when->text;
  }
  return text;
}

std::string waiting_time(const Workflow& workflow, const Step& step) {
  if (step.appointment) {
    const Book& book = workflow.books[step.appointment->book];
    return "slot of " + book.name + ", every " + short_time(static_cast<double>(book.every.count())) +
           when(workflow, book.calendar, " in ");
  }
  const Distribution& wait = step.wait;
  const std::string calendar = when(workflow, step.wait_calendar, " of ");
  if (wait.kind == DistributionKind::constant) return short_time(wait.a) + calendar;
  if (wait.kind == DistributionKind::uniform) return from_to(wait.a, wait.b) + calendar;
  return "average " + short_time(wait.mean()) + calendar;
}

std::string batch_text(const Workflow& workflow, const Batching& batch) {
  const auto time = [](Duration d) { return short_time(static_cast<double>(d.count())); };
  std::string text = "in batches";
  if (batch.size > 0) text += " of " + std::to_string(batch.size);
  if (batch.or_after) text += " or after " + time(*batch.or_after);
  if (batch.at_most > 0) text += " of up to " + std::to_string(batch.at_most);
  if (batch.every) text += " every " + time(*batch.every);
  for (std::size_t i = 0; i < batch.at.size(); ++i)
    text += (i == 0                     ? " at "
             : i + 1 == batch.at.size() ? " and "
                                        : " ") +
            to_text(start_of_day(0) + batch.at[i]).substr(11, 5);
  return text + when(workflow, batch.calendar, batch.every ? " of " : " in ");
}

std::string repeats_text(const Workflow& workflow, const Repeats& repeats) {
  std::string text;
  if (repeats.attribute)
    text = index_of(*repeats.attribute) < workflow.attributes.size()
               ? "as often as " + workflow.attributes[*repeats.attribute].name + " says"
               : "several times";
  else
    text = (repeats.times.kind == DistributionKind::constant ? "" : "about ") + short_number(repeats.times.mean(), 1) +
           " times";
  return text + (repeats.in_parallel ? " at once" : "");
}

std::string awaited_text(const Step& step) { return "for " + step.wait_for; }

std::vector<std::string> told_text(const Workflow& workflow, const Step& step) {
  std::vector<std::string> lines;
  for (const std::string& message : step.sends) lines.push_back("sends " + message);
  for (const std::string& signal : step.signals) lines.push_back("signals " + signal);
  for (const CaseTypeId type : step.starts) {
    if (index_of(type) < workflow.cases.size()) lines.push_back("starts " + workflow.cases[type].name);
  }
  return lines;
}

std::string begun_by(const Workflow& workflow, const CaseType& type) {
  const auto id = workflow.find_case(type.name);
  std::string text;
  for (const Step& step : workflow.steps) {
    if (!id || std::find(step.starts.begin(), step.starts.end(), *id) == step.starts.end()) continue;
    text += (text.empty() ? "started by " : ", ") + step.name;
  }
  return text;
}

std::string deadline_label(const Workflow& workflow, const Deadline& deadline) {
  const bool exact = deadline.after.kind == DistributionKind::constant;
  return std::string(deadline.interrupts ? "after " : "also after ") + (exact ? "" : "about ") +
         short_time(deadline.after.mean()) + when(workflow, deadline.calendar, " of ");
}

std::string visit_label(const VisitLimit& limit) {
  const std::uint32_t n = limit.times + 1;
  const bool teens = n % 100 >= 11 && n % 100 <= 13;
  const char* ending = teens ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
  return std::to_string(n) + ending + " time";
}

static std::string stream(const Workflow& workflow, const Demand& demand) {
  const std::string calendar = when(workflow, demand.calendar, " in ");
  switch (demand.kind) {
    case Demand::Kind::none:   return {};
    case Demand::Kind::hourly: return "by hour and day" + calendar;
    case Demand::Kind::listed: return std::to_string(demand.times.size()) + " listed";
    case Demand::Kind::population:
      return std::to_string(demand.members) + " members, each after " + short_time(demand.interval.mean()) + calendar;
    case Demand::Kind::every: break;
  }
  const double mean = demand.interval.mean();
  if (demand.poisson && mean > 0) return "at random, " + short_number(3600e6 / mean, 1) + " per h" + calendar;
  if (demand.interval.kind == DistributionKind::constant)
    return "every " + numbers({mean}, unit_of_minutes(mean)) + calendar;
  return "every " + short_time(mean) + " on average" + calendar;
}

std::string arrivals(const Workflow& workflow, const Demand& demand) {
  std::string text = stream(workflow, demand);
  for (const CaseShare& share : demand.mix) {
    text += (&share == &demand.mix.front() ? ": " : ", ") + in_percent(share.chance.value) + " " +
            workflow.cases[share.type].name;
  }
  if (demand.together) {
    const Distribution& together = *demand.together;
    const bool exact = together.kind == DistributionKind::constant;
    text += (exact ? ", " : ", about ") + short_number(together.mean(), 1) + " together";
  }
  Pattern steady = demand.pattern;
  steady.growth = 0;
  if (!steady.is_flat()) text += ", more on some days than on others";
  if (!demand.varies_with.empty()) text += ", " + effects(workflow, demand.varies_with);
  if (demand.pattern.growth != 0) {
    text += (demand.pattern.growth > 0 ? ", growing " : ", shrinking ") + in_percent(std::abs(demand.pattern.growth)) +
            " a year";
  }
  return text;
}

std::string effects(const Workflow& workflow, const std::vector<EffectId>& shared) {
  std::string text;
  for (const EffectId effect : shared)
    text += (text.empty() ? "varies with " : " and ") + workflow.effects[effect].name;
  return text;
}

std::string there_at_start(const CaseType& type) {
  std::uint64_t cases = 0;
  for (const Backlog& backlog : type.backlog) cases += backlog.cases;
  return cases == 0 ? std::string() : std::to_string(cases) + " there at the start";
}

std::string flow_label(const Step& step, const Flow& flow) {
  if (step.routing == Routing::chances) return in_percent(flow.chance.value);
  if (step.routing == Routing::rules) return flow.when ? flow.when->text : "otherwise";
  if (step.routing != Routing::any) return {};
  if (flow.otherwise) return "otherwise";
  if (flow.when) return flow.when->text;
  return flow.chance == Quantity{1, {}} ? "always" : in_percent(flow.chance.value);
}

}  // namespace stepwell::render
