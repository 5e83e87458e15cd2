// Elementary functions that give the same bits everywhere.
//
// Guarantees: only + - x / sqrt of IEEE doubles, no library call and no contraction, so results do not depend on
// compiler, optimisation level or machine. Accuracy: within 2 ulp for `natural_log` and `exponential`, relative 1e-14
// for the rest, unless said otherwise.
#pragma once

namespace stepwell {

double natural_log(double x);                ///< x > 0
double exponential_of(double x);             ///< e to the x; 0 below the range of doubles, infinity above
double power(double base, double exponent);  ///< base >= 0
double log_gamma(double x);                  ///< x > 0
double inverse_normal(double p);             ///< 0 < p < 1
/// Regularised incomplete gamma P(shape, x) and its inverse in x.
double gamma_share_below(double shape, double x);
double inverse_gamma(double shape, double p);
/// Regularised incomplete beta I_x(a, b) and its inverse in x.
double beta_share_below(double a, double b, double x);
double inverse_beta(double a, double b, double p);
/// Quantile of Student's t with `freedom` degrees of freedom (> 0).
double inverse_student_t(double freedom, double p);

}  // namespace stepwell
