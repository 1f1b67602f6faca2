"""Money is integer cents and a currency, so that no cent is ever lost to a float."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in cents of one currency (ISO 4217)."""

    cents: int
    currency: str


def totals(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """Sum amounts currency by currency, the euro first, then by code: two currencies are never added (RULES §2)."""
    sums: dict[str, int] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, 0) + amount.cents
    return tuple(Money(sums[currency], currency) for currency in sorted(sums, key=currency_order))


def net(owed: Iterable[Money], spare: Iterable[Money]) -> tuple[Money, ...]:
    """Take money not yet allocated off what is owed, currency by currency; under 0 where a debtor is in credit."""
    return totals((*owed, *(Money(-amount.cents, amount.currency) for amount in spare)))


def currency_order(currency: str) -> tuple[bool, str]:
    """Give the sort key that puts the euro first, then the others by code."""
    return (currency != "EUR", currency)
