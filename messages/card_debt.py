"""What a debtor owes and what is known of it: balances, lines, and the history of the card, each when there is some."""

from datetime import date

from domain.calendar import Bucket
from domain.cards import Card
from domain.freezes import Freeze
from domain.money import Money, currency_order
from domain.profiles import LIMIT_CURRENCY
from domain.why import LineTrace, Trace
from messages import labels, words
from messages.blocks import fields, section
from messages.card_money import credits_, payments
from messages.documents import rows as documents
from messages.shown import Block
from messages.words import clip, money

_LINES, _CONTACTS, _PROMISES, _CALLS, _GUARANTEES, _CURRENCIES = 12, 5, 4, 4, 5, 4
_SMALL = 60
_DISPUTES, _PLANS = 4, 3


def balances(card: Card, today: date) -> list[Block]:
    """Draw each currency's balance by age, the euro first."""
    ageing = card.ageing(today)
    currencies = sorted(ageing, key=currency_order)
    drawn = [fields(_balance(ageing[currency], currency)) for currency in currencies[:_CURRENCIES]]
    if len(currencies) > _CURRENCIES:
        rest = [Money(sum(ageing[currency].values()), currency) for currency in currencies[_CURRENCIES:]]
        drawn.append(section(words.say("card.other_currencies", amounts=rest)))
    return drawn


def _balance(ages: dict[Bucket, int], currency: str) -> list[str]:
    total = sum(ages.values())
    late = total - ages[Bucket.NOT_DUE]
    said = [("En retard", late), ("Encours", total), *((labels.AGES[age], ages[age]) for age in ages if ages[age])]
    return [f"*{label}*\n{money(Money(cents, currency))}" for label, cents in said]


def lines(traced: Trace) -> Block:
    """Draw the open lines, the oldest first, with their level and what holds them."""
    shown = [_line(line) for line in traced.lines[:_LINES]]
    others = len(traced.lines) - len(shown)
    return section(words.say("card.lines", lines=shown, count=len(traced.lines), others=others))


def _line(one: LineTrace) -> dict[str, object]:
    return {
        "number": clip(one.line.number, _SMALL),
        "due_on": one.line.due_on,
        "late": one.late,
        "left": Money(one.line.left, one.line.currency),
        "level": one.level,
        "holds": [_hold(freeze) for freeze in one.freezes],
        "partly": not one.is_frozen,
    }


def _hold(freeze: Freeze) -> str:
    """Word a hold in a word or two, with its amount when only a part is held."""
    return labels.HOLDS[freeze.hold] if freeze.whole else words.say("dispute.part", amount=freeze.amount)


def history(card: Card, today: date) -> list[Block]:
    """Draw what was promised and received, who is spoken to, what secures and endangers the debt, the last contacts."""
    found = (
        ("card.contacts", card.contacts, _CONTACTS),
        ("card.guarantees", card.guarantees, _GUARANTEES),
    )
    agreed = (
        ("plan.rows", card.plans, _PLANS),
        ("card.promises", card.promises, _PROMISES),
        ("dispute.rows", card.disputes, _DISPUTES),
    )
    promised = [_rows(name, rows, most, today) for name, rows, most in agreed if rows]
    drawn = [_rows(name, rows, most, today) for name, rows, most in found if rows]
    called = [_rows("card.calls", card.calls, _CALLS, today)] if card.calls else []
    return [*promised, *credits_(card), *payments(card), *drawn, *_risk(card), *documents(card), *called]


def _rows(name: str, rows: tuple[object, ...], most: int, today: date) -> Block:
    return section(words.say(name, rows=rows[:most], others=len(rows) - most, labels=labels, today=today))


def _risk(card: Card) -> list[Block]:
    """Draw what is known of the risk, when something is."""
    debtor = card.debtor
    known = {
        "limit": debtor.credit_limit,
        "capital": debtor.capital,
        "year": debtor.founded_year,
        "health": debtor.health,
        "opinion": debtor.opinion,
    }
    if all(fact in {None, ""} for fact in known.values()):
        return []
    return [section(words.say("card.risk", currency=LIMIT_CURRENCY, **known))]
