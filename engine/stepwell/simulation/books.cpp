// Appointments: who asks gets the first slot with room that is not too soon.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/simulation/draws.hpp"
#include "stepwell/simulation/simulation.hpp"

namespace stepwell {

Duration Simulation::drawn_time(const Token& visit, std::uint32_t sampler, std::uint32_t draw) const {
  if (sampler == no_index) return Duration{0};
  const std::uint64_t luck = random_block(keys_[visit.step], luck_of(visit), visit.visit, draw).first;
  return program_.samplers[sampler].sample(unit(luck));
}

/// Waits for a slot. Says where the token goes instead if none comes in time; past the horizon nothing is known, so
/// that a token which could still find one there waits to the end.
std::uint32_t Simulation::ask_for_slot(std::uint32_t token) {
  Token& asking = tokens_[token];
  const StepCode& code = program_.steps[asking.step];
  const AppointmentCode& asked = program_.appointments[code.appointment];
  const BookCode& book = *program_.books[asked.book];
  BookState& state = books_[asked.book];
  const auto is_full = [&](std::size_t slot) { return state.taken[slot] >= book.room[slot]; };
  const std::size_t slots = book.slots.size();
  std::size_t& free = state.first_free;
  while (free < slots && (is_full(free) || book.slots[free] < now_)) ++free;

  const Instant earliest = now_ + drawn_time(asking, asked.lead, lead_draw);
  const auto soon = std::lower_bound(book.slots.begin(), book.slots.end(), earliest) - book.slots.begin();
  std::size_t slot = std::max(free, static_cast<std::size_t>(soon));
  while (slot < slots && is_full(slot)) ++slot;
  const Instant latest = asked.within > horizon_ - now_ ? horizon_ : now_ + asked.within;
  if (latest < horizon_ && (slot == slots || book.slots[slot] > latest)) return balk(token);
  asking.state = TokenState::waiting;
  if (program_.held_slots > 0) stir_case(asking.case_index, 1);
  hook(code.starts, asking.case_index);
  fresh_row(slot_of_, token, 1, static_cast<std::uint32_t>(slot));
  if (slot == slots) return no_index;
  ++state.taken[slot];
  const Instant there =
      book.slots[slot] - drawn_time(asking, asked.early, early_draw) + drawn_time(asking, asked.late, late_draw);
  if (there < horizon_) schedule(std::max(there, now_), EventKind::wait_over, token);
  return no_index;
}

/// A token that is led elsewhere before its slot leaves it to others.
void Simulation::give_slot_back(std::uint32_t token) {
  const std::uint32_t book = program_.appointments[program_.steps[tokens_[token].step].appointment].book;
  BookState& state = books_[book];
  const std::size_t slot = slot_of_[token];
  if (slot >= state.taken.size() || program_.books[book]->slots[slot] < now_) return;
  --state.taken[slot];
  state.first_free = std::min(state.first_free, slot);
}

}  // namespace stepwell
