// Phase-type distributions of the Coxian kind: exponential phases in a row, with a chance to stop after each.
//
// Guarantees: shares and densities to about 1e-13 of themselves, however near or equal the means of the phases are and
// however far they lie apart; the same bits everywhere. Costs about the cube of the number of phases for each doubling
// of time in units of the shortest phase: a microsecond or so for three phases, 30 for twenty.
//
// How: what the phases hold after a short time comes from uniformisation, and after a long time from squaring that
// matrix. Nothing is ever subtracted, so nothing is lost, where partial fractions divide by differences of rates.
#pragma once

#include <cstddef>
#include <vector>

namespace stepwell {

class PhaseType {
 public:
  /// `means` of the phases, all above 0; after phase k the next one follows with chance `onward[k]`, else it is over.
  /// `onward` has one entry less than `means`.
  PhaseType(std::vector<double> means, std::vector<double> onward);

  struct At {
    double below;    ///< the share up to x
    double above;    ///< the share beyond x
    double density;  ///< at x
    double growth;   ///< of the density
  };
  At at(double x) const;

  double mean() const;
  double sd() const;

 private:
  /// Chances to be in column j after having begun in row i; the last row and column are the end.
  using Matrix = std::vector<double>;
  double& entry(Matrix& matrix, std::size_t row, std::size_t column) const { return matrix[row * size_ + column]; }
  double entry(const Matrix& matrix, std::size_t row, std::size_t column) const { return matrix[row * size_ + column]; }
  Matrix after_short_time(double time) const;
  Matrix after_twice(const Matrix& once, double twice_the_time) const;

  std::vector<double> means_;
  std::vector<double> onward_;  ///< 0 after the last
  std::vector<double> rates_;
  double fastest_ = 0;
  std::size_t size_ = 0;  ///< phases and the end
};

}  // namespace stepwell
