// How those who ask for the same role line up, and who of them goes first.
#pragma once

namespace stepwell {

/// Who of those that wait for a role goes first, within one priority; ties by arrival in the queue.
enum class Discipline {
  first_come,
  last_come,
  shortest,      ///< least expected work
  earliest_due,  ///< by the case's due time; cases without one go last
  random,
};

/// Whether a role has one queue, or each of its members their own; and which of these is joined, and kept to.
enum class Queues {
  one,
  shortest,  ///< the fewest waiting and in service; of several the first
  random,    ///< each with the same chance
  in_turn,   ///< one after the other
};

}  // namespace stepwell
