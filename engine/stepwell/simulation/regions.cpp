// Deadlines over several steps: whoever is still on the way when one passes is led elsewhere, from wherever it is.
//
// A token that is split or copied in a region is in it with all its branches; they are stopped together, and one of
// them goes on where the region was entered: in the split that was open then. A region is over when one of its tokens
// comes to its last step, or to the join of the split that it was entered in. Models without regions pay a comparison
// a visit.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

/// The token has come to a gateway from which on deadlines hold; coming there again begins them anew.
void Simulation::open_region(std::uint32_t token) {
  const Token& here = tokens_[token];
  const StepCode& code = program_.steps[here.step];
  close_regions(token, code.until);
  const std::uint32_t region = regions_.take();
  regions_[region] = {nothing, region_of_[token], here.frame, code.until, here.case_index, 1, true};
  region_of_[token] = region;
  for (std::uint32_t i = 0; i < code.deadlines.count; ++i) {
    const DeadlineCode& deadline = program_.deadlines[code.deadlines.first + i];
    const std::uint64_t luck = random_block(keys_[here.step], luck_of(here), here.visit, first_deadline_draw + i).first;
    const Duration length = program_.samplers[deadline.sampler].sample(unit(luck));
    const Instant at =
        deadline.hours == no_index ? now_ + length : program_.hours[deadline.hours]->advance(now_, length);
    if (at >= horizon_) continue;
    const std::uint32_t timer = timers_.take();
    timers_[timer] = {nothing, region, 0, code.deadlines.first + i};
    ++regions_[region].uses;
    if (calendar_.out_of_numbers()) renumber();
    calendar_.push(at, EventKind::timer, timer);
  }
}

/// Ends the regions of the token that are over at this step.
void Simulation::close_regions(std::uint32_t token, std::uint32_t step) {
  for (std::uint32_t region = region_of_[token]; region != nothing; region = regions_[region].outer) {
    if (regions_[region].until != step) continue;
    leave_region(token, region);
    return close_regions(token, step);
  }
}

/// Ends the regions that were entered in a split whose join the token has come to.
void Simulation::close_regions_of(std::uint32_t token, std::uint32_t frame) {
  while (region_of_[token] != nothing && regions_[region_of_[token]].frame == frame)
    leave_region(token, region_of_[token]);
}

/// Ends a region, and with it those that any of its tokens has entered since.
void Simulation::leave_region(std::uint32_t token, std::uint32_t region) {
  const std::uint32_t outer = regions_[region].outer;
  for (std::uint32_t i = cases_[regions_[region].case_index].first; i != nothing; i = tokens_[i].sibling) {
    if (!is_in(i, region)) continue;
    for (std::uint32_t inner = region_of_[i]; inner != outer; inner = regions_[inner].outer)
      regions_[inner].open = false;
  }
  if (outer != nothing) ++regions_[outer].uses;
  release_region(region_of_[token]);
  region_of_[token] = outer;
}

void Simulation::release_region(std::uint32_t region) {
  while (region != nothing && --regions_[region].uses == 0) {
    const std::uint32_t outer = regions_[region].outer;
    regions_.give_back(region);
    region = outer;
  }
}

bool Simulation::is_in(std::uint32_t token, std::uint32_t region) const {
  std::uint32_t at = region_of_[token];
  while (at != nothing && at != region) at = regions_[at].outer;
  return at == region;
}

/// A deadline has passed: of the tokens still in the region one is led elsewhere, and the others are gone.
void Simulation::region_rings(std::uint32_t region, const DeadlineCode& deadline) {
  const Region rings = regions_[region];
  in_region_.clear();
  if (rings.open && cases_[rings.case_index].tokens > 0) {
    for (std::uint32_t i = cases_[rings.case_index].first; i != nothing; i = tokens_[i].sibling) {
      if (is_in(i, region)) in_region_.push_back(i);
    }
  }
  // Whoever waits for others has no time of its own to go on with; one of the others is elsewhere.
  const auto goes_on = [&](std::uint32_t a, std::uint32_t b) {
    const auto waits = [&](std::uint32_t i) {
      return tokens_[i].state == TokenState::at_join || tokens_[i].state == TokenState::repeated;
    };
    return waits(a) != waits(b) ? waits(b) : tokens_[a].number < tokens_[b].number;
  };
  const auto chosen = std::min_element(in_region_.begin(), in_region_.end(), goes_on);
  if (chosen == in_region_.end()) return release_region(region);
  const std::uint32_t token = *chosen;
  const std::size_t freed = freed_.size();
  for (const std::uint32_t other : in_region_) {
    if (other == token) continue;
    if (program_.lineage_slots > 0) inherit(token, other);
    const Run freed_now = withdraw(other, VisitOutcome::withdrawn);
    if (freed_now.count > 0) freed_.push_back(freed_now);
    leave_race(other);
    release_frame(tokens_[other].frame);
    --cases_[rings.case_index].tokens;
    remove(other);
  }
  const Run freed_now = withdraw(token, VisitOutcome::overdue);
  if (freed_now.count > 0) freed_.push_back(freed_now);
  leave_race(token);
  while (tokens_[token].frame != rings.frame && tokens_[token].frame != nothing) {
    const std::uint32_t inner = tokens_[token].frame;
    tokens_[token].frame = frames_[inner].outer;
    tokens_[token].branch = frames_[inner].branch;
    frames_.give_back(inner);
  }
  leave_region(token, region);
  release_region(region);
  grant_freed(freed);
  settle(token, deadline.to);
}

}  // namespace stepwell
