// Outcomes hold no queue at the end, so its growth is told from its mean, its peak and the cases that pile up.
#include "stepwell/experiment/queue_growth.hpp"

#include <algorithm>
#include <cmath>

#include "stepwell/analysis/load.hpp"
#include "stepwell/experiment/per_replication.hpp"
#include "stepwell/experiment/results.hpp"
#include "stepwell/experiment/words.hpp"
#include "stepwell/process/validate.hpp"

namespace stepwell {

namespace {

// Work that is held up elsewhere never reaches a role, however much the arithmetic asks of it.
constexpr double nearly_always = 0.9;
// At a load of just 1 only luck makes a queue; without luck there is none.
constexpr double just_full = 1e-9;
constexpr double clearly_more = 1.005;
constexpr double a_queue = 1;
// A queue that grows evenly from nothing has half its peak as its mean, and leaves twice its mean behind; after a
// warm-up the first is more and the second less. A queue that rises and falls peaks far above its mean; a pile that is
// worked off begins near its peak.
constexpr double least_mean_of_peak = 0.4;
constexpr double most_mean_of_peak = 0.75;
constexpr double least_left_behind = 0.75;

std::optional<Load> load_of(const Workflow& workflow) {
  const Diagnostics findings = validate(workflow);
  const bool sound =
      std::none_of(findings.begin(), findings.end(), [](const Diagnostic& d) { return d.severity == Severity::error; });
  if (!sound) return {};
  Load load = expected_load(workflow);
  if (!load.bounded) return {};
  return load;
}

bool overloaded(const RoleFigures& role) {
  if (!role.load || *role.load < 1 - just_full) return false;
  if (role.utilisation.mean.value_or(1) < nearly_always) return false;
  return *role.load > clearly_more || role.queue_while_open.mean.value_or(a_queue) >= a_queue;
}

bool seen_to_grow(const RoleFigures& role, const Estimate& piled_up) {
  const double queue = role.queue.mean.value_or(0);
  const double peak = role.longest_queue.mean.value_or(0);
  if (queue < a_queue || piled_up.mean.value_or(0) < least_left_behind * queue) return false;
  if (piled_up.low.value_or(1) <= 0) return false;
  return queue > least_mean_of_peak * peak && queue < most_mean_of_peak * peak;
}

constexpr std::string_view consequence = "its queue grows for as long as the run lasts, so waits have no steady value";

const RoleFigures* named(const Figures& figures, const std::string& name) {
  for (const RoleFigures& role : figures.roles) {
    if (role.name == name) return &role;
  }
  return nullptr;
}

std::string sentence(const RoleFigures& role) {
  return "the " + role.name + " cannot keep up: " + what_piles_up(role) + "; " + std::string(consequence) + ".";
}

std::string capitalised(std::string text) {
  text[0] = 'T';
  return text;
}

}  // namespace

std::string what_piles_up(const RoleFigures& role) {
  if (role.load && std::isinf(*role.load)) return "nobody is ever on duty";
  if (role.load && *role.load >= 1 - just_full)
    return percent(std::max(1.0, *role.load)) + " of rostered hours are asked for";
  return number(role.queue.mean.value_or(0), 1) + " wait on average, " +
         number(role.longest_queue.mean.value_or(0), 0) + " at the most";
}

void judge_queues(const Workflow& workflow, const std::vector<Outcome>& outcomes, Figures& figures) {
  const std::optional<Load> load = load_of(workflow);
  const Estimate piled_up = estimate(over(outcomes, [](const Outcome& o) {
    double sum = 0;
    for (const CaseOutcome& c : o.cases) {
      sum += static_cast<double>(c.in_progress_at_end) - static_cast<double>(c.in_progress_at_start);
    }
    return sum;
  }));
  for (const RoleId id : workflow.roles.ids()) {
    RoleFigures& role = figures.roles[index_of(id)];
    // How long cases keep a place is known only from the simulation.
    if (load && workflow.roles[id].kind == RoleKind::staff) role.load = load->roles[id].utilisation;
    const bool stays =
        workflow.roles[id].after_hours == AfterHours::stay && role.rostered_per_week.mean.value_or(0) > 0;
    role.cannot_keep_up = !stays && (overloaded(role) || seen_to_grow(role, piled_up));
    if (role.cannot_keep_up) figures.cannot_keep_up.push_back(capitalised(sentence(role)));
  }
}

std::vector<std::string> cannot_keep_up(const Figures& before, const Figures& after) {
  std::vector<std::string> sentences;
  for (const RoleFigures& b : before.roles) {
    if (!b.cannot_keep_up) continue;
    const RoleFigures* a = named(after, b.name);
    if (a == nullptr || !a->cannot_keep_up) {
      sentences.push_back("Before, " + sentence(b));
    } else if (what_piles_up(b) == what_piles_up(*a)) {
      sentences.push_back("Before and after, " + sentence(b));
    } else {
      sentences.push_back("Before and after, the " + b.name + " cannot keep up: before, " + what_piles_up(b) +
                          "; after, " + what_piles_up(*a) + "; " + std::string(consequence) + ".");
    }
  }
  for (const RoleFigures& a : after.roles) {
    const RoleFigures* b = named(before, a.name);
    if (a.cannot_keep_up && (b == nullptr || !b->cannot_keep_up)) sentences.push_back("After, " + sentence(a));
  }
  return sentences;
}

}  // namespace stepwell
