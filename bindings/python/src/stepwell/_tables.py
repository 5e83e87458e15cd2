"""From the JSON of results to DataFrames.

One convention: a time of a case, a visit or a measure is in minutes, staff time in hours a week, money per week; the
unit stands in the column's name. An estimate makes three columns: the mean, and `low` and `high` of its 95 % interval.
What does not exist is NaN.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_SCALES = {"": 1.0, "min": 60.0, "h/week": 3600.0, "per week": 1.0, "per h": 1.0}


@dataclass(frozen=True)
class Column:
    """A column, or three of an estimate: what it is called, where in the JSON of a thing it stands, and its unit."""

    label: str
    path: tuple[str, ...]
    unit: str = ""
    single: bool = False  # a plain number, not an estimate

    def heading(self, aspect: str = "") -> str:
        words = f"{self.label} {aspect}".strip()
        return f"{words} ({self.unit})" if self.unit else words

    def values(self, thing: Mapping[str, Any]) -> dict[str, float]:
        """The cells of one row, by heading."""
        found = inside(thing, self.path)
        if self.single:
            return {self.heading(): self._number(found)}
        estimate = found if isinstance(found, Mapping) else {}
        return {
            self.heading(): self._number(estimate.get("mean")),
            self.heading("low"): self._number(estimate.get("low")),
            self.heading("high"): self._number(estimate.get("high")),
        }

    def _number(self, value: Any) -> float:
        return float("nan") if value is None else float(value) / _SCALES[self.unit]


def _column(label: str, key: str, unit: str = "") -> Column:
    return Column(label, tuple(key.split(".")) if key else (), unit)


def _plain(label: str, key: str, unit: str = "") -> Column:
    return Column(label, tuple(key.split(".")), unit, single=True)


PARTS = {
    "queueing": "queueing",
    "closed": "waiting for opening hours",
    "at_join": "at joins",
    "for_batch": "for a batch",
    "for_message": "for a message",
    "interrupted": "interrupted",
    "planned_wait": "planned wait",
    "work": "work",
}
"""The parts of a case's elapsed time: their keys in the JSON, and what tables and plots call them."""

_CASE_PARTS = [_column(label, f"parts.{key}", "min") for key, label in PARTS.items()]

CASES = [
    _column("arrived", "arrived"),
    _column("completed", "completed"),
    _column("in progress", "in_progress"),
    _column("in progress at start", "in_progress_at_start"),
    _column("elapsed", "elapsed", "min"),
    _column("elapsed median", "elapsed_median", "min"),
    _column("elapsed 90 % within", "elapsed_ninetieth", "min"),
    _plain("elapsed 95 % within", "elapsed_quantiles.p95", "min"),
    *_CASE_PARTS,
]
STEPS = [
    _column("visits", "visits"),
    _column("repeat visits", "repeat_visits"),
    _column("wait", "wait", "min"),
    _column("queueing", "queueing", "min"),
    _column("waiting for opening hours", "closed", "min"),
    _column("work", "work", "min"),
    _plain("wait median", "wait_quantiles.p50", "min"),
    _plain("wait 95 % within", "wait_quantiles.p95", "min"),
    _plain("work median", "work_quantiles.p50", "min"),
    _plain("work 95 % within", "work_quantiles.p95", "min"),
    _column("since arrival", "since_arrival", "min"),
]
_LEFT = {
    "balked": "balked",
    "gave_up": "gave up",
    "overdue": "overdue",
    "pre_empted": "pre-empted",
    "withdrawn": "withdrawn",
}


def step_columns(steps: Mapping[str, Mapping[str, Any]]) -> list[Column]:
    """`STEPS`, and a column for each reason for which any of these steps was left before it was done."""
    left = [
        _column(label, f"left.{key}")
        for key, label in _LEFT.items()
        if any(key in s.get("left", {}) for s in steps.values())
    ]
    rare = [
        _column("unfinished work", "unfinished_per_week", "h/week"),
        _column("interrupted", "interrupted", "min"),
    ]
    return [*STEPS, *left, *(column for column in rare if any(column.path[0] in s for s in steps.values()))]


ROLES = [
    _column("work", "work_per_week", "h/week"),
    _column("rostered", "rostered_per_week", "h/week"),
    _column("overtime", "overtime_per_week", "h/week"),
    _column("paid", "paid_per_week", "h/week"),
    _column("WTE", "wte"),
    _column("contracted WTE", "contracted_wte"),
    _column("utilisation", "utilisation"),
    _plain("load", "load"),
    _column("queue", "queue"),
    _column("queue while open", "queue_while_open"),
    _column("longest queue", "longest_queue"),
    _column("share of queueing", "share_of_queueing"),
    _column("rate", "rate", "per h"),
    _column("cost of paid hours", "paid_cost_per_week", "per week"),
    _column("value of work", "work_cost_per_week", "per week"),
]
PLACES = [
    _column("utilisation", "utilisation"),
    _column("in use", "in_use_per_week", "h/week"),
    _column("open", "open_per_week", "h/week"),
    _column("held but blocked", "held_but_blocked"),
    _column("queue", "queue"),
    _column("queue while open", "queue_while_open"),
    _column("longest queue", "longest_queue"),
    _column("share of queueing", "share_of_queueing"),
]
MEASURES = [
    _column("time", "", "min"),
    _plain("median", "quantiles.p50", "min"),
    _plain("90 % within", "quantiles.p90", "min"),
    _plain("95 % within", "quantiles.p95", "min"),
    _plain("target", "target.within", "min"),
    _plain("target share", "target.share"),
    _column("share within target", "share_within"),
    _column("chance of meeting target", "target_met"),
    _column("counted", "counted"),
    _column("open", "open"),
    _column("missed", "missed"),
]

SAVED_CASES = [
    _column("arrived", "arrived"),
    _column("completed", "completed"),
    _column("in progress", "in_progress"),
    _column("elapsed", "elapsed", "min"),
    _column("chance that elapsed is better", "elapsed_better"),
    _column("elapsed median", "elapsed_median", "min"),
    _column("elapsed 90 % within", "elapsed_ninetieth", "min"),
    *_CASE_PARTS,
]
SAVED_STEPS = [
    _column("visits", "visits"),
    _column("wait", "wait", "min"),
    _column("chance that wait is better", "wait_better"),
    _column("work", "work", "min"),
    _column("chance that work is better", "work_better"),
]
SAVED_ROLES = [
    _column("work", "work_per_week", "h/week"),
    _column("chance that work is better", "work_per_week_better"),
    _column("overtime", "overtime_per_week", "h/week"),
    _column("chance that overtime is better", "overtime_per_week_better"),
    _column("paid", "paid_per_week", "h/week"),
    _column("chance that paid is better", "paid_per_week_better"),
    _column("WTE", "wte"),
    _column("contracted WTE", "contracted_wte"),
    _column("utilisation", "utilisation"),
    _column("queue", "queue"),
    _column("chance that queue is better", "queue_better"),
    _column("cost of paid hours", "paid_cost_per_week", "per week"),
    _column("value of work", "work_cost_per_week", "per week"),
]
SAVED_MEASURES = [
    _column("time", "", "min"),
    _column("chance that time is better", "better"),
    _column("share within target gained", "share_within_gained"),
]

QUANTITIES = [_column("per week", "per_week"), _column("per completed case", "per_case")]
SAVED_QUANTITIES = [*QUANTITIES, _column("chance that less is used", "per_week_better")]

LEDGER_KINDS = ("removed", "added", "shortened or lengthened", "fewer or more", "rework", "moved out", "moved in")


def inside(thing: Any, path: Iterable[str]) -> Any:
    """What stands at `path` in nested maps; None where it leads nowhere."""
    for key in path:
        thing = thing.get(key) if isinstance(thing, Mapping) else None
    return thing


def table(things: Mapping[str, Mapping[str, Any]], columns: Sequence[Column], index: str) -> "pd.DataFrame":
    """A row for each thing, under its name."""
    import pandas as pd

    headings = list(_row({}, columns))
    rows = [_row(thing, columns) for thing in things.values()]
    return pd.DataFrame(rows, index=pd.Index(list(things), name=index), columns=headings, dtype=float)


def renamed(old: str | None, new: str | None) -> str:
    """What to call a thing that has one name before and perhaps another after."""
    return f"{old} → {new}" if old and new and old != new else old or new or ""


def side_by_side(
    before: Mapping[str, Mapping[str, Any]],
    after: Mapping[str, Mapping[str, Any]],
    saved: Mapping[str, Mapping[str, Any]],
    columns: Sequence[Column],
    saved_columns: Sequence[Column],
    index: str,
) -> "pd.DataFrame":
    """For each column that can be saved: before, after, and what is saved with its interval.

    What has another name after stands under both: `old → new`.
    """
    import pandas as pd

    new_names = {thing.get("was", name): name for name, thing in saved.items()}
    pairs: list[tuple[str | None, str | None]] = [(name, new_names.get(name)) for name in before]
    paired = {new for _, new in pairs}
    pairs += [(None, name) for name in dict.fromkeys([*saved, *after]) if name not in paired]
    known = {column.label: column for column in saved_columns}
    rows = []
    for old, new in pairs:
        row: dict[str, float] = {}
        for column in columns:
            gain = known.get(column.label)
            if gain is None:
                continue
            row[column.heading("before")] = column.values(before.get(old or "", {}))[column.heading()]
            row[column.heading("after")] = column.values(after.get(new or "", {}))[column.heading()]
            gained = gain.values(saved.get(new or "", {}))
            for aspect in ("", "low", "high"):
                row[gain.heading(f"saved {aspect}".strip())] = gained[gain.heading(aspect)]
        rows.append(row)
    names = [renamed(old, new) for old, new in pairs]
    return pd.DataFrame(rows, index=pd.Index(names, name=index), dtype=float)


def ledger(by_role: Mapping[str, Mapping[str, Any]]) -> "pd.DataFrame":
    """Change in hours of work a week, after - before, by role, step and kind."""
    import pandas as pd

    keys, rows = [], []
    for role, entry in by_role.items():
        for step, line in entry["steps"].items():
            keys.append((role, renamed(line.get("was"), step)))
            rows.append(_ledger_row(line, line))
    levels = [[key[level] for key in keys] for level in (0, 1)]
    index = pd.MultiIndex.from_arrays(levels, names=["role", "step"])
    return pd.DataFrame(rows, index=index, columns=list(_ledger_row({}, {})), dtype=float)


def ledger_by_role(by_role: Mapping[str, Mapping[str, Any]]) -> "pd.DataFrame":
    """The same summed up by role, with the hours before and after."""
    import pandas as pd

    columns = [_column("work before", "work_before", "h/week"), _column("work after", "work_after", "h/week")]

    def row(entry: Mapping[str, Any]) -> dict[str, float]:
        return {**_row(entry, columns), **_ledger_row(entry.get("by_kind", {}), entry)}

    index = pd.Index(list(by_role), name="role")
    return pd.DataFrame([row(entry) for entry in by_role.values()], index=index, columns=list(row({})), dtype=float)


def quantities(things: Mapping[str, Mapping[str, Any]]) -> "pd.DataFrame":
    """A row a quantity, with its unit."""
    found = table(things, QUANTITIES, "quantity")
    found.insert(0, "unit", [str(thing["unit"]) for thing in things.values()])
    return found


def quantity_shares(things: Mapping[str, Mapping[str, Any]]) -> "pd.DataFrame":
    """A row for each step, role and case type that uses some of a quantity."""
    import pandas as pd

    keys, rows = [], []
    for quantity, thing in things.items():
        for kind, section in (("step", "steps"), ("role", "roles"), ("case", "cases")):
            for name, share in thing[section].items():
                keys.append((quantity, kind, name))
                rows.append(_row(share, QUANTITIES))
    levels = [[key[level] for key in keys] for level in (0, 1, 2)]
    index = pd.MultiIndex.from_arrays(levels, names=["quantity", "of", "name"])
    return pd.DataFrame(rows, index=index, columns=list(_row({}, QUANTITIES)), dtype=float)


def assumptions(entries: Sequence[Mapping[str, Any]]) -> "pd.DataFrame":
    """The assumptions ledger: what is not known for certain, on what ground, and in what range."""
    import pandas as pd

    index = pd.Index([entry["path"] for entry in entries], name="path")
    keys = {
        "basis": "basis",
        "source": "source",
        "quantity": "quantity",
        "stated": "stated",
        "low": "low",
        "high": "high",
        "drawn anew in each replication": "swept",
        "range is stated": "range_stated",
    }
    return pd.DataFrame({label: [entry[key] for entry in entries] for label, key in keys.items()}, index=index)


def _row(thing: Mapping[str, Any], columns: Sequence[Column]) -> dict[str, float]:
    return {heading: value for column in columns for heading, value in column.values(thing).items()}


def _ledger_row(kinds: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, float]:
    # A kind that is left out of the JSON is none at all: nought hours, not an unknown number.
    row = {}
    for kind in LEDGER_KINDS:
        column = _column(kind, kind, "h/week")
        row[column.heading()] = column.values(kinds)[column.heading()] if kind in kinds else 0.0
    return {**row, **_column("change", "change", "h/week").values(whole)}
