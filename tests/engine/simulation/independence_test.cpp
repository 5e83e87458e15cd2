// What a run does not depend on: threads, repetition, what else is watched, names of old, and what has nothing to do
// with it. Checked on random workflows, bit by bit.
#include <algorithm>
#include <map>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "process/builders.hpp"
#include "simulation/random_run.hpp"
#include "simulation/random_workflow.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/simulation/lean.hpp"
#include "stepwell/simulation/program.hpp"

using namespace stepwell;
using namespace stepwell::testing;

namespace {

constexpr std::uint64_t workflows = 300;

struct Logged {
  Outcome outcome;
  EventLog log;
};

Logged run(const Workflow& map, std::uint64_t replication = 0, Certainty certainty = Certainty::luck_only) {
  Logged result;
  ReplicationRequest request;
  request.seed = 7;
  request.replication = replication;
  request.certainty = certainty;
  request.log = &result.log;
  result.outcome = simulate(*compile(map), request);
  return result;
}

bool same(const EventLog& a, const EventLog& b) {
  return a.case_number == b.case_number && a.case_type == b.case_type && a.token == b.token && a.step == b.step &&
         a.role == b.role && a.staff == b.staff && a.place == b.place && a.enabled == b.enabled &&
         a.started == b.started && a.ended == b.ended && a.outcome == b.outcome && a.queueing == b.queueing &&
         a.closed == b.closed && a.for_batch == b.for_batch && a.interrupted == b.interrupted && a.work == b.work;
}

/// Runs a lean program in the engine that is compiled for it, where plain visits go in one stride, and in the whole one,
/// where they go the general way: results and logs must be the same, and the results the same again without a log, since
/// the stride then does less. Says how many rows there were.
std::size_t compare_engines(const Program& program, std::uint64_t seed) {
  EventLog logs[2];
  ReplicationRequest requests[3];
  for (ReplicationRequest& request : requests) request.seed = seed;
  for (int i = 0; i < 2; ++i) requests[i].log = &logs[i];
  const auto whole = bits_of(run_whole(program, requests[0]));
  CHECK((bits_of(run_lean(program, requests[1])) == whole));
  CHECK((bits_of(run_lean(program, requests[2])) == whole));
  CHECK(same(logs[0], logs[1]));
  return logs[0].size();
}

/// What happened to each case, without who did it: by names of case type and steps, so that indices may differ.
using Course = std::vector<std::tuple<std::string, std::uint32_t, std::int64_t, std::int64_t, std::int64_t>>;
using Courses = std::map<std::pair<std::string, std::uint64_t>, Course>;

Courses stories(const Workflow& map, const EventLog& log) {
  Courses result;
  for (const Row& row : rows_of(log)) {
    result[{map.cases.items()[row.case_type].name, row.case_number}].emplace_back(
        map.steps.items()[row.step].luck_name(), row.token, row.enabled, row.started, row.ended);
  }
  // Visits that end together, or not at all, are in the log in no order that matters.
  for (auto& [of_case, story] : result) std::sort(story.begin(), story.end());
  return result;
}

/// How many cases of `before` have another story in `after`, or none; and how many `after` has too many.
std::size_t different_stories(const Courses& before, const Courses& after) {
  std::size_t count = after.size() > before.size() ? after.size() - before.size() : 0;
  for (const auto& [of_case, story] : before) {
    const auto other = after.find(of_case);
    count += other == after.end() || other->second != story ? 1 : 0;
  }
  return count;
}

/// The same workflow with a case type of its own steps, role and attribute put before everything else.
Workflow with_unrelated(const Workflow& map) {
  Workflow result = map;
  constexpr std::uint32_t shift = 2;
  const auto shifted = [](StepId step) { return static_cast<StepId>(index_of(step) + shift); };
  for (Step& step : result.steps) {
    for (Flow& flow : step.next) flow.to = shifted(flow.to);
  }
  for (CaseType& type : result.cases) {
    type.start = shifted(type.start);
    for (Backlog& backlog : type.backlog) backlog.step = shifted(backlog.step);
  }
  for (Measure& measure : result.measures) {
    measure.from.step = shifted(measure.from.step);
    measure.to.step = shifted(measure.to.step);
  }
  Role porter;
  porter.name = "porter";
  const RoleId porters = result.roles.push_back(porter);
  Step work;
  work.name = "carry";
  work.nature = Nature::work;
  work.who.push_back({porters, 1});
  work.time.push_back({std::nullopt, exponential(minutes(7))});
  work.routing = Routing::straight;
  work.next.emplace_back();
  work.next[0].to = StepId{1};
  Step end;
  end.name = end.end = "carried";
  end.nature = Nature::end;
  auto& steps = result.steps.items();
  steps.insert(steps.begin(), {work, end});
  CaseType parcel;
  parcel.name = "parcel";
  parcel.demand.kind = Demand::Kind::every;
  parcel.demand.interval = exponential(minutes(20));
  auto& cases = result.cases.items();
  cases.insert(cases.begin(), parcel);
  return result;
}

}  // namespace

TEST_CASE("The same seed gives the same bits on one, two and three threads, and again") {
  constexpr std::size_t replications = 6;
  std::size_t different = 0;
  for (std::uint64_t seed = 1; seed <= workflows; seed += 3) {
    const Workflow map = random_workflow(seed, {seed % 2 == 0, false});
    const auto program = compile(map);
    std::vector<std::vector<std::vector<std::int64_t>>> by_threads;
    for (const unsigned threads : {1u, 1u, 2u, 3u}) {
      std::vector<std::vector<std::int64_t>> bits(replications);
      std::vector<std::thread> pool;
      for (unsigned t = 0; t < threads; ++t) {
        pool.emplace_back([&, t] {
          for (std::size_t r = t; r < replications; r += threads) {
            ReplicationRequest request;
            request.seed = seed;
            request.replication = r;
            request.certainty = Certainty::with_what_we_dont_know;
            bits[r] = bits_of(simulate(*program, request));
          }
        });
      }
      for (std::thread& thread : pool) thread.join();
      by_threads.push_back(std::move(bits));
    }
    for (const auto& bits : by_threads) CHECK((bits == by_threads[0]));
    different += by_threads[0][0] != by_threads[0][1] ? 1 : 0;
  }
  CHECK(different > workflows / 3 - 5);  // replications of one workflow differ from each other
}

TEST_CASE("A lean program gives the same bits in the engine that is compiled for it and in the whole one") {
  std::size_t lean = 0, rows = 0;
  for (std::uint64_t seed = 1; seed <= workflows; ++seed) {
    Workflow map = random_workflow(seed, {});
    for (Step& step : map.steps) step.varies_with.clear();
    const auto program = compile(map);
    if (!program->is_lean()) continue;
    ++lean;
    INFO("random workflow " << seed);
    rows += compare_engines(*program, seed);
  }
  CHECK(lean > workflows / 10);
  CHECK(rows > 10'000);
}

TEST_CASE("The lean engine gives the bits of the whole one for the benchmarks and the outpatient clinic, log and all") {
  for (const char* file : {"engine/benchmarks/w1.yaml", "engine/benchmarks/w2.yaml",
                           "models/outpatient-records/as-is.yaml", "models/outpatient-records/to-be.yaml"}) {
    INFO(file);
    Workflow map = read(std::string(STEPWELL_SOURCE_DIR "/") + file);
    map.clock.run = std::min<Duration>(map.clock.run, 6 * one_week);
    const auto program = compile(map);
    CHECK(program->is_lean());
    CHECK(compare_engines(*program, 3) > 1'000);
  }
}

TEST_CASE("A run is the same whether its log is kept, its spread is filled, or neither") {
  for (std::uint64_t seed = 1; seed <= workflows; seed += 3) {
    const Workflow map = random_workflow(seed);
    const auto program = compile(map);
    const auto plain = bits_of(simulate(*program, {}));
    EventLog log;
    Spread spread(map);
    ReplicationRequest watched;
    watched.log = &log;
    watched.spread = &spread;
    INFO("random workflow " << seed);
    CHECK((bits_of(simulate(*program, watched)) == plain));
  }
}

TEST_CASE("Without anything to sweep, a run with what we do not know is one of luck only") {
  for (std::uint64_t seed = 1; seed <= workflows; seed += 3) {
    const Workflow map = random_workflow(seed);
    const Logged luck = run(map);
    const Logged both = run(map, 0, Certainty::with_what_we_dont_know);
    INFO("random workflow " << seed);
    CHECK((bits_of(luck.outcome) == bits_of(both.outcome)));
    CHECK(same(luck.log, both.log));
  }
}

TEST_CASE("What is swept takes other values in each replication, within its range, and stated ones by luck only") {
  std::size_t swept = 0;
  for (std::uint64_t seed = 1; seed <= workflows; seed += 3) {
    const Workflow map = random_workflow(seed, {true, false});
    const Logged luck = run(map);
    const Logged first = run(map, 0, Certainty::with_what_we_dont_know);
    const Logged second = run(map, 1, Certainty::with_what_we_dont_know);
    for (const AssumptionId id : map.assumptions.ids()) {
      const Assumption& assumption = map.assumptions[id];
      ++swept;
      CHECK(luck.outcome.assumed[id] == assumption.value);
      CHECK(first.outcome.assumed[id] != second.outcome.assumed[id]);
      for (const Logged* each : {&first, &second}) {
        CHECK(each->outcome.assumed[id] > assumption.low);
        CHECK(each->outcome.assumed[id] < assumption.high);
      }
    }
  }
  CHECK(swept > 100);
}

TEST_CASE("A case type, role and steps that have nothing to do with a case change nothing of its luck") {
  std::size_t cases = 0;
  for (std::uint64_t seed = 1; seed <= workflows; seed += 3) {
    const Workflow map = random_workflow(seed);
    const Workflow more = with_unrelated(map);
    const auto before = stories(map, run(map).log);
    auto after = stories(more, run(more).log);
    std::erase_if(after, [](const auto& story) { return story.first.first == "parcel"; });
    INFO("random workflow " << seed);
    CHECK(different_stories(before, after) == 0);
    cases += before.size();
  }
  CHECK(cases > 10'000);
}

TEST_CASE("More cases of one type change nothing of another's luck where nobody has to wait") {
  for (std::uint64_t seed = 1; seed <= workflows; seed += 3) {
    Workflow map = random_workflow(seed, {false, true});
    // Whoever stays goes home later when there is more to do, which is no matter of luck.
    for (Role& role : map.roles) {
      if (role.after_hours == AfterHours::stay) role.after_hours = AfterHours::finish;
    }
    Workflow more = map;
    CaseType extra = map.cases.items()[0];
    extra.name = "extra";
    more.cases.push_back(extra);
    const auto before = stories(map, run(map).log);
    auto after = stories(more, run(more).log);
    std::erase_if(after, [](const auto& story) { return story.first.first == "extra"; });
    INFO("random workflow " << seed);
    CHECK(different_stories(before, after) == 0);
  }
}

TEST_CASE("A renamed step keeps its luck when it says what it was called") {
  for (std::uint64_t seed = 1; seed <= workflows; seed += 3) {
    const Workflow map = random_workflow(seed);
    Workflow renamed = map;
    for (Step& step : renamed.steps) {
      step.luck = step.name;
      step.name = "new " + step.name;
      if (step.nature == Nature::end) step.end = step.name;
    }
    INFO("random workflow " << seed);
    CHECK(same(run(map).log, run(renamed).log));
  }
}
