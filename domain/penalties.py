"""Late-payment penalties: what a sum that is late owes besides itself, by the law of its debtor (RULES §6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from domain.debtors import DebtorKind
from domain.policy import Imputation
from domain.rates import RateMissing, Rates, Semester, semester_of

INDEMNITY = 4000
"""Cents owed once for each late invoice (C. com. D441-5), whatever is paid since; it bears no interest."""
_BUSINESS_POINTS, _PUBLIC_POINTS = 10, 8  # over the ECB's rate: C. com. L441-10, CCP R2192-31
_FLOOR = 3  # times the legal rate, under which a contract may not go (C. com. L441-10)
_HALF = Fraction(1, 2)
_LEAP, _YEAR = 366, 365
_DAY = timedelta(days=1)


class Basis(StrEnum):
    """By how many days a year's rate is divided: always 365, or 366 for days in a leap year."""

    FIXED = "365"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class Moved:
    """Cents that lowered a claim on a day: a payment, or a credit note, which lowers the principal only."""

    on: date
    cents: int
    credit: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A sum with its due date (cents). `rate` is the contract's in percent; `notice_on` the formal notice's day.

    `stops_on` is the day of the opening judgment of an insolvency: interest stops before it.
    """

    principal: int
    due_on: date
    kind: DebtorKind = DebtorKind.BUSINESS
    rate: Decimal | None = None
    money: tuple[Moved, ...] = ()
    notice_on: date | None = None
    stops_on: date | None = None

    @property
    def starts_after(self) -> date | None:
        """Give the day after which interest runs; None when it does not (a consumer without a formal notice)."""
        if self.kind is not DebtorKind.CONSUMER:
            return self.due_on
        return max(self.due_on, self.notice_on) if self.notice_on else None

    def last_day(self, until: date) -> date:
        """Give the last day that may bear interest."""
        return min(until, self.stops_on - _DAY) if self.stops_on else until


@dataclass(frozen=True, slots=True)
class Period:
    """Days `first` to `last`, both included, at one rate (percent) on one base; sums in cents, rounded to be shown."""

    first: date
    last: date
    days: int
    rate: Decimal
    base: int
    interest: int


@dataclass(frozen=True, slots=True)
class FloorWarning:
    """The contract's rate is under the floor of a semester (percent); None when that semester is not known."""

    semester: Semester
    floor: Decimal | None


@dataclass(frozen=True, slots=True)
class Sums:
    """What is left at the end under one order of imputation (cents); `total` adds the indemnity."""

    principal: int
    interest: int
    total: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A late-payment statement in cents; sums and periods follow the policy's order, `imputation` gives both."""

    principal: int
    interest: int
    indemnity: int
    total: int
    periods: tuple[Period, ...]
    imputation: Mapping[Imputation, Sums]
    warnings: tuple[FloorWarning, ...]


@dataclass(frozen=True, slots=True)
class Accrued:
    """What is left of a claim, exact, in cents: the principal, and the interest it bore."""

    principal: Fraction
    interest: Fraction
    periods: tuple[Period, ...]


def statement(claim: Claim, until: date, rates: Rates, order: Imputation, basis: Basis = Basis.FIXED) -> Statement:
    """State what a claim owes at the end of a day; raise `RateMissing`. The sum is rounded half up once."""
    indemnity = indemnity_of([claim], until)
    found = {each: accrue(claim, until, rates, each, basis) for each in Imputation}
    sums = {each: _sums(accrued, indemnity) for each, accrued in found.items()}
    chosen = sums[order]
    warnings = _warnings(claim, found[order].periods, rates)
    return Statement(chosen.principal, chosen.interest, indemnity, chosen.total, found[order].periods, sums, warnings)


def interest_of(
    claims: Sequence[Claim], until: date, rates: Rates, order: Imputation, basis: Basis = Basis.FIXED
) -> int:
    """Sum the interest of the due lines of one invoice, rounded once: what they owe over what is left of them (cents).

    Where payments go first on interest, what they left of the principal counts here. Raise `RateMissing`.
    """
    due = Fraction(0)
    for claim in claims:
        accrued = accrue(claim, until, rates, order, basis)
        due += accrued.principal + accrued.interest - _left(claim, until)
    return rounded(due)


def indemnity_of(claims: Sequence[Claim], until: date) -> int:
    """Give the indemnity of an invoice by its due lines: once when one was late, never from a consumer (cents)."""
    return INDEMNITY if any(_owes_indemnity(claim, until) for claim in claims) else 0


def _owes_indemnity(claim: Claim, until: date) -> bool:
    late = claim.last_day(until) > claim.due_on
    return late and claim.kind is not DebtorKind.CONSUMER and _left(claim, claim.due_on) > 0


def accrue(claim: Claim, until: date, rates: Rates, order: Imputation, basis: Basis = Basis.FIXED) -> Accrued:
    """Run interest on a claim to the end of a day, its money set first on what `order` says; raise `RateMissing`.

    The day of a payment still bears the old sum.
    """
    account = _Account(Fraction(claim.principal), Fraction(0), order)
    start = claim.starts_after or until
    account.take([one for one in claim.money if one.on <= min(start, until)])
    periods = []
    for first, last in _pieces(claim, start + _DAY, until):
        if account.principal and last <= claim.last_day(until):
            periods.append(account.bear(first, last, _rate(claim, first, rates), basis))
        account.take([one for one in claim.money if first <= one.on <= last])
    return Accrued(account.principal, account.interest, tuple(periods))


@dataclass
class _Account:
    principal: Fraction
    interest: Fraction
    order: Imputation

    def take(self, money: Sequence[Moved]) -> None:
        """Lower the account by money of one day, credit notes first."""
        for one in sorted(money, key=lambda one: (one.on, not one.credit)):
            if one.credit:
                self.principal = max(Fraction(0), self.principal - one.cents)
            elif self.order is Imputation.INTEREST_FIRST:
                self._pay_principal(self._pay_interest(Fraction(one.cents)))
            else:
                self._pay_interest(self._pay_principal(Fraction(one.cents)))

    def bear(self, first: date, last: date, rate: Decimal, basis: Basis) -> Period:
        """Add the interest of some days of one year."""
        days = (last - first).days + 1
        year = _LEAP if basis is Basis.ACTUAL and _is_leap(first.year) else _YEAR
        interest = self.principal * Fraction(rate) / 100 * days / year
        self.interest += interest
        return Period(first, last, days, rate, rounded(self.principal), rounded(interest))

    def _pay_interest(self, cents: Fraction) -> Fraction:
        taken = min(cents, self.interest)
        self.interest -= taken
        return cents - taken

    def _pay_principal(self, cents: Fraction) -> Fraction:
        taken = min(cents, self.principal)
        self.principal -= taken
        return cents - taken


def _pieces(claim: Claim, first: date, until: date) -> Iterator[tuple[date, date]]:
    """Cut days at the end of each semester, on each day of money, and where interest stops."""
    ends = {one.on for one in claim.money} | {claim.last_day(until)}
    while first <= until:
        last = min([semester_of(first).last_day(), until, *(day for day in ends if day >= first)])
        yield first, last
        first = last + _DAY


def _rate(claim: Claim, day: date, rates: Rates) -> Decimal:
    """Give the rate of a day in percent."""
    if claim.kind is DebtorKind.PUBLIC:  # frozen for the whole delay
        return rates.on(claim.due_on + _DAY).ecb + _PUBLIC_POINTS
    if claim.kind is DebtorKind.CONSUMER:
        return rates.on(day).legal
    return rates.on(day).ecb + _BUSINESS_POINTS if claim.rate is None else claim.rate


def _left(claim: Claim, on: date) -> int:
    """Give what is left of the principal alone at the end of a day."""
    return max(0, claim.principal - sum(one.cents for one in claim.money if one.on <= on))


def _sums(accrued: Accrued, indemnity: int) -> Sums:
    principal, interest = rounded(accrued.principal), rounded(accrued.interest)
    return Sums(principal, interest, principal + interest + indemnity)


def _warnings(claim: Claim, periods: Sequence[Period], rates: Rates) -> tuple[FloorWarning, ...]:
    """Name the floor of each semester in which the contract's rate is under it (never raised to it)."""
    if claim.kind is not DebtorKind.BUSINESS or claim.rate is None:
        return ()
    floors = {semester_of(one.first): _floor(one.first, rates) for one in periods}
    return tuple(FloorWarning(semester, low) for semester, low in floors.items() if low is None or claim.rate < low)


def _floor(day: date, rates: Rates) -> Decimal | None:
    try:
        return rates.on(day).legal * _FLOOR
    except RateMissing:
        return None


def rounded(cents: Fraction) -> int:
    """Round to the cent, half up."""
    return floor(cents + _HALF)


def _is_leap(year: int) -> bool:
    return date(year, 12, 31).timetuple().tm_yday == _LEAP
