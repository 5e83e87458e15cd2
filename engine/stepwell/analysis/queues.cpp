// Closed forms of queues: Erlang C, and the two-moment approximation on top of it.
#include "stepwell/analysis/queues.hpp"

namespace stepwell {

double chance_of_waiting(int servers, double load) {
  if (load <= 0) return 0;
  // Erlang's B by its recursion, which never overflows, and C from it.
  double blocked = 1;
  for (int n = 1; n <= servers; ++n) blocked = load * blocked / (n + load * blocked);
  return servers * blocked / (servers - load * (1 - blocked));
}

double mean_wait(int servers, double load, double ca2, double cs2) {
  return chance_of_waiting(servers, load) / (servers - load) * (ca2 + cs2) / 2;
}

}  // namespace stepwell
