// The small print of a map: times, roles, chances and arrivals in the fewest words, and in full for tooltips.
//
// Guarantees: independent of the locale; a number is shown to about two figures in the small print, in full where the
// model's own words are repeated.
#pragma once

#include <string>
#include <vector>

#include "stepwell/process/workflow.hpp"

namespace stepwell::render {

/// At most `decimals` decimals, no trailing zeros, no negative zero.
std::string short_number(double value, int decimals);
/// `90 %`, `0.5 %`.
std::string in_percent(double chance);
/// `4.7 min`, of microseconds.
std::string short_time(double microseconds);
/// `triangular 1 3 10 min`, as a model file says it.
std::string in_full(const Distribution& time);

/// `nurse + 2 doctor`.
std::string people(const Workflow& workflow, const Step& step);
/// `average 4.7 min`, `2 min`, or `average 12 to 20 min` where rules choose; empty where the step takes no time.
std::string work_time(const Step& step);
/// Each time of the step with its rule, in full.
std::string work_time_in_full(const Step& step);
/// `7 h of clinic hours`, `4 to 16 h of office hours`.
std::string waiting_time(const Workflow& workflow, const Step& step);
/// `every 5.5 min in clinic hours`, `at random, 3 per h, 2 together, growing 3 % a year`.
std::string arrivals(const Workflow& workflow, const Demand& demand);
/// `in batches of 10`, `in batches every 2 h`.
std::string batch_text(const Workflow& workflow, const Batching& batch);
/// `3 times`, `as often as wounds says`, `at once` where it is so.
std::string repeats_text(const Workflow& workflow, const Repeats& repeats);
/// `for results`: what a step waits for. `sends results`, `starts blood test`: what it tells, a line each.
std::string awaited_text(const Step& step);
std::vector<std::string> told_text(const Workflow& workflow, const Step& step);
/// `varies with hard day and ward`, or nothing.
std::string effects(const Workflow& workflow, const std::vector<EffectId>& shared);
/// `40 there at the start`, or nothing.
std::string there_at_start(const CaseType& type);
/// The steps that start cases of this type: "started by ask laboratory"; empty where there are none.
std::string begun_by(const Workflow& workflow, const CaseType& type);
/// `after 4 h`, `also after 2 h of office hours` where the step goes on.
std::string deadline_label(const Workflow& workflow, const Deadline& deadline);
/// `4th time`: the visit that is led elsewhere.
std::string visit_label(const VisitLimit& limit);
/// What a flow of `step` says on its line: a chance, a rule, `otherwise`, or nothing.
std::string flow_label(const Step& step, const Flow& flow);

}  // namespace stepwell::render
