// Messages compiled: what each step tells and waits for, and which case types can come to wait for what.
#include <algorithm>

#include "stepwell/foundation/random.hpp"
#include "stepwell/process/messages.hpp"
#include "stepwell/simulation/structure.hpp"

namespace stepwell {

void compile_messages(const Workflow& workflow, Program& program) {
  const Messages messages(workflow);
  if (messages.none()) return;
  const std::vector<std::string>& names = messages.names();
  for (const std::string& name : names) {
    const bool is_signal = messages.kind(name) == MessageKind::signal;
    program.messages.push_back({is_signal, is_signal ? program.signals++ : program.mailboxes++});
  }
  const auto number = [&](const std::string& name) {
    return static_cast<std::uint32_t>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  for (const StepId id : workflow.steps.ids()) {
    const Step& step = workflow.steps[id];
    StepCode& code = program.steps[index_of(id)];
    if (!step.wait_for.empty()) code.awaits = number(step.wait_for);
    code.tells.first = static_cast<std::uint32_t>(program.tells.size());
    for (std::size_t i = 0; i < step.starts.size(); ++i) {
      // Named, not numbered: what else is started beside it does not change its luck.
      const CaseTypeId type = step.starts[i];
      const auto same = std::count(step.starts.begin(), step.starts.begin() + static_cast<std::ptrdiff_t>(i), type);
      program.tells.push_back(
          {TellCode::Kind::start, static_cast<std::uint32_t>(type),
           stream_name(step.luck_name() + '\n' + std::to_string(same), workflow.cases[type].name, Purpose::arrival)});
      program.has_partners = true;
    }
    // After the new cases are there, which may be told as well.
    for (const std::string& name : step.sends) program.tells.push_back({TellCode::Kind::message, number(name), 0});
    for (const std::string& name : step.signals) program.tells.push_back({TellCode::Kind::signal, number(name), 0});
    code.tells.count = static_cast<std::uint32_t>(program.tells.size()) - code.tells.first;
  }
  for (const CaseTypeId type : workflow.cases.ids()) {
    CaseCode& code = program.cases[index_of(type)];
    for (const std::string& name : names) code.awaits.push_back(messages.awaits(type, name) ? 1 : 0);
    if (std::find(names.begin(), names.end(), workflow.cases[type].name) != names.end())
      code.over = number(workflow.cases[type].name);
  }
}

}  // namespace stepwell
