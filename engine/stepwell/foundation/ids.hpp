// Indices that cannot be mixed up, and the vector that is indexed by them.
//
// Guarantees: a role's index does not compile as an index into the steps. Costs nothing over a plain vector.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <utility>
#include <vector>

namespace stepwell {

enum class StepId : std::uint32_t {};
enum class RoleId : std::uint32_t {};
enum class CalendarId : std::uint32_t {};
enum class CaseTypeId : std::uint32_t {};
enum class AttributeId : std::uint32_t {};
enum class MeasureId : std::uint32_t {};
enum class EffectId : std::uint32_t {};
enum class BookId : std::uint32_t {};
enum class AssumptionId : std::uint32_t {};
enum class QuantityId : std::uint32_t {};

template <class Id>
constexpr std::size_t index_of(Id id) {
  return static_cast<std::size_t>(id);
}

/// A `std::vector<T>` whose positions are named by `Id`.
template <class Id, class T>
class IndexedVector {
 public:
  IndexedVector() = default;
  explicit IndexedVector(std::size_t size, const T& value = T{}) : items_(size, value) {}
  IndexedVector(std::initializer_list<T> items) : items_(items) {}

  T& operator[](Id id) {
    assert(index_of(id) < items_.size());
    return items_[index_of(id)];
  }
  const T& operator[](Id id) const {
    assert(index_of(id) < items_.size());
    return items_[index_of(id)];
  }

  Id push_back(T item) {
    assert(items_.size() < std::numeric_limits<std::uint32_t>::max());
    items_.push_back(std::move(item));
    return static_cast<Id>(items_.size() - 1);
  }
  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  void resize(std::size_t size) { items_.resize(size); }
  void clear() { items_.clear(); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }
  const std::vector<T>& items() const { return items_; }
  std::vector<T>& items() { return items_; }

  /// All ids in order, to be walked by a range-for.
  struct Ids {
    struct Iterator {
      std::uint32_t i;
      Id operator*() const { return static_cast<Id>(i); }
      Iterator& operator++() {
        ++i;
        return *this;
      }
      bool operator!=(const Iterator& other) const { return i != other.i; }
    };
    std::uint32_t size;
    Iterator begin() const { return {0}; }
    Iterator end() const { return {size}; }
  };
  Ids ids() const { return {static_cast<std::uint32_t>(items_.size())}; }

  bool operator==(const IndexedVector&) const = default;

 private:
  std::vector<T> items_;
};

}  // namespace stepwell
