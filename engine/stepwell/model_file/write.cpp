// One section after the other, in the order in which the reader reads them.
#include "stepwell/model_file/write.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "stepwell/model_file/calendar_writing.hpp"
#include "stepwell/model_file/demand_writing.hpp"
#include "stepwell/model_file/names.hpp"
#include "stepwell/model_file/phrase_writing.hpp"
#include "stepwell/model_file/read.hpp"
#include "stepwell/model_file/step_writing.hpp"
#include "stepwell/model_file/value_writing.hpp"
#include "stepwell/model_file/written_map.hpp"

namespace stepwell {
namespace {

using namespace model_file;

class ModelWriter {
 public:
  explicit ModelWriter(const Workflow& workflow) : w_(workflow) {}

  std::string write() {
    head();
    quantities();
    calendars();
    roles();
    cases();
    books();
    effects();
    steps();
    measures();
    changes();
    return std::move(out_);
  }

 private:
  void line(int depth, const std::string& text) {
    out_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + text + '\n';
  }

  void head() {
    line(0, "stepwell: 1");
    if (!w_.name.empty()) line(0, "workflow: " + scalar(w_.name));
    if (!w_.about.empty()) line(0, "about: " + scalar(w_.about));
    WrittenMap clock;
    clock.add("start",
              time_of_day(w_.clock.start) == Duration{0} ? date_text(day_of(w_.clock.start)) : to_text(w_.clock.start));
    clock.add("warm up", w_.clock.warm_up_by_rule ? std::string("by rule")
                                                  : duration_text(static_cast<double>(w_.clock.warm_up.count())));
    clock.add("run", duration_text(static_cast<double>(w_.clock.run.count())));
    line(0, "clock: " + clock.text());
    if (w_.rates.bands.empty() || w_.rates == default_rates()) return;
    WrittenMap rates;
    WrittenMap bands;
    for (const Band& band : w_.rates.bands) {
      bands.add(band.name, "{per hour: " + number_text(band.per_hour) +
                               ", productive hours a year: " + number_text(band.productive_hours) + '}');
    }
    rates.add("rates", scalar(w_.rates.name));
    rates.add("price year", scalar(w_.rates.price_year));
    if (!w_.rates.currency.empty()) rates.add("currency", scalar(w_.rates.currency));
    rates.add("source", scalar(w_.rates.source));
    rates.add("contracted hours a week", number_text(w_.rates.contracted_hours_per_week));
    rates.add("bands", bands.text());
    line(0, "rates: " + rates.text());
  }

  void quantities() {
    if (w_.quantities.empty()) return;
    WrittenMap map;
    for (const NamedQuantity& quantity : w_.quantities) map.add(quantity.name, scalar(quantity.unit));
    line(0, "quantities: " + map.text());
  }

  void calendars() {
    if (w_.calendars.empty()) return;
    line(0, "calendars:");
    const auto shared = shared_closed_days(w_);
    if (!shared.empty()) line(1, "closed: " + days_text(shared));
    for (const Calendar& calendar : w_.calendars) {
      WrittenMap map;
      map.add("open", weekly_text(calendar.weekly));
      if (calendar.keeps_open_on_closed_days) {
        map.add("closed", "never");
      } else {
        std::vector<std::int64_t> own;
        std::set_difference(calendar.closed_days.begin(), calendar.closed_days.end(), shared.begin(), shared.end(),
                            std::back_inserter(own));
        if (!own.empty()) map.add("closed", days_text(own));
      }
      std::string extra;
      for (const Interval& open : calendar.extra) {
        const Instant midnight = start_of_day(day_of(open.begin));
        extra += (extra.empty() ? "" : ", ") + date_text(day_of(open.begin)) + ' ' +
                 hours_text(open.begin - midnight, open.end - midnight);
      }
      if (!extra.empty()) map.add("also open", '[' + extra + ']');
      line(1, scalar(calendar.name) + ": " + map.text());
    }
  }

  void roles() {
    static constexpr std::pair<RoleKind, const char*> sections[] = {
        {RoleKind::staff, "roles:"}, {RoleKind::place, "places:"}, {RoleKind::equipment, "equipment:"}};
    for (const auto& [kind, heading] : sections) {
      bool first = true;
      for (const Role& role : w_.roles) {
        if (role.kind != kind) continue;
        if (std::exchange(first, false)) line(0, heading);
        line(1, scalar(role.name) + ": " + role_text(role));
      }
    }
  }

  std::string role_text(const Role& role) const {
    static constexpr const char* after[] = {"finish", "stop", "stay"};
    static constexpr const char* disciplines[] = {"first come", "last come", "shortest", "earliest due", "random"};
    static constexpr const char* queues[] = {"", "shortest", "random", "in turn"};
    static constexpr const char* gives_way[] = {"", "resume", "restart", "lost"};
    WrittenMap map;
    if (!role.about.empty()) map.add("about", scalar(role.about));
    if (role.individuals.empty())
      map.add(role.kind == RoleKind::staff ? "staff" : "number",
              values_.stated(number_text(role.staff.value), role.staff.assumption, RangeKind::number));
    else
      map.add("individuals", individuals(role));
    if (role.rate)
      map.add("rate", values_.stated(number_text(role.rate->value), role.rate->assumption, RangeKind::number));
    if (role.calendar) map.add("calendar", scalar(w_.calendars[*role.calendar].name));
    if (!role.band.empty()) map.add("band", scalar(role.band));
    if (role.after_hours != AfterHours::finish) map.add("after hours", after[static_cast<int>(role.after_hours)]);
    if (role.discipline != Discipline::first_come)
      map.add("discipline", disciplines[static_cast<int>(role.discipline)]);
    if (role.queues != Queues::one) map.add("separate queues", queues[static_cast<int>(role.queues)]);
    if (role.pre_emption != PreEmption::none) map.add("pre-empts", gives_way[static_cast<int>(role.pre_emption)]);
    if (role.ages != 0) map.add("ages", rate_text(role.ages));
    static constexpr const char* orders[] = {"longest idle", "fixed order", "least busy", "same person"};
    if (role.asked_first != AskedFirst::longest_idle)
      map.add("asked first", orders[static_cast<int>(role.asked_first)]);
    std::string substitutes;
    for (const Substitute& other : role.substitutes) {
      WrittenMap one;
      one.add("who", scalar(w_.roles[other.role].name));
      if (other.after > Duration{0}) one.add("after", duration_text(static_cast<double>(other.after.count())));
      substitutes += (substitutes.empty() ? "" : ", ") + one.text();
    }
    if (!substitutes.empty()) map.add("substitutes", '[' + substitutes + ']');
    absence(role, map);
    if (!role.uses.empty()) map.add("uses", values_.uses(role.uses, "use"));
    return map.text();
  }

  std::string individuals(const Role& role) const {
    WrittenMap all;
    for (const Individual& one : role.individuals) {
      WrittenMap map;
      if (one.speed != 1) map.add("speed", number_text(one.speed));
      std::string skills;
      for (const std::string& skill : one.skills) skills += (skills.empty() ? "" : ", ") + scalar(skill);
      if (!skills.empty()) map.add("skills", '[' + skills + ']');
      if (one.calendar) map.add("calendar", scalar(w_.calendars[*one.calendar].name));
      outages(one.out, map);
      all.add(one.name, map.text());
    }
    return all.text();
  }

  static void work_when_out(WorkWhenOut work, WrittenMap& of) {
    static constexpr const char* in_hand[] = {"resume", "restart", "finish"};
    if (work != WorkWhenOut::resume) of.add("work", in_hand[static_cast<int>(work)]);
  }

  void outages(const std::vector<Outage>& out, WrittenMap& map) const {
    std::string all;
    for (const Outage& outage : out) {
      WrittenMap one;
      one.add("during", scalar(w_.calendars[outage.during].name));
      if (outage.number > 0) one.add("number", std::to_string(outage.number));
      work_when_out(outage.work, one);
      all += (all.empty() ? "" : ", ") + one.text();
    }
    if (!all.empty()) map.add("out", '[' + all + ']');
  }

  void absence(const Role& role, WrittenMap& map) const {
    if (role.cleaning) map.add("cleaning", values_.time(*role.cleaning));
    if (role.set_up) map.add("set-up", values_.time(*role.set_up));
    outages(role.out, map);
    if (!role.breaks_down) return;
    WrittenMap breakdown;
    breakdown.add("after", values_.open_time(role.breaks_down->after, role.breaks_down->after_calendar));
    breakdown.add("for", values_.open_time(role.breaks_down->lasts, role.breaks_down->lasts_calendar));
    work_when_out(role.breaks_down->work, breakdown);
    map.add("breaks down", breakdown.text());
  }

  void cases() {
    line(0, "cases:");
    for (const CaseType& type : w_.cases) {
      line(1, scalar(type.name) + ':');
      if (!type.about.empty()) line(2, "about: " + scalar(type.about));
      const std::string arrive = demand_text(w_, type.demand);
      if (!arrive.empty()) line(2, "arrive: " + arrive);
      if (!type.backlog.empty()) line(2, "backlog: " + backlog_text(w_, type));
      if (!type.attributes.empty()) line(2, "attributes: " + values_.attributes(type.attributes));
      if (!type.correlations.empty()) line(2, "correlations: " + correlations_text(w_, type));
      if (!type.records.name.empty()) line(2, "records: " + records_text(type.records));
      line(2, "start: " + scalar(w_.steps[type.start].name));
      if (type.priority != 0) line(2, "priority: " + priority_text(type.priority));
      if (type.due) line(2, "due: " + duration_text(static_cast<double>(type.due->count())));
      if (!type.uses.empty()) line(2, "uses: " + values_.uses(type.uses, "case"));
    }
  }

  void books() {
    if (!w_.books.empty()) line(0, "books:");
    for (const Book& book : w_.books) line(1, scalar(book.name) + ": " + book_text(w_, book));
  }

  void effects() {
    if (!w_.effects.empty()) line(0, "effects:");
    for (const Effect& effect : w_.effects) line(1, scalar(effect.name) + ": " + effect_text(w_, effect));
  }

  void steps() {
    line(0, "steps:");
    for (const Step& step : w_.steps) {
      line(1, scalar(step.name) + ':');
      for (const std::string& field : step_fields(w_, step)) line(2, field);
    }
  }

  void measures() {
    if (w_.measures.empty()) return;
    line(0, "measures:");
    const auto moment = [&](const MeasurePoint& point) {
      static constexpr const char* words[] = {" arrives", " starts", " ends"};
      return scalar(w_.steps[point.step].name + words[static_cast<int>(point.moment)]);
    };
    for (const Measure& measure : w_.measures) {
      WrittenMap map;
      if (!measure.about.empty()) map.add("about", scalar(measure.about));
      map.add("from", moment(measure.from));
      map.add("to", moment(measure.to));
      if (measure.every) map.add("every", "true");
      if (measure.within)
        map.add("target",
                chance_text(measure.share) + " within " + duration_text(static_cast<double>(measure.within->count())));
      line(1, scalar(measure.name) + ": " + map.text());
    }
  }

  void changes() {
    if (w_.changes.empty()) return;
    line(0, "changes so far:");
    for (const Change& change : w_.changes) {
      WrittenMap map;
      if (!change.why.empty()) map.add("why", scalar(change.why));
      std::string needs;
      for (const std::string& need : change.needs) needs += (needs.empty() ? "" : ", ") + scalar(need);
      if (!needs.empty()) map.add("needs", '[' + needs + ']');
      std::string moves;
      for (const Change::Move& move : change.moves)
        moves += (moves.empty() ? "" : ", ") + scalar(move.from + " to " + move.to);
      if (!moves.empty()) map.add("moves", '[' + moves + ']');
      line(1, scalar(change.name) + ": " + map.text());
    }
  }

  const Workflow& w_;
  const ValueWriter values_{w_};
  std::string out_;
};

}  // namespace

std::string write_model(const Workflow& workflow) { return ModelWriter(workflow).write(); }

}  // namespace stepwell
