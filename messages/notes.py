"""What a debtor's thread is told: one reply for each thing that happened, signed by who did it."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from domain.journal import WRITTEN_IN_SLACK, JournalRow, Kind
from domain.money import Money
from messages import labels, words
from messages.blocks import cut

_MOST = 3900
Facts = dict[str, Any]


def told(row: JournalRow) -> str:
    """Word a journal row as a reply of the thread; raise `KeyError` for a kind that is never told."""
    facts = _FACTS[row.kind](row.payload)
    return cut(words.say(f"told.{row.kind.name.lower()}", actor=row.actor, **facts), _MOST)


def _call(payload: Mapping[str, Any]) -> Facts:
    return {
        "contact_made": labels.contact_made(payload.get("channel", "")),
        "result": labels.result(payload.get("result", "")),
        "contact": payload.get("contact") or "",
        "note": payload.get("note") or "",
        "next_on": _day(payload.get("next_on")),
        "reminded": payload.get("reminded_lines") or 0,
    }


def _promise(payload: Mapping[str, Any]) -> Facts:
    return {
        "amount": _money(payload),
        "on": _day(payload["on"]),
        "received": Money(payload.get("received") or 0, payload["currency"]),
        "level": payload.get("level") or 1,
        "note": payload.get("note") or "",
        "replaced": [{"amount": _money(old), "on": _day(old["on"])} for old in payload.get("replaced") or ()],
    }


def _snooze(payload: Mapping[str, Any]) -> Facts:
    return {"until": _day(payload["until"]), "reason": payload.get("reason") or ""}


def _owner(payload: Mapping[str, Any]) -> Facts:
    return {"owner": payload.get("owner") or "", "before": payload.get("before") or ""}


def _note(payload: Mapping[str, Any]) -> Facts:
    return {"text": payload.get("text") or ""}


def _import(payload: Mapping[str, Any]) -> Facts:
    """Gather what an import changed: some are named, all are counted (`domain.imports.TOLD`)."""
    return {name: _counted(payload, name) for name in ("added", "reshaped", "paid", "reopened", "received")}


def _counted(payload: Mapping[str, Any], name: str) -> Facts:
    items = [_item(item) for item in payload.get(name) or ()]
    return {"items": items, "count": max(payload.get(f"{name}_count") or 0, len(items))}


def _item(item: object) -> object:
    """Give an item with its sums as money and its day as a date."""
    if not isinstance(item, dict):
        return item
    sums = {key: Money(item[key], item["currency"]) for key in ("cents", "before", "after") if key in item}
    return {"number": item.get("number", ""), "on": _day(item.get("on")), **sums}


def _money(payload: Mapping[str, Any]) -> Money:
    return Money(payload["amount"], payload["currency"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_FACTS: Mapping[Kind, Callable[[Mapping[str, Any]], Facts]] = MappingProxyType(
    {
        Kind.CALL_LOGGED: _call,
        Kind.PROMISE_MADE: _promise,
        Kind.PROMISE_KEPT: _promise,
        Kind.PROMISE_PARTLY_KEPT: _promise,
        Kind.PROMISE_BROKEN: _promise,
        Kind.PROMISE_CANCELLED: _promise,
        Kind.SNOOZE_SET: _snooze,
        Kind.OWNER_ASSIGNED: _owner,
        Kind.NOTE_KEPT: _note,
        Kind.LEDGER_IMPORTED: _import,
    }
)
TOLD = frozenset(Kind) - WRITTEN_IN_SLACK
