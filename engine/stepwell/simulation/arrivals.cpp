// Cases come.
#include <algorithm>

#include "stepwell/foundation/mathematics.hpp"
#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

STEPWELL_HOT void Simulation::schedule_arrival(std::uint32_t type) {
  const Instant at = next_arrival(type);
  if (at == OpeningHours::never || at >= horizon_) return;
  if (calendar_.out_of_numbers()) renumber();
  calendar_.push(at, EventKind::arrival, type);
}

STEPWELL_HOT Instant Simulation::next_arrival(std::uint32_t type) {
  const CaseCode& code = program_.cases[type];
  Coming& coming = coming_[type];
  const Instant start = program_.workflow().clock.start;
  const auto drawn = [&] {
    const std::uint64_t place = coming.moments % Coming::at_once;
    if (place == 0) draw_comings(type);
    return coming.drawn[place];
  };
  switch (code.kind) {
    case Demand::Kind::every: {
      const double interval = drawn();
      if (uses(code.paced)) {
        coming.load += interval;
        return reached(code, coming);
      }
      coming.clock += Duration{static_cast<std::int64_t>(interval)};
      if (code.hours == no_index) return start + coming.clock;
      return program_.hours[code.hours]->instant_after(coming.clock);
    }
    case Demand::Kind::hourly: {
      coming.load += drawn();
      return reached(code, coming);
    }
    case Demand::Kind::listed: {
      for (; coming.moments < code.times.size() && code.times[coming.moments] < start; ++coming.moments) {
        ++numbered_[type];
        ++coming.cases;
      }
      return coming.moments < code.times.size() ? code.times[coming.moments] : OpeningHours::never;
    }
    case Demand::Kind::population:
    case Demand::Kind::none:       break;
  }
  return OpeningHours::never;
}

/// Of this moment and of the few that come after it.
void Simulation::draw_comings(std::uint32_t type) {
  const CaseCode& code = program_.cases[type];
  Coming& coming = coming_[type];
  // One pass after the other, so that a processor can work on several of them at once.
  double us[Coming::at_once];
  Duration times[Coming::at_once];
  const RoundKeys keys(arrival_keys_[type]);
  for (std::uint64_t i = 0; i < Coming::at_once; ++i) us[i] = unit(random_block(keys, coming.moments + i, 0, 0).first);
  if (code.kind == Demand::Kind::hourly) {
    for (std::uint64_t i = 0; i < Coming::at_once; ++i) coming.drawn[i] = -log_of_normal(us[i]);
  } else {
    program_.samplers[code.sampler].sample_all(us, times);
    for (std::uint64_t i = 0; i < Coming::at_once; ++i) coming.drawn[i] = static_cast<double>(times[i].count());
  }
  if (!coming.draws_first_visits) return;
  const WorkLuck& first = *plain_[code.start].luck;
  for (std::uint64_t i = 0; i < Coming::at_once; ++i) {
    const RandomBlock luck = random_block(first.keys, code.luck + coming.moments + i, 0, 0);
    coming.first_visits[i].next = luck.second;
    us[i] = unit(luck.first);
  }
  first.time->sample_all(us, times);
  for (std::uint64_t i = 0; i < Coming::at_once; ++i) coming.first_visits[i].whole = times[i];
}

/// When the rates have added up to the load that is asked for.
Instant Simulation::reached(const CaseCode& code, Coming& coming) const {
  const std::vector<RateCode>& rates = code.effects.empty() ? code.rates : coming.rates;
  for (; coming.piece < rates.size(); ++coming.piece) {
    const RateCode& rate = rates[coming.piece];
    if (rate.per_microsecond <= 0) continue;
    const Instant at = rate.begin + rounded((coming.load - rate.before) / rate.per_microsecond);
    if (at < rate.end) return std::max(at, rate.begin);
  }
  return OpeningHours::never;
}

/// The moment at which one case comes, or several together; or a member of a population.
STEPWELL_HOT void Simulation::arrival(std::uint32_t whom) {
  if (uses(whom >= program_.cases.size())) {
    return come_back(whom - static_cast<std::uint32_t>(program_.cases.size()));
  }
  const std::uint32_t type = whom;
  const CaseCode& code = program_.cases[type];
  const std::uint64_t moment = coming_[type].moments++;
  std::uint32_t cases = 1;
  if (uses(code.together != no_index)) {
    const double u = unit(random_block(arrival_keys_[type], moment, 0, 1).first);
    cases = static_cast<std::uint32_t>(program_.samplers[code.together].value(u));
  }
  const std::uint32_t row = uses(code.replayed) ? static_cast<std::uint32_t>(moment) : no_index;
  const VisitLuck first_visit = coming_[type].first_visits[moment % Coming::at_once];
  schedule_arrival(type);
  for (std::uint32_t i = 0; i < cases; ++i) {
    const std::uint32_t of = uses(!code.mix.empty()) ? mixed_in(type, moment, i) : type;
    const CaseCode& own = program_.cases[of];
    if (counting_) ++outcome_.cases[static_cast<CaseTypeId>(of)].arrived;
    const std::uint64_t luck = own.luck + coming_[of].cases++;
    const std::uint32_t token = begin_case({of, own.start, luck, luck, row});
    // In a lean program cases come one by one and unmixed.
    if (strides() && coming_[type].draws_first_visits)
      reach_plain(token, own.start, &first_visit);
    else
      settle(token, own.start);
  }
}

/// The type of the case that comes as number `index` of those that come at this moment of the stream.
std::uint32_t Simulation::mixed_in(std::uint32_t stream, std::uint64_t moment, std::uint32_t index) const {
  const double u = unit(random_block(arrival_keys_[stream], moment, 0, 2 + index).first);
  const std::vector<FlowCode>& mix = program_.cases[stream].mix;
  std::size_t share = 0;
  while (u >= mix[share].up_to) ++share;
  return mix[share].to;
}

void Simulation::admit_backlog() {
  for (std::uint32_t type = 0; type < program_.cases.size(); ++type) {
    for (const BacklogCode& backlog : program_.cases[type].backlog) {
      for (std::uint32_t i = 0; i < backlog.cases; ++i) {
        if (counting_) ++outcome_.cases[static_cast<CaseTypeId>(type)].in_progress_at_start;
        admit({type, backlog.step, backlog.luck + i, backlog.luck + i});
      }
    }
  }
  if (uses(program_.has_last_batches)) send_last_batches();
}

STEPWELL_HOT void Simulation::admit(const Entrant& entrant) { settle(begin_case(entrant), entrant.step); }

/// A case with its first token, which has yet to walk; what the one that asks for it knows, it knows too.
STEPWELL_HOT std::uint32_t Simulation::begin_case(const Entrant& entrant) {
  const std::uint32_t type = entrant.type;
  const std::uint32_t index = cases_.take();
  cases_[index] = {nothing, type, 1, 1, nothing, 0, numbered_[type]++, entrant.luck, now_};
  if (uses(program_.held_slots > 0)) fresh_row(held_, index, program_.held_slots, 0);
  if (uses(program_.regular_slots > 0)) fresh_row(regulars_, index, program_.regular_slots, nothing);
  if (program_.has_rows) {
    fresh_row(attributes_, index, program_.attributes, 0.0);
    fresh_row(visits_, index, program_.visit_slots, 0u);
    fresh_row(watches_, index, program_.measures.size(), Watch{});
  }
  if (uses(program_.mailboxes > 0)) fresh_row(mailboxes_, index, program_.mailboxes, Mailbox{});
  if (uses(program_.has_partners)) fresh_row(partners_, index, 1, Partners{});
  if (uses(entrant.asker != nothing)) {
    std::copy_n(attributes_of(entrant.asker), program_.attributes,
                attributes_.begin() + static_cast<std::ptrdiff_t>(std::size_t{index} * program_.attributes));
  }
  if (program_.attributes > 0) draw_attributes(entrant, index);
  if (uses(program_.has_population)) fresh_row(member_of_, index, 1, entrant.member);

  if (tokens_.in_use() >= most_tokens) overflows();
  const std::uint32_t token = tokens_.take();
  tokens_[token].renew(index);
  cases_[index].first = token;
  waited_.make_room_for(token);
  if (uses(!program_.batches.empty())) fresh_row(companions_, token, 1, nothing);
  if (uses(program_.has_regions)) fresh_row(region_of_, token, 1, nothing);
  if (uses(!program_.repeats.empty())) fresh_row(repetitions_, token, 1, Repetition{});
  if (program_.lineage_slots > 0) fresh_row(lineage_, token, program_.lineage_slots, 0u);
  return token;
}

// ---------------------------------------------------------------- closed populations

void Simulation::gather_members() {
  for (std::uint32_t type = 0; type < program_.cases.size(); ++type) {
    for (std::uint32_t number = 0; number < program_.cases[type].members; ++number) {
      members_.push_back({type, number, 0});
      send_away(static_cast<std::uint32_t>(members_.size() - 1));
    }
  }
}

/// The member is away from now on, for a time of its own.
void Simulation::send_away(std::uint32_t member) {
  const Member& who = members_[member];
  const CaseCode& code = program_.cases[who.type];
  const double u = unit(random_block(arrival_keys_[who.type], who.number, who.times, 0).first);
  const Duration away = program_.samplers[code.sampler].sample(u);
  const Instant at = code.hours == no_index ? now_ + away : program_.hours[code.hours]->advance(now_, away);
  if (at == OpeningHours::never || at >= horizon_) return;
  if (calendar_.out_of_numbers()) renumber();
  calendar_.push(at, EventKind::arrival, static_cast<std::uint32_t>(program_.cases.size()) + member);
}

/// It is itself whenever it comes; what happens to it is another case's luck each time.
void Simulation::come_back(std::uint32_t member) {
  Member& who = members_[member];
  const CaseCode& code = program_.cases[who.type];
  if (counting_) ++outcome_.cases[static_cast<CaseTypeId>(who.type)].arrived;
  const std::uint64_t itself = code.luck + who.number;
  const std::uint64_t luck = itself + (std::uint64_t{who.times++} << 32);
  admit({who.type, code.start, luck, itself, no_index, member});
}

}  // namespace stepwell
