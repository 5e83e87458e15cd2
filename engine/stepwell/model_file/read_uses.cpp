// What steps, roles and cases use of the quantities that a model names.
#include <algorithm>

#include "stepwell/model_file/reader.hpp"

namespace stepwell::model_file {

void Reader::read_quantity(QuantityId id, const Entry& said) {
  NamedQuantity& quantity = workflow_.quantities[id];
  if (const auto unit = phrase_text(said.value, "the unit of a quantity", "kg")) quantity.unit = trimmed(*unit);
}

const Reader::Users Reader::step_users{"visit", "work", "", "0.2 per visit", true};
const Reader::Users Reader::role_users{"use", "work", "", "0.5 per h"};
const Reader::Users Reader::case_users{"case", "waiting", "stay", "0.1 per h of waiting"};

void Reader::read_uses(const Value& fields, const std::string& path, const Users& users, std::vector<Use>& uses) {
  const Value* said = fields.at("uses");
  if (!said) return;
  if (!said->is_map()) {
    report_.error("wrong-kind", "`uses` is a map of quantities and amounts, not " + described(*said), said->place,
                  "write it as `uses: {carbon: " + std::string(users.example) + "}`");
    return;
  }
  for (const Entry& entry : said->entries) {
    const auto quantity = quantity_called(entry);
    if (!quantity) continue;
    const std::string at = join_path(join_path(path, "uses"), entry.key);
    if (entry.value.kind != Value::Kind::list) {
      read_use(entry.value, at, *quantity, users, uses);
      continue;
    }
    for (std::size_t i = 0; i < entry.value.items.size(); ++i)
      read_use(entry.value.items[i], join_path(at, std::to_string(i + 1)), *quantity, users, uses);
  }
}

void Reader::read_use(const Value& value, const std::string& path, QuantityId quantity, const Users& users,
                      std::vector<Use>& uses) {
  const Stated said = stated(value);
  if (!phrase_text(*said.is, "an amount", users.example)) return;
  const std::string& unit = workflow_.quantities[quantity].unit;
  const auto wrong = [&](const std::string& message) {
    std::string hint = "write it as `2 per " + std::string(users.time) + '`';
    if (users.stay_of.empty()) hint += " or `0.5 per h`";
    for (const std::string_view of : {users.hour_of, users.stay_of}) {
      if (!users.stay_of.empty()) hint += " or `0.5 per h of " + std::string(of) + '`';
    }
    if (!unit.empty()) hint += "; the unit is " + unit + ", and may stand after the amount";
    report_.error("bad-use", message, said.is->place, hint);
  };
  std::vector<std::string_view> words = words_of(said.is->text);
  const auto amount = words.empty() ? std::nullopt : number_of(words.front());
  if (!amount || *amount < 0) return wrong(quote(said.is->text) + " does not begin with an amount, 0 or more");
  words.erase(words.begin());
  const std::vector<std::string_view> units = words_of(unit);
  if (words.size() >= units.size() && std::equal(units.begin(), units.end(), words.begin()))
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(units.size()));
  Use use;
  use.quantity = quantity;
  use.place = said.is->place;
  double factor = 1;
  if (!words.empty()) {
    if (words.front() != "per" || words.size() < 2)
      return wrong(quote(said.is->text) + " has the word " + quote(words.front()) + " after its amount");
    const std::string_view hour_of = words.size() == 4 && words[2] == "of" ? words[3] : std::string_view();
    const bool by_time = words[1] == users.time;
    const bool stay = !hour_of.empty() && hour_of == users.stay_of;
    const bool by_batch = users.in_batches && words.size() == 2 && words[1] == "batch";
    const bool by_hour = stay || hour_of == users.hour_of || (words.size() == 2 && users.stay_of.empty());
    if (by_time ? words.size() != 2 : !by_hour && !by_batch)
      return wrong(quote(said.is->text) + " does not say what the amount is for");
    if (by_batch) {
      use.per = Use::Per::batch;
    } else if (!by_time) {
      const std::string rate = "1 per " + std::string(words[1]);
      Report nothing_lost;
      const auto an_hour = read_rate({rate, said.is->place}, nothing_lost);
      if (!an_hour) return wrong(quote(said.is->text) + " does not say what the amount is for");
      factor = *an_hour;
      use.per = stay ? Use::Per::stay : Use::Per::hour;
    }
  }
  for (const Use& other : uses) {
    if (other.quantity == quantity && other.per == use.per)
      return wrong(quote(said.is->text) + " says the same amount again");
  }
  use.amount = {*amount * factor, assume(said, path, Assumption::Quantity::number, RangeKind::number, *amount)};
  if (use.amount.assumption) {
    Assumption& assumption = workflow_.assumptions[*use.amount.assumption];
    assumption.value *= factor;
    assumption.low *= factor;
    assumption.high *= factor;
  }
  uses.push_back(std::move(use));
}

}  // namespace stepwell::model_file
