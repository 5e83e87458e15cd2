// Messages: who waits for a word from another, who sends it, and the cases that one case starts.
//
// A message goes to its own case and its partners, those that can come to wait for it, and is kept there until somebody
// does; a signal goes to all who wait just then. Whoever is released goes on at the same instant, as a wait that is
// over does, so that a deadline of that instant loses. Models without messages pay a comparison a visit.
#include "stepwell/simulation/simulation.hpp"

#include "stepwell/foundation/random.hpp"

namespace stepwell {

// ---------------------------------------------------------------- waiting

/// Those who wait for a signal, or of one case for a message, in the order in which they came.
Queue& Simulation::queue_for(std::uint32_t case_index, std::uint32_t message) {
  const MessageCode& code = program_.messages[message];
  if (code.signal) return signals_[code.slot];
  return mailboxes_[std::size_t{case_index} * program_.mailboxes + code.slot].waiting;
}

void Simulation::await(std::uint32_t token) {
  Token& waiting = tokens_[token];
  const StepCode& code = program_.steps[waiting.step];
  waiting.next_luck = random_block(keys_[waiting.step], luck_of(waiting), waiting.visit, 0).second;
  hook(code.starts, waiting.case_index);
  const MessageCode& message = program_.messages[code.awaits];
  if (!message.signal) {
    Mailbox& box = mailboxes_[std::size_t{waiting.case_index} * program_.mailboxes + message.slot];
    if (box.kept > 0) {
      --box.kept;
      return release(token);
    }
  }
  Queue& queue = queue_for(waiting.case_index, code.awaits);
  waiting.state = TokenState::awaiting;
  waiting.next = nothing;
  waiting.previous = queue.tail;
  (queue.tail == nothing ? queue.head : tokens_[queue.tail].next) = token;
  queue.tail = token;
}

void Simulation::stop_awaiting(std::uint32_t token) {
  const Token& leaving = tokens_[token];
  Queue& queue = queue_for(leaving.case_index, program_.steps[leaving.step].awaits);
  (leaving.previous == nothing ? queue.head : tokens_[leaving.previous].next) = leaving.next;
  (leaving.next == nothing ? queue.tail : tokens_[leaving.next].previous) = leaving.previous;
}

/// The wait is over now.
void Simulation::release(std::uint32_t token) {
  tokens_[token].state = TokenState::waiting;
  schedule(now_, EventKind::wait_over, token);
}

// ---------------------------------------------------------------- telling

/// What a step sends, signals and starts once it is done.
void Simulation::tell(std::uint32_t token) {
  const Run tells = program_.steps[tokens_[token].step].tells;
  for (std::uint32_t i = tells.first; i < tells.first + tells.count; ++i) {
    const TellCode& code = program_.tells[i];
    switch (code.kind) {
      case TellCode::Kind::message: send(tokens_[token].case_index, code.what); break;
      case TellCode::Kind::start:   begin_partner(token, code); break;
      case TellCode::Kind::signal:  {
        Queue& queue = signals_[program_.messages[code.what].slot];
        for (std::uint32_t one = queue.head; one != nothing; one = tokens_[one].next) release(one);
        queue = {};
        break;
      }
    }
  }
}

/// To the case itself, to the one that has started it, and to those that it has started.
void Simulation::send(std::uint32_t case_index, std::uint32_t message) {
  deliver(case_index, message);
  if (!program_.has_partners) return;
  const Partners& partners = partners_[case_index];
  if (partners.asker != nothing) deliver(partners.asker, message);
  for (std::uint32_t asked = partners.first; asked != nothing; asked = partners_[asked].next) deliver(asked, message);
}

void Simulation::deliver(std::uint32_t case_index, std::uint32_t message) {
  if (program_.cases[cases_[case_index].type].awaits[message] == 0) return;
  Mailbox& box = mailboxes_[std::size_t{case_index} * program_.mailboxes + program_.messages[message].slot];
  const std::uint32_t first = box.waiting.head;
  if (first == nothing) {
    ++box.kept;
    return;
  }
  stop_awaiting(first);
  release(first);
}

// ---------------------------------------------------------------- partners

/// A case that the token's step starts: its luck comes from that of the visit, not from the order of events.
void Simulation::begin_partner(std::uint32_t token, const TellCode& asked) {
  if (tokens_.in_use() >= most_tokens) overflows();
  const Token& asks = tokens_[token];
  const std::uint32_t asker = asks.case_index;
  const std::uint64_t luck = branch_address(luck_of(asks) + asks.visit * 0xD1B54A32D192ED03u, asked.luck);
  if (counting_) ++outcome_.cases[static_cast<CaseTypeId>(asked.what)].arrived;
  Entrant start{asked.what, program_.cases[asked.what].start, luck, luck};
  start.asker = asker;
  const std::uint32_t first = begin_case(start);
  const std::uint32_t index = tokens_[first].case_index;
  Partners& partner = partners_[index];
  partner.asker = asker;
  partner.next = partners_[asker].first;
  if (partner.next != nothing) partners_[partner.next].previous = index;
  partners_[asker].first = index;
  tokens_[first].step = program_.cases[asked.what].start;
  branches_.push_back(first);
}

/// A case is over: it tells who started it, and those that it has started have nobody to answer any more.
void Simulation::part(std::uint32_t case_index) {
  const Partners over = partners_[case_index];
  if (over.asker != nothing) {
    (over.previous == nothing ? partners_[over.asker].first : partners_[over.previous].next) = over.next;
    if (over.next != nothing) partners_[over.next].previous = over.previous;
    const std::uint32_t message = program_.cases[cases_[case_index].type].over;
    if (message != no_index) deliver(over.asker, message);
  }
  for (std::uint32_t asked = over.first; asked != nothing;) {
    const std::uint32_t next = partners_[asked].next;
    partners_[asked] = {nothing, partners_[asked].first, nothing, nothing};
    asked = next;
  }
}

}  // namespace stepwell
