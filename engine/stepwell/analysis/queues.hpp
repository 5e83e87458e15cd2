// Closed forms of single queues.
//
// Guarantees: exact for Poisson arrivals and exponential times (M/M/c); the two-moment scaling is exact for M/G/1.
#pragma once

namespace stepwell {

/// Erlang's C formula: the chance of having to wait at `servers` servers that are offered `load` (< servers) of work.
double chance_of_waiting(int servers, double load);

/// Mean wait in units of the mean service: M/M/c scaled by (ca2 + cs2) / 2 (Allen and Cunneen). `load` < servers;
/// `ca2` and `cs2` are the squared coefficients of variation of times between arrivals and of service times.
double mean_wait(int servers, double load, double ca2, double cs2);

}  // namespace stepwell
