"""What a debtor's thread is told: one reply for each thing that happened, signed by who did it."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from domain.deadlines import declare_by
from domain.journal import WRITTEN_IN_SLACK, JournalRow, Kind
from domain.money import Money
from messages import documents, labels, payment_notes, plan_notes, profile_notes, words
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


def _absence(payload: Mapping[str, Any]) -> Facts:
    return {"absent": payload["absent"], "stand_in": payload["stand_in"], "last_on": _day(payload["last_on"])}


def _note(payload: Mapping[str, Any]) -> Facts:
    return {"text": payload.get("text") or "", "author": payload.get("author") or ""}


def _import(payload: Mapping[str, Any]) -> Facts:
    """Gather what an import changed: some are named, all are counted (`domain.imports.TOLD`)."""
    return {
        name: _counted(payload, name) for name in ("added", "reshaped", "paid", "reopened", "received", "confirmed")
    }


def _dispute(payload: Mapping[str, Any]) -> Facts:
    return {
        "amount": _money(payload),
        "reason": labels.dispute_reason(payload.get("reason", "")),
        "comment": payload.get("comment") or "",
        "invoices": payload.get("invoices") or (),
        "credited": payload.get("credited", True),
    }


def _insolvency(payload: Mapping[str, Any]) -> Facts:
    """Gather the dates that changed; the deadline counts from the one the BODACC's is now."""
    names = ("published_on", "before", "declared_on", "reclaimed_on", "deadline")
    days = {name: _day(payload.get(name)) for name in names}
    published = days.pop("deadline")
    return {
        **days,
        "no_declared_on": "no_declared_on" in payload,
        "no_reclaimed_on": "no_reclaimed_on" in payload,
        "declare_by": declare_by(published) if published else None,
    }


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
        Kind.PLAN_REQUESTED: plan_notes.requested,
        Kind.PLAN_APPROVED: plan_notes.decided,
        Kind.PLAN_REFUSED: plan_notes.decided,
        Kind.PLAN_MAINTAINED: plan_notes.decided,
        Kind.PLAN_ENDED: plan_notes.decided,
        Kind.PLAN_EXPIRED: plan_notes.judged,
        Kind.PLAN_CANCELLED: plan_notes.judged,
        Kind.PLAN_NOTICE: plan_notes.judged,
        Kind.PLAN_MISSED: plan_notes.judged,
        Kind.PLAN_CAUGHT_UP: plan_notes.judged,
        Kind.PLAN_COMPLETED: plan_notes.judged,
        Kind.PLAN_REOPENED: plan_notes.judged,
        Kind.SNOOZE_SET: _snooze,
        Kind.OWNER_ASSIGNED: _owner,
        Kind.PROFILE_CHANGED: profile_notes.profile,
        Kind.CONTACT_ADDED: profile_notes.contact,
        Kind.CONTACT_CHANGED: profile_notes.contact,
        Kind.CONTACT_REMOVED: profile_notes.contact,
        Kind.GUARANTEE_ADDED: profile_notes.guarantee,
        Kind.GUARANTEE_CHANGED: profile_notes.guarantee,
        Kind.GUARANTEE_REMOVED: profile_notes.guarantee,
        Kind.SALES_ASKED: profile_notes.sales,
        Kind.SALES_ANSWERED: profile_notes.sales,
        Kind.ABSENCE_BEGUN: _absence,
        Kind.ABSENCE_ENDED: _absence,
        Kind.NOTE_KEPT: _note,
        Kind.DOCUMENT_KEPT: documents.kept,
        Kind.LEDGER_IMPORTED: _import,
        Kind.PAYMENT_RECEIVED: payment_notes.received,
        Kind.PAYMENT_REVERSED: payment_notes.reversed_,
        Kind.CREDIT_ALLOCATED: payment_notes.allocated,
        Kind.CREDIT_RELEASED: payment_notes.allocated,
        Kind.DEPOSIT_RECEIPT: payment_notes.deposit,
        Kind.DISPUTE_OPENED: _dispute,
        Kind.DISPUTE_FOUNDED: _dispute,
        Kind.DISPUTE_UNFOUNDED: _dispute,
        Kind.DISPUTE_SETTLED: _dispute,
        Kind.INSOLVENCY_OPENED: _insolvency,
        Kind.INSOLVENCY_CHANGED: _insolvency,
        Kind.INSOLVENCY_LIFTED: _insolvency,
    }
)
TOLD = frozenset(Kind) - WRITTEN_IN_SLACK
