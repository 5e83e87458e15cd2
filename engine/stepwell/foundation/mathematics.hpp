// Special functions that give the same bits everywhere.
//
// Guarantees: only + - x / sqrt of IEEE doubles, no library call and no contraction, so results do not depend on
// compiler, optimisation level or machine. Accuracy: `natural_log` and `exponential_of` (elementary.hpp) within 2
// ulp, `inverse_normal` and `log_gamma` relative 1e-14, the gamma and beta functions and their inverses relative
// 1e-12 for shapes from 1e-3 to 1e6 (1e-11 for a beta with a parameter below 0.1). Cost: nanoseconds for the first
// three; shares and inverses take microseconds, and up to a millisecond for shapes of a million, so they belong
// where models are loaded and results are summed up.
#pragma once

#include "stepwell/foundation/elementary.hpp"

namespace stepwell {

double log_gamma(double x);           ///< x > 0
double inverse_normal(double p);      ///< 0 < p < 1
double normal_share_below(double z);  ///< of the standard normal distribution

/// Regularised incomplete gamma P(shape, x), 1 - P without its cancellation, and the inverse of P in x.
double gamma_share_below(double shape, double x);
double gamma_share_above(double shape, double x);
double inverse_gamma(double shape, double p);

/// Regularised incomplete beta I_x(a, b) and its inverse in x.
double beta_share_below(double a, double b, double x);
double inverse_beta(double a, double b, double p);
/// The inverse as ln(x / (1 - x)): exact to the last digits at both ends. `p` and `rest` add up to 1.
double inverse_beta_logit(double a, double b, double p, double rest);

/// Quantile of Student's t with `freedom` degrees of freedom (> 0).
double inverse_student_t(double freedom, double p);

/// ln Γ(x) - ((x - 1/2) ln x - x + ln(2π) / 2) for x >= 10: what Stirling's formula leaves.
double stirling_rest(double x);

}  // namespace stepwell
