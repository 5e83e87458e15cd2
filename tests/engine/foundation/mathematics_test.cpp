// Special functions against mpmath and against the identities that tie them together.
//
// The expected values: mpmath 1.3, mp.dps = 60, of the very double given: loggamma, ncdf inverted by findroot,
// gammainc and betainc with regularized=True (by quad for the shape of a million), and their inverses by findroot.
#include <cmath>

#include "catch.hpp"
#include "stepwell/foundation/mathematics.hpp"
#include "ulps.hpp"

using namespace stepwell;
using testing::relative_error;

TEST_CASE("log_gamma keeps 14 digits, also beside its zeros at 1 and 2") {
  const double expected[][2] = {
      {1e-10, 23.0258509298827352}, {.001, 6.90717888538385366},      {.1, 2.2527126517342059},
      {.5, 0.572364942924700087},   {.999, 5.78038532891380238e-4},   {1.001, -5.76393598283306152e-4},
      {1.5, -0.120782237635245222}, {1.999, -4.22461800692107284e-4}, {2.001, 4.23106734800116991e-4},
      {3., 0.693147180559945309},   {7.25, 7.05218545073853944},      {9.99, 12.7793152143501934},
      {10., 12.8018274800814696},   {100.5, 361.435540467777622},     {1e6, 1.28155045691476117e+7}};
  for (const auto& [x, log] : expected) {
    INFO(x);
    CHECK(relative_error(log_gamma(x), log) < 1e-14);
  }
  // Γ(x + 1) = x Γ(x)
  for (double x = 0.05; x < 60; x *= 1.13) CHECK(log_gamma(x + 1) == Approx(log_gamma(x) + std::log(x)).epsilon(1e-13));
}

TEST_CASE("inverse_normal keeps 14 digits, far out too") {
  const double expected[][2] = {
      {1e-300, -37.0470962993611992}, {0x1p-53, -8.20953615160138686},   {1e-9, -5.99780701500768686},
      {0.001, -3.09023230616781354},  {0.025, -1.95996398454005421},     {0.0749, -1.44023826752796366},
      {0.0751, -1.43882539275253998}, {0.3, -0.524400512708040816},      {0.5000001, 2.5066282733116483e-7},
      {0.75, 0.674489750196081743},   {0.925, 1.43953147093845623},      {0.9251, 1.44023826752796386},
      {0.999, 3.09023230616781328},   {0.999999999, 5.99780701960163743}};
  for (const auto& [p, z] : expected) {
    INFO(p);
    CHECK(relative_error(inverse_normal(p), z) < 1e-14);
  }
  CHECK(inverse_normal(0.5) == 0);
  CHECK(inverse_normal(0.25) == -inverse_normal(0.75));
}

TEST_CASE("the share of the normal distribution below z and its inverse undo each other") {
  for (double z = -8; z <= 5; z += 0.37)
    CHECK(inverse_normal(normal_share_below(z)) == Approx(z).epsilon(1e-10).margin(1e-13));
  CHECK(normal_share_below(0) == 0.5);
}

TEST_CASE("gamma shares keep 12 digits on both sides, for shapes from a thousandth to a million") {
  const double expected[][4] = {{.001, .001, 0.99368764670886029, 0.0063123532911397099},
                                {.1, 2., 0.994326176020188472, 0.00567382397981152804},
                                {.5, .5, 0.682689492137085897, 0.317310507862914103},
                                {1., 1., 0.632120558828557678, 0.367879441171442322},
                                {2.5, 10., 0.998750269436968625, 0.00124973056303137541},
                                {10., 3., 0.00110248813011547974, 0.99889751186988452},
                                {30., 60., 0.999993123735031268, 6.87626496873209669e-6},
                                {100., 90., 0.158220989186430168, 0.841779010813569832},
                                {1000., 1100., 0.998940676746070023, 0.00105932325392997735},
                                {10000., 9700., 0.001234175584468492, 0.998765824415531508},
                                {1e6, 999000., 0.158655213574303652, 0.841344786425696348},
                                {1e6, 1e6, 0.500132980760872591, 0.499867019239127409},
                                {1e6, 1003000., 0.998638259353782409, 0.00136174064621759148}};
  for (const auto& [shape, x, below, above] : expected) {
    INFO(shape << " at " << x);
    CHECK(relative_error(gamma_share_below(shape, x), below) < 1e-12);
    CHECK(relative_error(gamma_share_above(shape, x), above) < 1e-12);
  }
  CHECK(gamma_share_below(3, 0) == 0);
  CHECK(gamma_share_below(3, 1e9) == 1);
}

TEST_CASE("inverse_gamma keeps 12 digits") {
  const double expected[][3] = {{.1, .9, 0.266154553738837856},    {.5, .01, 7.8543928954850992e-5},
                                {1., .5, 0.693147180559945309},    {2.5, 1e-9, 4.06144782832827049e-4},
                                {10., .975, 17.0848034514191686},  {100., .5, 99.6668649193154887},
                                {1000., .001, 905.120790934976618}};
  for (const auto& [shape, p, x] : expected) {
    INFO(shape << " at " << p);
    CHECK(relative_error(inverse_gamma(shape, p), x) < 1e-12);
  }
}

TEST_CASE("gamma shares and inverse_gamma undo each other over the whole range") {
  for (const double shape : {1e-3, 0.03, 0.3, 0.99, 1.0, 4.0, 9.99, 10.0, 250.0, 1e4, 9.9e4, 1.1e5, 1e6}) {
    for (const double p : {0x1p-53, 1e-9, 1e-3, 0.2, 0.5, 0.8, 0.999, 1 - 1e-9}) {
      const double x = inverse_gamma(shape, p);
      INFO(shape << " at " << p);
      if (x < 1e-290) continue;  // so small a quantile has left the doubles
      CHECK(gamma_share_below(shape, x) == Approx(p).epsilon(1e-9));
      if (p > 0.5) CHECK(gamma_share_above(shape, x) == Approx(1 - p).epsilon(1e-9));
    }
  }
  CHECK(inverse_gamma(1e-3, 1e-3) == 0);  // about e^(-6900)
}

TEST_CASE("beta shares keep 12 digits") {
  const double expected[][4] = {{.1, .1, .3, 0.46280418611555204},
                                {.5, 2., .001, 0.0474183535142248486},
                                {1., 1., .25, 0.25},
                                {2., 5., .3, 0.579824999999999976},
                                {3., 3., .9, 0.991440000000000005},
                                {10., .5, .99, 0.657928175156784327},
                                {50., 60., .4, 0.12470685834310036},
                                {1000., 1200., .47, 0.927100608593956366},
                                {.5, 1000., .002, 0.954580771493036497}};
  for (const auto& [a, b, x, below] : expected) {
    INFO(a << ", " << b << " at " << x);
    CHECK(relative_error(beta_share_below(a, b, x), below) < 1e-12);
    CHECK(beta_share_below(b, a, 1 - x) == Approx(1 - below).epsilon(1e-9));
  }
}

TEST_CASE("beta shares and inverse_beta undo each other over the whole range") {
  for (const double a : {0.1, 0.7, 1.0, 2.5, 5.0, 40.0, 1e3, 1e6}) {
    for (const double b : {0.1, 1.0, 3.0, 60.0, 1e6}) {
      for (const double p : {1e-9, 0.01, 0.5, 0.9, 0.999999}) {
        const double x = inverse_beta(a, b, p);
        INFO(a << ", " << b << " at " << p);
        if (x < 0.5) {
          CHECK(beta_share_below(a, b, x) == Approx(p).epsilon(1e-9));
        } else {
          // x may be too near to 1 for a double; 1 - x is not.
          const double rest = 1 / (1 + std::exp(inverse_beta_logit(a, b, p, 1 - p)));
          CHECK(x == Approx(1 - rest).epsilon(1e-15));
          CHECK(beta_share_below(b, a, rest) == Approx(1 - p).epsilon(1e-9));
        }
      }
    }
  }
}

TEST_CASE("quantiles of Student's t are those of the tables") {
  const double expected[][3] = {{1, .975, 12.7062047361746933},   {2, .975, 4.30265272974946179},
                                {4, .95, 2.13184678632664953},    {9, .975, 2.262157162798205},
                                {19, .975, 2.09302405440830932},  {99, .975, 1.9842169515864171},
                                {999, .995, 2.58075963726763653}, {1e6, .975, 1.95996635681410666}};
  for (const auto& [freedom, p, t] : expected) {
    INFO(freedom << " at " << p);
    CHECK(relative_error(inverse_student_t(freedom, p), t) < 1e-12);
    CHECK(inverse_student_t(freedom, 1 - p) == Approx(-t).epsilon(1e-12));
  }
  CHECK(inverse_student_t(7, 0.5) == 0);
  // One degree of freedom is Cauchy's: tan(π (p - 1/2)), which is 1 at three quarters.
  CHECK(inverse_student_t(1, 0.75) == Approx(1).epsilon(1e-13));
}
