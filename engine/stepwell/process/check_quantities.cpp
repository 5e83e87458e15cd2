// Quantities that the user names: used by somebody, of amounts that can be, and paid once.
#include <cmath>

#include "stepwell/process/checks.hpp"

namespace stepwell {

namespace {

class QuantityCheck {
 public:
  QuantityCheck(const Workflow& workflow, Findings& findings)
      : workflow_(workflow), findings_(findings), used_(workflow.quantities.size(), 0) {}

  void check() {
    for (const Role& role : workflow_.roles) check_role(role);
    for (const CaseType& type : workflow_.cases) {
      const std::string whose = "the case type " + in_quotes(type.name);
      check_uses(type.uses, whose);
      check_batch(type.uses, whose);
    }
    for (const Step& step : workflow_.steps) check_step(step);
    for (const QuantityId id : workflow_.quantities.ids()) {
      const NamedQuantity& quantity = workflow_.quantities[id];
      if (used_[id] == 0) {
        findings_.warning("unused-quantity", quantity.place, "nothing uses the quantity " + in_quotes(quantity.name),
                          "say who does: `uses: {" + quantity.name + ": ...}` at a step, a role or a case type");
      }
    }
  }

 private:
  void check_uses(const std::vector<Use>& uses, const std::string& whose) {
    for (const Use& use : uses) {
      if (!exists(use.quantity, workflow_.quantities, whose, "quantity", use.place, findings_)) continue;
      used_[use.quantity] = 1;
      check_assumption(workflow_, use.amount.assumption, "what " + whose + " uses", use.place, findings_);
      if (!std::isfinite(use.amount.value) || use.amount.value < 0) {
        findings_.error("negative-use", use.place, whose + " uses an amount below 0", "let it be 0 or more");
      }
    }
  }

  void check_batch(const std::vector<Use>& uses, const std::string& whose) {
    for (const Use& use : uses) {
      if (use.per != Use::Per::batch) continue;
      findings_.error("use-misfit", use.place, whose + " uses something for each batch, but has none",
                      "say it at a step with a `batch`, or say how much each visit uses");
    }
  }

  void check_role(const Role& role) {
    const std::string whose = "the role " + in_quotes(role.name);
    check_uses(role.uses, whose);
    check_batch(role.uses, whose);
    if (!role.rate && role.band.empty()) return;
    for (const Use& use : role.uses) {
      if (index_of(use.quantity) >= workflow_.quantities.size() || use.per != Use::Per::hour) continue;
      if (!workflow_.quantities[use.quantity].is_money()) continue;
      findings_.warning("paid-twice", use.place,
                        "an hour of the role " + in_quotes(role.name) + " costs what its " +
                            (role.rate ? "rate" : "band") + " says, and `money` on top",
                        "keep one of them, unless the money is for something else than pay");
    }
  }

  void check_step(const Step& step) {
    const std::string whose = "the step " + in_quotes(step.name);
    check_uses(step.uses, whose);
    if (!step.batch) check_batch(step.uses, whose);
    if (step.nature == Nature::work || step.nature == Nature::wait) return;
    for (const Use& use : step.uses) {
      if (use.per == Use::Per::time || use.per == Use::Per::batch) continue;
      findings_.error("use-misfit", use.place, whose + " uses something by the hour, but is neither work nor a wait",
                      "say how much a visit uses; what a case uses while it waits belongs to its case type");
    }
  }

  const Workflow& workflow_;
  Findings& findings_;
  IndexedVector<QuantityId, char> used_;
};

}  // namespace

void check_quantities(const Workflow& workflow, Findings& findings) { QuantityCheck(workflow, findings).check(); }

}  // namespace stepwell
