// The program of one replication "with what we do not know": what is uncertain is drawn and put in its place.
#include <algorithm>
#include <cmath>
#include <string>

#include "stepwell/foundation/random.hpp"
#include "stepwell/process/choice.hpp"
#include "stepwell/simulation/arrival_rates.hpp"
#include "stepwell/simulation/assumed.hpp"
#include "stepwell/simulation/chances.hpp"
#include "stepwell/simulation/program.hpp"

namespace stepwell {
namespace {

/// The path by which a value is drawn: that of a renamed step under the name whose luck it keeps.
std::string luck_path(const Workflow& workflow, const std::string& path) {
  for (const Step& step : workflow.steps) {
    if (step.luck.empty()) continue;
    for (const std::string& name : {step.name, '"' + step.name + '"'}) {
      const std::string prefix = "steps." + name + '.';
      if (path.starts_with(prefix)) return "steps." + step.luck + '.' + path.substr(prefix.size());
    }
  }
  return path;
}

/// The most people of a role that some step needs at once: with fewer it could never start.
double least_staff(const Workflow& workflow, RoleId role) {
  double most = 0;
  for (const Step& step : workflow.steps) {
    const auto look = [&](const std::vector<Need>& needs) {
      for (const Need& need : needs) {
        if (need.role == role) most = std::max<double>(most, need.count);
      }
    };
    look(step.needs());
    for (const Alternative& other : step.alternatives) look(other.who);
  }
  return most;
}

std::vector<Quantity> chances_of(const Step& step) {
  std::vector<Quantity> chances;
  for (const Flow& flow : step.next) chances.push_back(flow.chance);
  return chances;
}

/// Puts in place of drawn chances that collide with others of their choice what the run makes of them.
void settle_choices(const Workflow& workflow, IndexedVector<AssumptionId, double>& values) {
  const auto settle = [&](const std::vector<Quantity>& chances) {
    const std::vector<double> used = chances_at(chances, workflow.assumptions, values);
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (is_swept(chances[i], workflow.assumptions)) values[*chances[i].assumption] = used[i];
    }
  };
  const auto settle_all = [&](const std::vector<AttributeValue>& sets) {
    for (const AttributeValue& value : sets) settle(value.choice_chances);
  };
  for (const Step& step : workflow.steps) {
    settle_all(step.sets);
    if (step.routing == Routing::chances) settle(chances_of(step));
  }
  for (const CaseType& type : workflow.cases) {
    settle_all(type.attributes);
    settle(chances_of(type.demand.mix));
  }
}

}  // namespace

IndexedVector<AssumptionId, double> Program::assumed(const ReplicationRequest& request) const {
  IndexedVector<AssumptionId, double> values;
  const bool draws = request.certainty == Certainty::with_what_we_dont_know;
  for (const Assumption& assumption : workflow_->assumptions) {
    double value = assumption.value;
    if (assumption.swept && draws) {
      const std::uint64_t key = stream_key(request.seed, request.replication, "",
                                           luck_path(*workflow_, assumption.path), Purpose::assumption);
      value = beta_with_mean(unit(random_block(key, 0, 0, 0).first), assumption.low, assumption.value, assumption.high);
    }
    values.push_back(value);
  }
  if (draws) settle_choices(*workflow_, values);
  return values;
}

namespace {

void vary_sets(Program& program, Run run, const std::vector<AttributeValue>& values,
               const IndexedVector<AssumptionId, double>& at) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    SetCode& code = program.sets[run.first + i];
    if (values[i].kind == AttributeValue::Kind::chance && values[i].chance.assumption) {
      code.constant = at[*values[i].chance.assumption];
    }
    if (values[i].kind == AttributeValue::Kind::choice) {
      const std::vector<double> ends =
          upper_ends(chances_at(values[i].choice_chances, program.workflow().assumptions, at));
      for (std::size_t k = 0; k < ends.size(); ++k) program.choices[code.choices.first + k].up_to = ends[k];
    }
  }
}

void vary_rates(CaseCode& code, const Demand& demand, const IndexedVector<AssumptionId, double>& at) {
  if (code.kind != Demand::Kind::hourly) return;
  for (RateCode& rate : code.rates) {
    const Quantity& per_hour = demand.rates[rate.piece].per_hour;
    if (!per_hour.assumption) continue;
    rate.per_microsecond = rate.factor * (at[*per_hour.assumption] / static_cast<double>(one_hour.count()));
  }
  accumulate(code.rates);
}

}  // namespace

Program Program::varied(const IndexedVector<AssumptionId, double>& values) const {
  Program result = *this;
  const Workflow& map = *workflow_;
  for (std::size_t i = 0; i < samplers.size(); ++i) {
    if (sampler_assumption[i] == no_index) continue;
    const auto assumption = static_cast<AssumptionId>(sampler_assumption[i]);
    const double stated = map.assumptions[assumption].value;
    if (stated != 0) result.samplers[i].scale = values[assumption] / stated;
  }
  for (const StepId id : map.steps.ids()) {
    const Step& step = map.steps[id];
    const StepCode& code = steps[index_of(id)];
    vary_sets(result, code.sets, step.sets, values);
    if (step.routing != Routing::chances && step.routing != Routing::any) continue;
    const std::vector<double> ends = flow_ends(step.routing, chances_of(step), map.assumptions, values);
    for (std::size_t i = 0; i < ends.size(); ++i) result.flows[code.flows.first + i].up_to = ends[i];
  }
  for (const CaseTypeId id : map.cases.ids()) {
    CaseCode& code = result.cases[index_of(id)];
    vary_sets(result, code.attributes, map.cases[id].attributes, values);
    vary_rates(code, map.cases[id].demand, values);
    const auto ends = upper_ends(chances_at(chances_of(map.cases[id].demand.mix), map.assumptions, values));
    for (std::size_t i = 0; i < code.mix.size(); ++i) code.mix[i].up_to = ends[i];
  }
  for (const RoleId id : map.roles.ids()) {
    const Quantity& staff = map.roles[id].staff;
    if (!staff.assumption || map.roles[id].queues != Queues::one) continue;
    // A draw below what a step needs would stop the service for good, which nobody means by a range.
    const double drawn = std::max(values[*staff.assumption], least_staff(map, id));
    result.roles[index_of(id)].staff = static_cast<std::int32_t>(std::lround(drawn));
  }
  return result;
}

}  // namespace stepwell
