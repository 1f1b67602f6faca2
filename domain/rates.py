"""The rates that the law publishes each semester: data, never code, and never guessed when one is missing."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from domain.refusals import Refusal

_JULY = 7


class RateMissing(Refusal):
    """No rate is known for `semester`: it must be added, the last known one would be wrong (RULES §6)."""

    field = "penalties"


class Semester(NamedTuple):
    """Half a year, from 1 January or 1 July."""

    year: int
    half: int

    def __str__(self) -> str:
        return f"{self.year}-S{self.half}"

    def last_day(self) -> date:
        """Give the last day of the semester."""
        following = date(self.year, _JULY, 1) if self.half == 1 else date(self.year + 1, 1, 1)
        return following - timedelta(days=1)


def semester_of(day: date) -> Semester:
    """Give the semester of a day: 1 January and 1 July bear the new rate."""
    return Semester(day.year, 1 if day.month < _JULY else 2)


@dataclass(frozen=True, slots=True)
class Rate:
    """The rates of a semester in percent: the ECB's for refinancing, and both legal rates (C. mon. fin. L313-2)."""

    ecb: Decimal
    legal: Decimal
    legal_individual: Decimal


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates known, by semester."""

    known: Mapping[Semester, Rate]

    def on(self, day: date) -> Rate:
        """Give the rates of a day's semester; raise `RateMissing`."""
        semester = semester_of(day)
        if semester not in self.known:
            raise RateMissing(semester=str(semester))
        return self.known[semester]


def read_rates(text: str) -> Rates:
    """Read the table of rates, a row a semester named as « 2026-S2 »; raise `ValueError` or `KeyError` on a bad one."""
    return Rates({_semester(row["semester"]): _rate(row) for row in csv.DictReader(text.splitlines())})


def _semester(name: str) -> Semester:
    year, _, half = name.partition("-S")
    return Semester(int(year), int(half))


def _rate(row: Mapping[str, str]) -> Rate:
    return Rate(
        ecb=Decimal(row["ecb_refinancing_percent"]),
        legal=Decimal(row["legal_other_cases_percent"]),
        legal_individual=Decimal(row["legal_individual_creditor_percent"]),
    )
