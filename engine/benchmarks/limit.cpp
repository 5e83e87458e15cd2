// How fast the same workloads run where nothing is a model: each is its own hand-written loop, and all that is
// counted are a few sums. What Stepwell reaches is quoted as a share of this.
//
//   limit mm1 CUSTOMERS SEED                 W1 by two next-event scalars and a ring
//   limit clinic_h4|clinic_h4t CUSTOMERS SEED          W2 by a 4-ary heap; t: one that finds the least child in pairs
//   limit hold_h4t|hold_cal HOLDS SEED PENDING         the hold model by that heap, and by a calendar queue tuned to it
//
// Guarantees: the mean time in the house stands beside the speed, to show that it is right. Needs no library, so that it
// can be compiled with all that this machine has: -O3 -march=native. Gives no heed to equal luck or overflow.
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "limit_calendars.hpp"
#include "limit_luck.hpp"

namespace stepwell {
namespace {

constexpr std::uint32_t nobody = UINT32_MAX;

struct Sums {
  std::uint64_t count = 0;
  double sum = 0, squares = 0, greatest = 0;
  void add(double x) {
    ++count;
    sum += x;
    squares += x * x;
    greatest = x > greatest ? x : greatest;
  }
  double mean() const { return sum / static_cast<double>(count); }
};

/// First in, first out; its places are a power of two.
template <class Value>
class Ring {
 public:
  bool empty() const { return head_ == tail_; }
  void push(Value value) {
    if (tail_ - head_ > mask_) [[unlikely]]
      grow();
    places_[tail_++ & mask_] = value;
  }
  Value pop() { return places_[head_++ & mask_]; }

 private:
  [[gnu::noinline]] void grow() {
    std::vector<Value> wider(places_.size() * 2);
    const std::uint32_t size = tail_ - head_;
    for (std::uint32_t i = 0; i < size; ++i) wider[i] = places_[(head_ + i) & mask_];
    places_.swap(wider);
    head_ = 0;
    tail_ = size;
    mask_ = static_cast<std::uint32_t>(places_.size()) - 1;
  }
  std::vector<Value> places_ = std::vector<Value>(64);
  std::uint32_t head_ = 0, tail_ = 0, mask_ = 63;
};

class Watch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

void report(const char* mode, double seconds, std::uint64_t customers, const Sums& in_house) {
  std::printf("mode=%s secs=%.4f cust_per_s=%.6g mean_minutes=%.3f\n", mode, seconds,
              static_cast<double>(customers) / seconds, in_house.mean());
}

// --- Workloads --------------------------------------------------------------------------------------------------------

void one_queue(std::uint64_t customers, std::uint64_t seed) {
  constexpr double never = std::numeric_limits<double>::infinity();
  constexpr double interval = 1 / 0.9;
  Words words(seed);
  Ring<double> came;
  Sums in_house;
  const Watch watch;
  double arrival = exponential(words) * interval, departure = never;
  for (std::uint64_t left = customers;;) {
    if (arrival < departure) {
      if (came.empty()) departure = arrival + exponential(words);
      came.push(arrival);
      arrival = --left > 0 ? arrival + exponential(words) * interval : never;
    } else {
      if (departure == never) break;
      in_house.add(departure - came.pop());
      departure = came.empty() ? never : departure + exponential(words);
    }
  }
  report("mm1", watch.seconds(), customers, in_house);
}

struct Patient {
  double came, queued;
  std::uint32_t station, next_free;
};
struct Station {
  std::uint32_t staff;
  double mean, log_mean, log_sd;  // lognormal where log_sd is not 0
  std::uint32_t busy = 0;
  Ring<std::uint32_t> line{};
  Sums wait{};
};

template <class Calendar>
void clinic(const char* mode, std::uint64_t customers, std::uint64_t seed) {
  const double spread = std::log(1.25);  // 1 + (sd / mean)^2
  Station stations[] = {{2, 15, 0, 0}, {4, 30, std::log(30.) - spread / 2, std::sqrt(spread)}, {3, 20, 0, 0}};
  Words words(seed);
  Calendar calendar(64);
  std::vector<Patient> patients(64);
  std::uint32_t free = nobody, used = 0;
  Sums in_house;
  double now = 0;

  const auto start = [&](Station& at, std::uint32_t who) {
    const double time =
        at.log_sd == 0 ? exponential(words) * at.mean : std::exp(at.log_mean + at.log_sd * normal(words));
    calendar.push(now + time, who);
  };
  const auto enter = [&](std::uint32_t who, std::uint32_t station) {
    Station& at = stations[station];
    patients[who].station = station;
    if (at.busy < at.staff) {
      ++at.busy;
      at.wait.add(0);
      start(at, who);
    } else {
      patients[who].queued = now;
      at.line.push(who);
    }
  };

  const Watch watch;
  calendar.push(exponential(words) * 10, nobody);
  std::uint64_t left = customers;
  for (std::uint32_t who; calendar.pop(now, who);) {
    if (who == nobody) {
      if (free != nobody) {
        who = free;
        free = patients[who].next_free;
      } else {
        who = used++;
        if (used > patients.size()) patients.resize(patients.size() * 2);
      }
      patients[who].came = now;
      if (--left > 0) calendar.push(now + exponential(words) * 10, nobody);
      enter(who, 0);
      continue;
    }
    const std::uint32_t station = patients[who].station;
    Station& at = stations[station];
    if (at.line.empty()) {
      --at.busy;
    } else {
      const std::uint32_t next = at.line.pop();
      at.wait.add(now - patients[next].queued);
      start(at, next);
    }
    const std::uint32_t onward = station == 2 && words.unit() < 0.2 ? 1 : station + 1;
    if (onward < 3) {
      enter(who, onward);
    } else {
      in_house.add(now - patients[who].came);
      patients[who].next_free = free;
      free = who;
    }
  }
  report(mode, watch.seconds(), customers, in_house);
  std::printf("  waits: %.3f %.3f %.3f\n", stations[0].wait.mean(), stations[1].wait.mean(), stations[2].wait.mean());
}

template <class Calendar>
void hold(const char* mode, std::uint64_t holds, std::uint64_t seed, std::uint64_t pending) {
  Words words(seed);
  Calendar calendar(pending);
  for (std::uint64_t i = 0; i < pending; ++i) calendar.push(exponential(words), static_cast<std::uint32_t>(i));
  double now = 0;
  std::uint32_t whom = 0;
  std::uint64_t sum = 0;  // so that nothing can be left out
  const Watch watch;
  for (std::uint64_t i = 0; i < holds; ++i) {
    calendar.pop(now, whom);
    sum += whom;
    calendar.push(now + exponential(words), whom);
  }
  const double seconds = watch.seconds();
  std::printf("mode=%s secs=%.4f ev_per_s=%.6g until=%.3f sum=%llu\n", mode, seconds,
              static_cast<double>(holds) / seconds, now, static_cast<unsigned long long>(sum));
}

}  // namespace
}  // namespace stepwell

int main(int count, char** words) {
  using namespace stepwell;
  const std::string mode = count > 1 ? words[1] : "";
  const auto number = [&](int at, std::uint64_t otherwise) {
    return count > at ? std::strtoull(words[at], nullptr, 10) : otherwise;
  };
  const std::uint64_t many = number(2, 1'000'000), seed = number(3, 1), pending = number(4, 1000);
  if (mode == "mm1") {
    one_queue(many, seed);
  } else if (mode == "clinic_h4") {
    clinic<Heap<Contest::in_turn>>("clinic_h4", many, seed);
  } else if (mode == "clinic_h4t") {
    clinic<Heap<Contest::in_pairs>>("clinic_h4t", many, seed);
  } else if (mode == "hold_h4t") {
    hold<Heap<Contest::in_pairs>>("hold_h4t", many, seed, pending);
  } else if (mode == "hold_cal") {
    hold<CalendarQueue>("hold_cal", many, seed, pending);
  } else {
    std::fputs("usage: limit mm1|clinic_h4|clinic_h4t|hold_h4t|hold_cal MANY [SEED [PENDING]]\n", stderr);
    return 2;
  }
}
