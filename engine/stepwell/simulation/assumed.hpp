// Values that nobody knows, drawn anew in every replication of a run "with what we do not know".
#pragma once

namespace stepwell {

/// The value at `u` (0 < u < 1) of a beta distribution on [low, high] with exactly this mean and alpha + beta = 6, the
/// weight of a pert. The mean itself where it lies at an end of the range, or where the range is empty.
double beta_with_mean(double u, double low, double mean, double high);

}  // namespace stepwell
