"""Numbers as people say them, for tables in Jupyter and labels on plots."""

from collections.abc import Mapping
from typing import Any

_SCALES = ((86400.0, "days", 3 * 86400.0), (3600.0, "h", 3 * 3600.0), (60.0, "min", 120.0), (1.0, "s", 0.0))
MISSING = "\N{EN DASH}"


def scale_for(seconds: float) -> tuple[float, str]:
    """The length in seconds and the name of the unit in which a time of this size is best said."""
    for length, unit, least in _SCALES:
        if abs(seconds) >= least:
            return length, unit
    return 1.0, "s"


def number(value: float) -> str:
    """Three digits that mean something, and never a minus nought."""
    size = abs(value)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2
    return _signed(f"{value:,.{decimals}f}")


def _signed(said: str) -> str:
    return (said.lstrip("-") if not said.strip("-0.,") else said).replace("-", "\N{MINUS SIGN}")


def time(estimate: Mapping[str, Any] | None) -> str:
    """A time with its interval: `12.3 min (11.9 to 12.7)`."""
    if not estimate or estimate["mean"] is None:
        return MISSING
    length, unit = scale_for(estimate["mean"])
    return f"{number(estimate['mean'] / length)} {unit}{_interval(estimate, 1 / length)}"


def time_alone(seconds: float) -> str:
    """A time without interval: `12.3 min`, `24 h`."""
    length, unit = scale_for(seconds)
    value = seconds / length
    return f"{value:g} {unit}" if value == round(value) else f"{number(value)} {unit}"


def hours(estimate: Mapping[str, Any] | None) -> str:
    """Seconds as hours with their interval, without the unit: `98.6 (97.4 to 99.8)`."""
    return _tenths(estimate, 1 / 3600, "")


def percent(estimate: Mapping[str, Any] | None) -> str:
    """A share with its interval: `83.1 % (80.2 to 85.8)`."""
    return _tenths(estimate, 100, " %")


def share(value: float) -> str:
    """A share without interval: `83 %`."""
    return f"{100 * value:.0f} %" if value in (0, 1) or 0.01 <= value <= 0.99 else f"{100 * value:.1f} %"


def count(estimate: Mapping[str, Any] | None, factor: float = 1.0) -> str:
    """A number with its interval."""
    if not estimate or estimate["mean"] is None:
        return MISSING
    return f"{number(estimate['mean'] * factor)}{_interval(estimate, factor)}"


def _tenths(estimate: Mapping[str, Any] | None, factor: float, unit: str) -> str:
    if not estimate or estimate["mean"] is None:
        return MISSING
    mean, low, high = (
        None if estimate[key] is None else tenth(estimate[key] * factor) for key in ("mean", "low", "high")
    )
    return f"{mean}{unit}" + (f" ({low} to {high})" if low is not None and high is not None else "")


def tenth(value: float) -> str:
    """One decimal, and never a minus nought."""
    return _signed(f"{value:,.1f}")


def _interval(estimate: Mapping[str, Any], factor: float) -> str:
    if estimate["low"] is None or estimate["high"] is None:
        return ""
    return f" ({number(estimate['low'] * factor)} to {number(estimate['high'] * factor)})"
