// Files and bases.
#include "stepwell/model_file/scenario.hpp"

#include <algorithm>
#include <system_error>

#include "stepwell/model_file/change.hpp"
#include "stepwell/model_file/columns.hpp"
#include "stepwell/model_file/keys.hpp"

namespace stepwell::model_file {
namespace {

// The same file may be called by many names; a cycle is one of files.
std::filesystem::path identity_of(const std::filesystem::path& file) {
  std::error_code ignored;
  const auto canonical = std::filesystem::weakly_canonical(file, ignored);
  return ignored ? file.lexically_normal() : canonical;
}

void check_version(const Value& root, Report& report) {
  const Value* version = root.at("stepwell");
  if (!version || (version->is_scalar() && version->text == "1")) return;
  report.error("unknown-version", "version " + described(*version) + " of the model language is not known here",
               version->place, "write `stepwell: 1`, or use a newer Stepwell");
}

class Loader {
 public:
  explicit Loader(Report& report) : report_(report) {}

  std::optional<MergedModel> load(std::string_view text, const std::string& name, const std::filesystem::path& folder) {
    auto root = parse_yaml(text, name, report_);
    if (!root) return std::nullopt;
    if (!root->is_map()) {
      report_.error("wrong-kind", "a model is a map of keys and values, not " + described(*root), root->place,
                    "begin with `stepwell: 1` and `workflow: <name>`, and put a colon after each key");
      return std::nullopt;
    }
    return load_tree(std::move(*root), name, folder);
  }

  std::vector<std::filesystem::path> open;  // the files that are being read, the outermost first

 private:
  std::optional<MergedModel> load_tree(Value root, const std::string& name, const std::filesystem::path& folder) {
    check_version(root, report_);
    const bool is_scenario = root.find("based on") || root.find("scenario") || root.find("changes");
    return is_scenario ? load_scenario(root, name, folder) : load_model(std::move(root), name, folder);
  }

  std::optional<MergedModel> load_model(Value root, const std::string& name, const std::filesystem::path& folder) {
    check_keys(root, model_section, report_);
    MergedModel model;
    model.folders[name] = folder;
    if (const Value* past = root.at("changes so far"); past && past->is_map()) {
      for (const Entry& change : past->entries) {
        if (!check_keys(change.value, past_change_section, report_)) continue;
        model.changes.push_back(described_change(change, names_of_section(root, "steps"), false, report_));
      }
    }
    model.root = std::move(root);
    return model;
  }

  std::optional<MergedModel> load_scenario(const Value& root, const std::string& name,
                                           const std::filesystem::path& folder) {
    check_keys(root, scenario_section, report_);
    const Value* base = root.at("based on");
    if (!base) return std::nullopt;
    if (!base->is_scalar() && !base->is_map()) {
      report_.error("wrong-kind", "`based on` is the name of a file, not " + described(*base), base->place,
                    "write it as `based on: as-is.yaml`");
      return std::nullopt;
    }
    auto model = base->is_map() ? load_tree(*base, name, folder) : load_base(*base, folder);
    if (!model) return std::nullopt;
    model->folders[name] = folder;
    take_over(root, "scenario", "workflow", *model);
    take_over(root, "about", "about", *model);
    const Value* changes = root.at("changes");
    if (!changes) return model;
    if (!changes->is_map()) {
      report_.error("wrong-kind", "`changes` is a map of named changes, not " + described(*changes), changes->place,
                    "give each change a name: `changes: {notes on screen: {...}}`");
      return model;
    }
    for (const Entry& change : changes->entries) apply_change(change, *changes, *model, report_);
    return model;
  }

  std::optional<MergedModel> load_base(const Value& base, const std::filesystem::path& folder) {
    const std::filesystem::path file = (folder / base.text).lexically_normal();
    const auto identity = identity_of(file);
    if (std::find(open.begin(), open.end(), identity) != open.end()) {
      report_.error("base-cycle", quote(base.text) + " is based on this scenario itself", base.place,
                    "one of the files must be a model with `workflow`, `cases` and `steps`");
      return std::nullopt;
    }
    const auto text = text_of_file(file);
    if (!text) {
      report_.error("unreadable-file", "the base " + quote(base.text) + " cannot be read", base.place,
                    "its path is relative to the file that names it");
      return std::nullopt;
    }
    open.push_back(identity);
    auto model = load(*text, file.string(), file.parent_path());
    open.pop_back();
    return model;
  }

  static void take_over(const Value& root, std::string_view from, std::string_view to, MergedModel& model) {
    const Entry* said = root.find(from);
    if (!said) return;
    if (Entry* old = model.root.find(to)) {
      old->value = said->value;
      old->key_place = said->key_place;
    } else {
      model.root.entries.push_back({std::string(to), said->key_place, said->value});
    }
  }

  Report& report_;
};

}  // namespace

std::optional<MergedModel> load_merged(std::string_view text, const std::string& name,
                                       const std::filesystem::path& folder, Report& report) {
  Loader loader(report);
  loader.open.push_back(identity_of(folder / std::filesystem::path(name).filename()));
  return loader.load(text, name, folder);
}

std::vector<const Value*> names_in(const Value& value, std::string_view what, Report& report) {
  std::vector<const Value*> names;
  const auto take = [&](const Value& item) {
    if (item.is_scalar()) {
      names.push_back(&item);
    } else {
      report.error("wrong-kind", std::string(what) + " is a name or a list of names, not " + described(item),
                   item.place, "write one name, or several in square brackets");
    }
  };
  if (value.is_list()) {
    for (const Value& item : value.items) take(item);
  } else {
    take(value);
  }
  return names;
}

}  // namespace stepwell::model_file
