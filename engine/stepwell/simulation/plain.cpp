// The plain visit in one stride: work by people or places of one role who are all alike, first come first served, that
// nothing puts down. That is what most visits are, and here they do nothing that they need not.
//
// Guarantees: what happens, in which order and with which luck, is what the general way through tokens.cpp, queues.cpp and
// staffing.cpp would do, down to the rows of the log. Only the lean engine strides, and a test holds its results and its
// log against those of the whole engine, which has no other way than the general one.
#include <cassert>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

/// Gathers what the stride needs of each plain step.
void Simulation::prepare_plain_steps() {
  if (!strides()) return;
  lucks_ = std::vector<WorkLuck>(keys_.begin(), keys_.end());
  for (std::uint32_t step = 0; step < plain_.size(); ++step) {
    const StepCode& code = program_.steps[step];
    PlainStep& plain = plain_[step];
    plain.counted = &outcome_of(step);
    const bool marked = code.arrives.count + code.starts.count + code.ends.count + code.sets.count > 0;
    plain.is_end = code.nature == Nature::end && code.visit_slot == no_index && !marked;
    plain.logged = request_.log != nullptr;
    if (code.nature != Nature::work || !program_.teams[code.team].plain) continue;
    const TeamCode& team = program_.teams[code.team];
    const NeedCode& need = program_.needs[team.needs.first];
    plain.is_plain = true;
    plain.role = &roles_[need.role];
    plain.role_index = need.role;
    plain.count = need.count;
    plain.team = &teams_[code.team];
    plain.team->first_queue = team.levels.first;
    plain.has_levels = team.levels.count > 1;
    plain.alone = program_.roles[need.role].teams.count == 1;
    plain.visit_slot = code.visit_slot;
    plain.shared = code.shared;
    if (code.routing == Routing::straight || code.routing == Routing::chances)
      plain.flows = program_.flows.data() + code.flows.first;
    const bool one_time = code.time.count == 1 && program_.timed[code.time.first].rule == no_index;
    if (one_time && code.adds.count == 0) {
      lucks_[step].time = &program_.samplers[program_.timed[code.time.first].sampler];
      plain.luck = &lucks_[step];
    }
    plain.stay_matters = code.stay_matters;
    plain.watched = marked || code.stay_matters || plain.logged;
    plain.names_staff = plain.logged && code.staffed;
    plain.addressed = code.addressed;
    if (request_.spread == nullptr) continue;
    plain.wait = &request_.spread->wait[static_cast<StepId>(step)];
    plain.work = &request_.spread->work[static_cast<StepId>(step)];
  }
  for (std::uint32_t type = 0; type < coming_.size(); ++type) {
    const CaseCode& code = program_.cases[type];
    const bool drawn = code.kind == Demand::Kind::every || code.kind == Demand::Kind::hourly;
    coming_[type].draws_first_visits = drawn && is_plain(code.start) && plain_[code.start].luck != nullptr;
  }
}

/// The token arrives at the step; `drawn` is the luck of the visit where that is known already.
STEPWELL_HOT void Simulation::reach_plain(std::uint32_t token, std::uint32_t step, const VisitLuck* drawn) {
  const PlainStep& plain = plain_[step];
  Token& here = tokens_[token];
  reach(here, step);
  if (plain.visit_slot != no_index) here.visit = visits_to(token, plain.visit_slot, plain.shared)++;
  if (plain.watched) hook(program_.steps[step].arrives, here.case_index);
  enter_plain(token, here, plain, drawn);
}

/// The work starts or queues.
STEPWELL_HOT void Simulation::enter_plain(std::uint32_t token, Token& asking, const PlainStep& plain,
                                          const VisitLuck* drawn) {
  // Now rather than when it starts: then somebody waits for it, the processor too.
  if (drawn != nullptr) {
    asking.whole = drawn->whole;
    asking.next_luck = drawn->next;
  } else if (plain.luck != nullptr) {
    draw_plain(asking, plain);
  }
  RoleState& role = *plain.role;
  Team& team = *plain.team;
  if (!plain.alone) asking.ticket = tickets_++;
  asking.remaining = Duration{-1};
  // Whatever can start has started, so a queue means that the needs cannot be met now.
  if (team.waiting == 0 && role.free >= plain.count) {
    role.take(plain.count, now_);
    return start_plain(token, asking, plain);
  }
  asking.queued = now_;
  if (program_.anything_closes) asking.closed_mark = closed_time(team);
  asking.state = TokenState::queued;
  asking.key = 0;
  if (plain.stay_matters) ++present_[asking.step].queued;
  Queue& queue = queues_[plain.has_levels ? level_of(asking) : team.first_queue];
  asking.previous = queue.tail;
  asking.next = nothing;
  (queue.tail == nothing ? queue.head : tokens_[queue.tail].next) = token;
  queue.tail = token;
  ++team.waiting;
  role.join_queue(now_);
  if (counting_ && role.waiting > role.counted.longest_queue) role.counted.longest_queue = role.waiting;
}

STEPWELL_HOT void Simulation::draw_plain(Token& asking, const PlainStep& plain) const {
  const std::uint64_t whose = cases_[asking.case_index].luck + (plain.addressed ? asking.branch : 0);
  const RandomBlock luck = random_block(plain.luck->keys, whose, asking.visit, 0);
  asking.next_luck = luck.second;
  asking.whole = plain.luck->time->sample(unit(luck.first));
}

/// The staff is its own by now.
STEPWELL_HOT void Simulation::start_plain(std::uint32_t token, Token& starting, const PlainStep& plain) {
  if (plain.luck == nullptr) starting.whole = work_time(starting);
  starting.remaining = starting.whole;
  starting.started = now_;
  starting.due = now_ + starting.whole;
  starting.state = TokenState::working;
  if (plain.watched) {
    hook(program_.steps[starting.step].starts, starting.case_index);
    if (plain.stay_matters) ++present_[starting.step].working;
    starting.first_started = now_;
    if (plain.names_staff) starting.staff = take_lowest(plain.role->member_busy);
  }
  if (calendar_.out_of_numbers()) renumber();
  starting.event = calendar_.push(starting.due, EventKind::completion, token);
}

STEPWELL_HOT void Simulation::complete_plain(std::uint32_t token, Token& done, const PlainStep& plain) {
  RoleState& role = *plain.role;
  done.event = nothing;
  done.state = TokenState::moving;
  done.worked = now_ - done.started;
  const Duration wait = done.queueing + done.closed;
  done.parts[static_cast<std::size_t>(Part::queueing)] += done.queueing.count();
  done.parts[static_cast<std::size_t>(Part::closed)] += done.closed.count();
  done.parts[static_cast<std::size_t>(Part::work)] += done.worked.count();
  if (counting_) {
    // Those that are no repeats are known by the others when all is over.
    if (done.visit > 0) ++plain.counted->repeat_visits;
    count_work(*plain.counted, done.queueing, done.closed, wait, done.worked);
    if (plain.wait != nullptr) {
      plain.wait->add_within(wait);
      plain.work->add_within(done.worked);
    }
  }
  if (plain.watched) {
    const StepCode& code = program_.steps[done.step];
    if (plain.logged) {
      log_visit(done, VisitOutcome::done);
      if (done.staff != EventLog::nobody) role.member_busy[done.staff] = false;
    }
    hook(code.ends, done.case_index);
    set_attributes(code.sets, done.case_index, keys_[done.step], luck_of(done), done.visit, first_set_draw);
    if (plain.stay_matters) --present_[done.step].working;
  }
  // Who is still here goes on with the next one at once.
  if (role.waiting > 0 && plain.alone && (role.on || role.lingering)) {
    begin_next(plain);
    if (role.free >= plain.count) [[unlikely]]
      begin_more(plain);
  } else {
    role.release(plain.count, now_);
    if (role.waiting > 0 && !plain.alone) grant(plain.role_index);
  }
  settle(token, plain.flows != nullptr ? by_chance(plain.flows, done)->to : next_step(token));
}

/// Apart from `complete_plain`, since hardly ever more than one piece of work can begin when one is done.
void Simulation::begin_more(const PlainStep& plain) {
  RoleState& role = *plain.role;
  while (role.waiting > 0 && role.free >= plain.count) {
    role.take(plain.count, now_);
    begin_next(plain);
  }
}

/// Starts the first in line of a role that is asked for by one team only, in one way; the staff is its own by now.
STEPWELL_HOT void Simulation::begin_next(const PlainStep& plain) {
  RoleState& role = *plain.role;
  Team& team = *plain.team;
  std::uint32_t level = team.first_queue;
  while (queues_[level].head == nothing) ++level;
  Queue& queue = queues_[level];
  const std::uint32_t token = queue.head;
  Token& next = tokens_[token];
  queue.head = next.next;
  (next.next == nothing ? queue.tail : tokens_[next.next].previous) = nothing;
  --team.waiting;
  role.leave_queue(now_);
  const PlainStep& its = plain_[next.step];
  if (its.stay_matters) --present_[next.step].queued;
  if (next.queued != now_) {
    const Duration closed = program_.anything_closes ? closed_time(team) - next.closed_mark : Duration{0};
    const Duration queueing = (now_ - next.queued) - closed;
    next.closed += closed;
    next.queueing += queueing;
    waited_.add(token, plain.role_index, queueing.count());
  }
  start_plain(token, next, its);
}

STEPWELL_HOT void Simulation::end_plain(std::uint32_t token, Token& last, const PlainStep& plain) {
  const std::uint32_t case_index = last.case_index;
  Case& of = cases_[case_index];
  if (plain.logged) {
    reach(last, static_cast<std::uint32_t>(&plain - plain_.data()));
    log_visit(last, VisitOutcome::done);
  }
  if (counting_) {
    plain.counted->since_arrival.add(now_ - of.arrived);
  }
  release_frame(last.frame);
  if (--of.tokens == 0) {
    count_case(of, token);
    cases_.give_back(case_index);
  }
  remove(token);
}

}  // namespace stepwell
