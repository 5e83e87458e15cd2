// Rows into columns.
#include "stepwell/process/event_log.hpp"

#include <algorithm>
#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace stepwell {

// Room that is never written costs no memory but that of addresses; still, what was expected early may be far off.
static constexpr std::size_t most_growth = 16;

/// A system hands out memory a page at a time, which for a long log costs more than to write the rows: asks for large
/// pages, where there are such. Columns that lie side by side can share one.
static void prefer_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  constexpr std::size_t large_page = std::size_t{1} << 21, small_page = std::size_t{1} << 12;
  if (bytes < large_page) return;
  const std::size_t before = reinterpret_cast<std::uintptr_t>(begin) % small_page;
  // Where it is refused, all is as before.
  static_cast<void>(madvise(static_cast<char*>(begin) - before, before + bytes, MADV_HUGEPAGE));
#endif
}

template <class T>
static void append(std::vector<T>& column, const T* begin, std::size_t count, std::size_t expected) {
  const std::size_t rows = column.size() + count;
  if (rows > column.capacity()) {
    column.reserve(std::clamp(expected, 2 * rows, most_growth * rows));
    prefer_large_pages(column.data(), column.capacity() * sizeof(T));
  }
  column.insert(column.end(), begin, begin + count);
}

void EventLog::into_columns(std::size_t expected) {
  if (blocks_.empty()) blocks_.resize(1);
  const Block& block = blocks_.front();
  append(case_number, block.case_number, gathered_, expected);
  append(case_type, block.case_type, gathered_, expected);
  append(token, block.token, gathered_, expected);
  append(step, block.step, gathered_, expected);
  append(role, block.role, gathered_, expected);
  append(staff, block.staff, gathered_, expected);
  append(place, block.place, gathered_, expected);
  append(enabled, block.enabled, gathered_, expected);
  append(started, block.started, gathered_, expected);
  append(ended, block.ended, gathered_, expected);
  append(outcome, block.outcome, gathered_, expected);
  append(queueing, block.queueing, gathered_, expected);
  append(closed, block.closed, gathered_, expected);
  append(for_batch, block.for_batch, gathered_, expected);
  append(interrupted, block.interrupted, gathered_, expected);
  append(work, block.work, gathered_, expected);
  gathered_ = 0;
}

}  // namespace stepwell
