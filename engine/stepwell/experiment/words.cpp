// Rounding and units for readers; programs get the numbers themselves from JSON.
#include "stepwell/experiment/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

namespace stepwell {

namespace {

constexpr double minute = 60;
constexpr double hour = 3600;
constexpr double day = 86400;

}  // namespace

std::string number(double value, int decimals) {
  std::array<char, 512> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value), std::chars_format::fixed, decimals);
  std::string digits(buffer.data(), end.ptr);
  const bool negative = value < 0 && digits.find_first_not_of("0.") != std::string::npos;
  const std::size_t point = digits.find('.');
  std::size_t at = point == std::string::npos ? digits.size() : point;
  while (at > 3) {
    at -= 3;
    digits.insert(at, ",");
  }
  return negative ? "-" + digits : digits;
}

Scale scale_for(double seconds) {
  const double size = std::fabs(seconds);
  if (size < 1.5 * minute) return {1, "s", size < 10 ? 1 : 0};
  if (size < 2 * hour) return {minute, "min", 1};
  if (size < 2 * day) return {hour, "h", 1};
  return {day, "days", size < 100 * day ? 1 : 0};
}

std::string in_scale(double seconds, const Scale& scale) { return number(seconds / scale.seconds, scale.decimals); }

std::string time_in_words(double seconds) {
  const Scale scale = scale_for(seconds);
  return in_scale(seconds, scale) + " " + std::string(scale.unit);
}

std::string hours_in_words(double seconds) { return number(seconds / hour, 1) + " h"; }

std::string percent(double share) {
  const double p = 100 * share;
  if (share > 0 && p < 0.1) return "under 0.1 %";
  if (share < 1 && p > 99.9) return "over 99.9 %";
  const bool near_an_end = (p > 0 && p < 1) || (p > 99 && p < 100);
  return number(p, near_an_end ? 1 : 0) + " %";
}

std::string percent_finely(double share) {
  return share == 0 || share == 1 ? percent(share) : number(100 * share, 1) + " %";
}

std::string money(double amount) {
  const double size = std::fabs(amount);
  const std::string text = number(size, 0);
  const bool negative = amount < 0 && text.find_first_not_of("0.,") != std::string::npos;
  return (negative ? "-£" : "£") + text;
}

namespace {

int decimals_of(double value) {
  const double size = std::fabs(value);
  return size == 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
}

}  // namespace

std::string amount(double value) { return number(value, decimals_of(value)); }

std::string amount_beside(double value, double whole) { return number(value, std::max(1, decimals_of(whole))); }

std::string span_in_words(Duration span) {
  const auto counted = [&](Duration unit, const char* name) {
    return number(static_cast<double>(span / unit), 0) + " " + name + (span / unit == 1 ? "" : "s");
  };
  if (span > Duration{} && span % Duration(one_week) == Duration{}) return counted(one_week, "week");
  if (span > Duration{} && span % Duration(one_day) == Duration{}) return counted(one_day, "day");
  return to_text(span);
}

std::string target_in_words(double share, double within) {
  std::string text = number(100 * share, 2);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + " % within " + span_in_words(rounded(within * 1e6));
}

std::vector<double> rounded_to_add_up(const std::vector<double>& values, double total, double unit) {
  std::vector<double> units;
  std::vector<std::size_t> by_loss(values.size());
  std::iota(by_loss.begin(), by_loss.end(), std::size_t{0});
  double left = std::round(total / unit);
  for (const double value : values) {
    units.push_back(std::floor(value / unit));
    left -= units.back();
  }
  std::stable_sort(by_loss.begin(), by_loss.end(), [&](std::size_t a, std::size_t b) {
    return values[a] / unit - units[a] > values[b] / unit - units[b];
  });
  for (std::size_t i = 0; i < by_loss.size() && static_cast<double>(i) < left; ++i) units[by_loss[i]] += 1;
  for (double& one : units) one *= unit;
  return units;
}

Scale scale_for_both(double one, double other) {
  Scale scale = scale_for(std::fmax(std::fabs(one), std::fabs(other)));
  const double smaller = std::fmin(std::fabs(one), std::fabs(other)) / scale.seconds;
  if (smaller > 0 && smaller < 1) scale.decimals = 2;
  return scale;
}

std::string or_dash(const std::optional<double>& value, const Scale& scale) {
  return value ? in_scale(*value, scale) : "-";
}

}  // namespace stepwell
