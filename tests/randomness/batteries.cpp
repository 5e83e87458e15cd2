// The addressed generator under TestU01, in the orders in which a simulation asks for its luck.
//
// usage: batteries small|crush STREAM PART. A stream walks along one part of the address and holds the others still; of
// each 64-bit word the test sees 32 bits, as TestU01 can take no more. Everything is fixed: a battery always gives the
// same p-values. It ends with 1 where one of them is below 1e-10 (or above 1 - 1e-10), which is no luck.
// SmallCrush takes less than half a minute, Crush an hour or two.
extern "C" {
#include <testu01/bbattery.h>
#include <testu01/swrite.h>
#include <testu01/unif01.h>
}

#include <algorithm>
#include <array>
#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>

#include "stepwell/foundation/random.hpp"

namespace {

using stepwell::Purpose;
using stepwell::random_block;

constexpr double no_luck = 1e-10;
constexpr double remarkable = 1e-3;

const std::uint64_t a_step = stepwell::stream_key(1, 1, "", "examine", Purpose::time);
constexpr std::uint64_t a_case = 1000;

std::uint32_t low(std::uint64_t i) { return static_cast<std::uint32_t>(i); }

struct Stream {
  std::string_view name;
  std::uint64_t (*word)(std::uint64_t i);
};

// Visits and draws have 32 bits: after the last one it is the next case's turn.
constexpr std::array<Stream, 8> streams{{
    {"case", [](std::uint64_t i) { return random_block(a_step, i, 0, 0).first; }},
    {"case-second", [](std::uint64_t i) { return random_block(a_step, i, 0, 0).second; }},
    {"case-both",
     [](std::uint64_t i) {
       const stepwell::RandomBlock block = random_block(a_step, i / 2, 0, 0);
       return i % 2 == 0 ? block.first : block.second;
     }},
    {"visit", [](std::uint64_t i) { return random_block(a_step, a_case + (i >> 32), low(i), 0).first; }},
    {"draw", [](std::uint64_t i) { return random_block(a_step, a_case + (i >> 32), 0, low(i)).first; }},
    {"replication",
     [](std::uint64_t i) {
       static const std::uint64_t name = stepwell::stream_name("", "examine", Purpose::time);
       return random_block(stepwell::keyed(name, 1, i), a_case, 0, 0).first;
     }},
    {"step",
     [](std::uint64_t i) {
       return random_block(stepwell::stream_key(1, 1, "", "step " + std::to_string(i), Purpose::time), a_case, 0, 0)
           .first;
     }},
    {"case-of-few-visits", [](std::uint64_t i) { return random_block(a_step, i / 3, low(i % 3), 0).first; }},
}};

std::uint32_t reversed(std::uint32_t bits) {
  std::uint32_t result = 0;
  for (int i = 0; i < 32; ++i) result |= (bits >> i & 1u) << (31 - i);
  return result;
}

struct Part {
  std::string_view name;
  std::uint32_t (*of)(std::uint64_t word);
};

constexpr std::array<Part, 3> parts{{
    {"upper", [](std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); }},
    {"lower", [](std::uint64_t word) { return static_cast<std::uint32_t>(word); }},
    {"reversed", [](std::uint64_t word) { return reversed(static_cast<std::uint32_t>(word >> 32)); }},
}};

struct Walk {
  const Stream* stream;
  const Part* part;
  std::uint64_t next = 0;
  std::uint32_t bits() { return part->of(stream->word(next++)); }
};

unsigned long bits_of(void*, void* walk) { return static_cast<Walk*>(walk)->bits(); }
double unit_of(void*, void* walk) { return static_cast<Walk*>(walk)->bits() * 0x1.0p-32; }
void say_nothing(void*) {}

/// One line a run, and one for each remarkable test; returns whether all is well.
bool judge(const std::string& name) {
  double most_extreme = 1;
  bool good = true;
  for (int test = 0; test < bbattery_NTests; ++test) {
    const double p = bbattery_pVal[test];
    if (p < 0) continue;  // not done
    const double tail = std::min(p, 1 - p);
    most_extreme = std::min(most_extreme, tail);
    good = good && tail >= no_luck;
    if (tail < remarkable) std::cout << name << ": " << bbattery_TestNames[test] << " p = " << p << '\n';
  }
  std::cout << name << ": " << bbattery_NTests << " statistics, the most extreme " << most_extreme
            << " from an end: " << (good ? "passed" : "FAILED") << std::endl;
  return good;
}

template <typename Named, std::size_t count>
const Named* find(const std::array<Named, count>& all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

int main(int count, char** words) {
  const std::string battery = count == 4 ? words[1] : "";
  const Stream* stream = count == 4 ? find(streams, words[2]) : nullptr;
  const Part* part = count == 4 ? find(parts, words[3]) : nullptr;
  if ((battery != "small" && battery != "crush") || stream == nullptr || part == nullptr) {
    std::cerr << "usage: batteries small|crush STREAM PART\nstreams:";
    for (const Stream& known : streams) std::cerr << ' ' << known.name;
    std::cerr << "\nparts: upper lower reversed\n";
    return 2;
  }
  Walk walk{stream, part};
  std::string name = battery + " by " + words[2] + ", " + words[3] + " bits";
  unif01_Gen generator{&walk, nullptr, name.data(), unit_of, bits_of, say_nothing};
  swrite_Basic = FALSE;
  if (battery == "small") {
    bbattery_SmallCrush(&generator);
  } else {
    bbattery_Crush(&generator);
  }
  return judge(name) ? 0 : 1;
}
