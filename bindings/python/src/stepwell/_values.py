"""Python values as the model language writes them: durations and dates become phrases, the rest stays as it is."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

# Whole units first, so that 90 minutes read `90 min` and not `5400 s`.
_UNITS = {"week": timedelta(weeks=1), "d": timedelta(days=1), "h": timedelta(hours=1), "min": timedelta(minutes=1)}


def duration(value: timedelta) -> str:
    """The duration as a phrase such as `90 min`, exact to the microsecond."""
    for unit, length in _UNITS.items():
        if value and value % length == timedelta(0):
            return f"{value // length} {unit}"
    seconds = Decimal(value // timedelta(microseconds=1)).scaleb(-6)
    return f"{seconds.normalize():f} s"


def tree(value: Any) -> Any:
    """The value as JSON can hold it, in the words of the model language.

    Parameters
    ----------
    value
        None, bool, number, text, `datetime.timedelta`, `datetime.date`, `datetime.datetime` (without time zone), a
        NumPy scalar, or a mapping or iterable of such.

    Raises
    ------
    TypeError
        For anything else.
    ValueError
        For a date with a time zone: Stepwell's clock is local time.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, timedelta):
        return duration(value)
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            raise ValueError(f"{value} has a time zone; the clock of a model is local time without one")
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(key): tree(inner) for key, inner in value.items()}
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:  # a NumPy scalar
        return tree(value.item())
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [tree(inner) for inner in value]
    raise TypeError(f"a model holds text, numbers, truths, durations, dates, lists, maps; not {type(value).__name__}")


def _key(key: Any) -> str:
    if isinstance(key, str):
        return key
    if isinstance(key, date):
        return str(tree(key))
    raise TypeError(f"names in a model are text, not {type(key).__name__}")


def text(value: Any, *, indent: int | None = None) -> str:
    """The tree as JSON text, which is YAML too."""
    return json.dumps(tree(value), ensure_ascii=False, allow_nan=False, indent=indent)


def settings(changes: Mapping[str, Any] | None) -> dict[str, str]:
    """Each path with its value as `--set` would have it.

    >>> settings({"roles.nurse.staff": 3, "steps.type letter.time": timedelta(minutes=4)})
    {'roles.nurse.staff': '3', 'steps.type letter.time': '4 min'}
    """
    said = {}
    for path, value in (changes or {}).items():
        if not isinstance(path, str):
            raise TypeError(f"a setting's path is text such as 'roles.nurse.staff', not {type(path).__name__}")
        plain = tree(value)
        said[path] = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False, allow_nan=False)
    return said
