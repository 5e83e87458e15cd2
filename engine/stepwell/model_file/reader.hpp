// From the merged tree to a workflow: names first, then everything that refers to them.
//
// Guarantees: reads as much as can be read and reports everything else; fields are read in a fixed order whatever
// their order in the file, so that a model that is written and read again has its assumptions in the same order.
// Private to this room. Cost: linear in the model, but for rules, which look at every attribute.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "stepwell/model_file/calendar_phrases.hpp"
#include "stepwell/model_file/columns.hpp"
#include "stepwell/model_file/distribution_phrases.hpp"
#include "stepwell/model_file/keys.hpp"
#include "stepwell/model_file/names.hpp"
#include "stepwell/model_file/phrases.hpp"
#include "stepwell/model_file/rule_phrases.hpp"
#include "stepwell/model_file/scenario.hpp"
#include "stepwell/process/workflow.hpp"

namespace stepwell::model_file {

class Reader {
 public:
  Reader(const MergedModel& model, Report& report) : model_(model), root_(model.root), report_(report) {}

  Workflow read();

  /// Whether flows, starts or natures of steps were misread, so that what follows what is not known.
  bool lost_the_way() const { return lost_the_way_; }
  /// Whether something was reported about the thing that is placed there, so that more about it would only repeat it.
  bool is_broken(const SourcePlace& place) const { return contains(broken_, place); }
  /// Whether the flows of the step that is placed there were misread.
  bool is_misrouted(const SourcePlace& place) const { return contains(misrouted_, place); }

 private:
  // A value and what is known of its certainty: `5 min`, or `{is: 5 min, basis: assumed, range: ...}`.
  struct Stated {
    const Value* is = nullptr;
    const Value* basis = nullptr;
    const Value* source = nullptr;
    const Value* range = nullptr;
    SourcePlace place;
  };

  // reader.cpp: order, names and lookups
  void read_head();
  void read_clock();
  void name_everything();
  const Value* section(std::string_view name);
  /// Reads each thing of a section and notes which are broken.
  template <class Id>
  void read_each(std::string_view section_name, void (Reader::*read_one)(Id, const Entry&));
  std::optional<StepId> step_called(const Value& name);
  std::optional<StepId> step_called(std::string_view name, const SourcePlace& place);
  std::optional<RoleId> role_called(std::string_view name, const SourcePlace& place);
  std::optional<QuantityId> quantity_called(const Entry& said);
  static void read_about(const Value& fields, std::string& about);
  std::optional<CaseTypeId> case_called(std::string_view name, const SourcePlace& place);
  std::optional<BookId> book_called(std::string_view name, const SourcePlace& place);
  std::optional<EffectId> effect_called(std::string_view name, const SourcePlace& place);
  std::optional<CalendarId> calendar_called(std::string_view name, const SourcePlace& place);
  template <class Id>
  std::optional<Id> thing_called(const std::unordered_map<std::string, Id>& known, std::string_view section,
                                 std::string_view code, std::string_view what, std::string_view name,
                                 const SourcePlace& place);
  const Removal* removal_of(std::string_view section, std::string_view name) const;
  using Places = std::set<std::tuple<std::string, int, int>>;
  static bool contains(const Places& places, const SourcePlace& p) {
    return places.count({p.file, p.line, p.column}) > 0;
  }
  static void insert(Places& places, const SourcePlace& p) { places.insert({p.file, p.line, p.column}); }
  const std::filesystem::path& folder_of(const SourcePlace& place) const;

  // read_values.cpp: numbers with their basis
  static bool is_stated(const Value& value) { return value.is_map() && value.find("is"); }
  Stated stated(const Value& value);
  std::optional<AssumptionId> assume(const Stated& said, const std::string& path, Assumption::Quantity quantity,
                                     RangeKind range_kind, double mean);
  std::optional<Distribution> distribution(const Value& value, const std::string& path, Scale scale);
  std::optional<Distribution> distribution(const Stated& said, const std::string& path, Scale scale);
  std::optional<Quantity> number(const Value& value, const std::string& path);
  std::optional<Quantity> chance(const Value& value, const std::string& path);
  std::optional<Quantity> rate(const Value& value, const std::string& path);
  std::optional<double> priority(const Value& value);
  bool flag(const Value& value, std::string_view key);
  std::optional<std::uint32_t> whole_number(const Value& value, std::string_view what, double least);
  std::optional<Rule> rule(const Value& value);
  std::optional<std::string_view> phrase_text(const Value& value, std::string_view what, std::string_view example);

  // read_calendars.cpp
  void read_closed();
  void read_calendar(CalendarId id, const Entry& said);

  // read_roles.cpp
  void read_rates();
  void read_role(RoleId id, const Entry& said);
  void read_place(RoleId id, const Entry& said);
  void read_duty(const Value& fields, Role& role);
  void read_band(const Value& band, Role& role);
  void read_money(const Value& rate, const std::string& path, Role& role);
  void read_queue(const Value& fields, Role& role);
  void read_absence(const Value& fields, const std::string& path, Role& role);
  void read_outages(const Value& fields, std::vector<Outage>& outages);
  void read_outage(const Value& said, std::vector<Outage>& outages);
  void read_individuals(const Value& fields, Role& role);
  void read_individual(const Value& fields, Individual& one);
  std::vector<std::string> skills(const Value& said);
  void read_substitute(const Value& said, Role& role);
  void read_breakdown(const Value& said, const std::string& path, Role& role);
  void read_work_when_out(const Value& fields, WorkWhenOut& work);
  template <class Meaning, std::size_t n>
  void read_word(const Value& value, const char* key, const std::pair<std::string_view, Meaning> (&words)[n],
                 const char* says, Meaning& meaning);

  // read_cases.cpp
  void read_case(CaseTypeId id, const Entry& said);
  void read_backlog(const Value& backlog, CaseType& type);

  // read_demand.cpp: how cases come
  Demand read_demand(const Value& arrive, const std::string& path);
  void read_phrase(const Value& arrive, const std::string& path, Demand& demand);
  void read_stream(const Stated& said, std::string_view text, const std::string& path, Demand& demand);
  void read_arrival(const Value& arrive, const std::string& path, Demand& demand);
  void read_population(const Value& arrive, const std::string& path, Demand& demand);
  void read_hourly(const Value& hourly, const std::string& path, Demand& demand);
  void read_pieces(const Entry& days, const Entry& hours, const std::string& path, Demand& demand);
  void read_times(const Value& times, Demand& demand);

  // read_patterns.cpp: what multiplies a rate, and how many come at once
  void read_patterns(const Value& arrive, Demand& demand);
  void read_mix(const Value& said, const std::string& path, Demand& demand);
  void read_together(const Value& said, Demand& demand);
  void read_growth(const Value& said, Demand& demand);
  std::optional<double> factor(const Value& said);

  // read_records.cpp: files of cases
  // The rows of a case type, in the order in which they come where they are arrivals.
  struct CaseRows {
    const Table* table = nullptr;
    CaseFile file;
    std::string time_column;
    std::vector<std::size_t> rows;
    std::vector<Instant> times;
  };
  void open_files();
  void open_file(const std::string& type, const Value& file, const Value* type_column, const Value* times);
  bool read_row_times(const Value& column, CaseRows& rows);
  const CaseRows* rows_of(const std::string& type) const;
  Attribute::Type column_type(const CaseRows& rows, std::string_view column) const;
  void declare_column(const CaseRows& rows, std::string_view column, Attribute& attribute) const;
  bool read_column_value(const CaseRows& rows, const Value& said, AttributeValue& value);
  void read_correlations(const Value& said, CaseType& type);

  // read_attributes.cpp; `rows` are those of the case type, none for a step
  void declare_attributes();
  void declare_attribute(const Entry& said, const CaseRows* rows);
  std::vector<AttributeValue> attribute_values(const Value& said, const std::string& path, const CaseRows* rows);
  bool read_attribute_value(const Entry& said, const std::string& path, const CaseRows* rows, AttributeValue& value);

  // read_books.cpp
  void read_book(BookId id, const Entry& said);
  void read_appointment(const Value& fields, const std::string& path, Step& step);

  // read_effects.cpp
  void read_effect(EffectId id, const Entry& said);
  std::vector<EffectId> effects_called(const Value& said);

  // read_needs.cpp
  std::vector<Need> needs(const Value& said, std::string_view key);
  std::optional<Need> need_called(std::string_view phrase, const SourcePlace& place);
  std::optional<std::uint32_t> read_share(double percent, Phrase phrase);
  void read_who(const Value& who, Step& step);
  void read_alternative(const Value& said, Step& step);
  void read_after(const Value& fields, Duration& after);
  std::optional<Alternative> read_choice(std::string_view phrase, const SourcePlace& place);

  // read_steps.cpp
  void read_step(StepId id, const Entry& said);
  void read_nature(const Value& fields, Step& step);
  struct OpenTime {
    Distribution length;
    std::optional<CalendarId> calendar;
  };
  std::optional<OpenTime> open_time(const Value& value, const std::string& path, std::string_view what);
  std::vector<TimeCase> read_time(const Value& time, const std::string& path);
  std::optional<TimeCase> read_time_case(const Value& time, const std::string& path);
  std::vector<TimeCase> read_added(const Value& adds, const std::string& path);
  std::optional<TimeCase> read_added_time(const Value& added, const std::string& path);

  // read_batches.cpp
  void read_batch(const Value& said, Step& step);
  std::vector<Duration> times_of_day(const Value& said);

  // read_repeats.cpp
  void read_repeats(const Value& said, const std::string& path, Step& step);

  // read_messages.cpp
  void read_messages(const Value& fields, Step& step);
  void read_message_names(const Value& fields, std::string_view key, std::vector<std::string>& names);

  // read_leaving.cpp: other ways out of a step than being done
  void read_leaving(const Value& fields, const std::string& path, Step& step);
  void read_deadlines(const Value& deadline, const std::string& path, Step& step);
  void read_deadline(const Value& said, const std::string& path, Step& step);
  void read_visit_limit(const Value& said, Step& step);
  std::optional<StepId> way_out(const Value& name, Step& step);

  // read_uses.cpp: quantities, and who uses them
  struct Users {
    std::string_view time;     ///< the word after `per` for each of them: `visit`
    std::string_view hour_of;  ///< what is counted by the hour: `work`
    std::string_view stay_of;  ///< what else is; empty: nothing, so that the word may be left out
    std::string_view example;
    bool in_batches = false;  ///< may say how much for each batch
  };
  static const Users step_users, role_users, case_users;
  void read_quantity(QuantityId id, const Entry& said);
  void read_uses(const Value& fields, const std::string& path, const Users& users, std::vector<Use>& uses);
  void read_use(const Value& value, const std::string& path, QuantityId quantity, const Users& users,
                std::vector<Use>& uses);

  // read_routing.cpp
  void read_next(const Value& next, const std::string& path, Step& step);
  void read_rules(const Value& next, Step& step);
  void read_split(const Value& next, const std::string& path, Step& step);
  void read_branches(const Value& next, std::string_view key, Step& step);
  void read_any(const Value& next, const std::string& path, Step& step);
  void read_branch(const Value& branch, const std::string& path, Step& step);
  void read_shares(const Value& next, const std::string& path, Step& step);
  void read_chances(const Value& next, const std::string& path, Step& step);

  // read_measures.cpp
  void read_measure(MeasureId id, const Entry& said);
  std::optional<MeasurePoint> read_moment(const Value& moment);
  void read_target(const Value& target, Measure& measure);

  const MergedModel& model_;
  const Value& root_;
  Report& report_;
  Workflow workflow_;
  std::vector<std::int64_t> closed_days_;
  std::unordered_map<std::string, CalendarId> calendars_;
  std::unordered_map<std::string, RoleId> roles_;
  std::unordered_map<std::string, CaseTypeId> cases_;
  std::unordered_map<std::string, StepId> steps_;
  std::unordered_map<std::string, BookId> books_;
  std::unordered_map<std::string, EffectId> effects_;
  std::unordered_map<std::string, AttributeId> attributes_;
  std::unordered_map<std::string, QuantityId> quantities_;
  std::unordered_map<std::string, std::optional<Table>> tables_;  // by path
  std::unordered_map<std::string, CaseRows> rows_;                // by case type
  Places broken_;
  Places misrouted_;
  bool lost_the_way_ = false;
};

}  // namespace stepwell::model_file
