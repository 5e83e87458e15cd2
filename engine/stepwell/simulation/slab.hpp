// A pool of values addressed by 32-bit index.
//
// Guarantees: taking and giving back cost a few instructions, indices stay valid while the pool grows, and memory
// follows the largest number in use at once. References do not survive `take`.
#pragma once

#include <cstdint>
#include <vector>

namespace stepwell {

inline constexpr std::uint32_t nothing = UINT32_MAX;

/// Apart from those who call it, which would otherwise pay for what it needs.
template <class T>
[[gnu::noinline]] void grow_to(std::vector<T>& items, std::size_t size, const T& value = T{}) {
  items.resize(size, value);
}

/// `T` needs a member `std::uint32_t next`, which belongs to the pool while the value is not in use.
template <class T>
class Slab {
 public:
  [[gnu::always_inline]] std::uint32_t take() {
    ++in_use_;
    if (free_ == nothing) [[unlikely]]
      return one_more();
    const std::uint32_t i = free_;
    free_ = items_[i].next;
    return i;
  }
  void give_back(std::uint32_t i) {
    --in_use_;
    items_[i].next = free_;
    free_ = i;
  }
  T& operator[](std::uint32_t i) { return items_[i]; }
  const T& operator[](std::uint32_t i) const { return items_[i]; }
  /// All that were ever in use: the largest number in use at once.
  std::uint32_t size() const { return static_cast<std::uint32_t>(items_.size()); }
  std::uint32_t in_use() const { return in_use_; }

 private:
  /// Apart from `take`, whose callers would otherwise pay for what it needs.
  [[gnu::noinline]] std::uint32_t one_more() {
    items_.emplace_back();
    return static_cast<std::uint32_t>(items_.size() - 1);
  }

  std::vector<T> items_;
  std::uint32_t free_ = nothing;
  std::uint32_t in_use_ = 0;
};

}  // namespace stepwell
