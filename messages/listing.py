"""The list of debtors who are late, a page at a time; each page's address travels in its buttons."""

import json
from dataclasses import replace
from datetime import date

from domain.money import Money
from domain.overdue import Filters, OverduePage
from messages import rows, words
from messages.blocks import MOST_WEIGHT, actions, button, context, section, weight
from messages.ids import Action
from messages.labels import profile
from messages.refs import BadRef
from messages.shown import Block, Shown
from messages.words import Mrkdwn, lean

SIZE = 10
PREVIOUS, NEXT = "Précédent", "Suivant"
_VERSION, _PARTS = 1, 7
_WORD = 80
_FARTHEST = 10**6
_MOST_VALUE = 2000


def listing(page: OverduePage, filters: Filters, today: date) -> Shown:
    """Draw a page of the list with the buttons to the pages around it."""
    title = words.say("listing.title", page=page)
    kept = _kept(filters, page)
    if not page.total:
        return Shown(*_empty(kept))
    head = [section(f"*{title}*"), *([context(kept)] if kept else [])]
    foot = _turns(page, filters)
    drawn = rows.rows(page.rows, today, room=MOST_WEIGHT - weight([*head, *foot]))
    return Shown(title, [*head, *drawn.blocks, *foot])


def dump(filters: Filters, page: int) -> str:
    """Write a page's address: version, page number, filters; never more than a button's value holds."""
    texts = (lean(text, _WORD) for text in (filters.owner, filters.profile, filters.currency))
    address = [_VERSION, page, filters.late_over, filters.above, *texts, *([True] if filters.covering else [])]
    return json.dumps(address, ensure_ascii=False, separators=(",", ":"))


def load(value: object) -> tuple[Filters, int]:
    """Read a page's address; raise `BadRef`."""
    try:
        parts = json.loads(value) if isinstance(value, str) and len(value) <= _MOST_VALUE else None
    except ValueError:
        raise BadRef from None
    match parts:
        case [1, int(page), (int() | None) as late, (int() | None) as above, str(owner), str(profile), str(currency)]:
            return Filters(late, above, owner, profile, currency), min(max(1, page), _FARTHEST)
        case [*older, True] if len(older) == _PARTS:
            filters, number = load(json.dumps(older))
            return replace(filters, covering=True), number
    raise BadRef


def _kept(filters: Filters, page: OverduePage) -> Mrkdwn:
    """Word the filters in force; "" without one."""
    above = Money(filters.above, filters.currency or "EUR") if filters.above is not None else None
    asked = {
        "late_over": filters.late_over is not None,
        "above": above is not None and bool(filters.currency),
        "above_any": above is not None and not filters.currency,
        "currency": bool(filters.currency),
        "owner": bool(filters.owner),
        "profile": bool(filters.profile),
    }
    facts = {
        "filters": filters,
        "covered": page.covered,
        "above": above,
        "profile": profile(lean(filters.profile, _WORD)),
    }
    return Mrkdwn(" · ".join(words.say(f"listing.{name}", **facts) for name, given in asked.items() if given))


def _empty(kept: Mrkdwn) -> tuple[str, list[Block]]:
    said = words.say("listing.nobody_kept" if kept else "listing.nobody", kept=kept)
    return said, [section(said)]


def _turns(page: OverduePage, filters: Filters) -> list[Block]:
    turns = []
    if page.number > 1:
        turns.append(button(PREVIOUS, Action.LIST_PREVIOUS, dump(filters, page.number - 1)))
    if page.number < page.of:
        turns.append(button(NEXT, Action.LIST_NEXT, dump(filters, page.number + 1)))
    return [actions(turns, block_id="list:turn")] if turns else []
