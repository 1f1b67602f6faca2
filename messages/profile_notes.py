"""What a debtor's thread is told of the profile, the contacts, the guarantees and the salesperson's answers."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from domain.money import Money
from domain.profiles import LIMIT_CURRENCY
from messages import french, labels, words

Facts = dict[str, Any]
NONE = "non renseigné"
_TEXT = 120


def profile(payload: Mapping[str, Any]) -> Facts:
    """Gather what changed of the profile: each field by its label, from what to what."""
    return {"changes": changes(payload)}


def changes(payload: Mapping[str, Any]) -> list[dict[str, str]]:
    """Say each field that changed, from what to what."""
    return [_change(one) for one in payload.get("changes") or ()]


def contact(payload: Mapping[str, Any]) -> Facts:
    """Gather which contact it was and which of their fields changed, never what they hold (RULES §9)."""
    name = payload.get("name") or ""
    return {
        "name": name,
        "before": payload.get("before") or name,
        "fields": [labels.CONTACT_FIELDS.get(one, one).lower() for one in payload.get("fields") or () if one != "name"],
    }


def guarantee(payload: Mapping[str, Any]) -> Facts:
    """Gather a guarantee, and what it was before."""
    before = payload.get("before")
    return {"now": _secured(payload), "before": _secured(before) if isinstance(before, Mapping) else None}


def sales(payload: Mapping[str, Any]) -> Facts:
    """Gather who was asked, or what they answered."""
    answer = labels.SALES_ANSWERS.get(payload.get("answer", ""), "")
    return {"salesperson": payload.get("salesperson") or "", "answer": answer}


def _change(one: Mapping[str, Any]) -> dict[str, str]:
    name = str(one.get("field"))
    said = _SAID.get(name, str)
    before, after = (said(value) if (value := one.get(end)) not in (None, "") else NONE for end in ("from", "to"))
    return {"label": labels.PROFILE_FIELDS.get(name, name), "before": before, "after": after}


def _money(cents: int) -> str:
    return french.money(cents, LIMIT_CURRENCY)


def _quoted(text: str) -> str:
    return f"«\N{NO-BREAK SPACE}{words.clip(text, _TEXT)}\N{NO-BREAK SPACE}»"


def _secured(facts: Mapping[str, Any]) -> Facts:
    ends_on = facts.get("ends_on")
    return {
        "kind": labels.GUARANTEE_KINDS.get(facts.get("form", ""), "Garantie"),
        "amount": Money(facts.get("amount") or 0, facts.get("currency") or LIMIT_CURRENCY),
        "ends_on": date.fromisoformat(ends_on) if ends_on else None,
    }


_SAID: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "profile": labels.profile,
        "kind": lambda code: labels.DEBTOR_KINDS.get(code, code),
        "salesperson": words.person,
        "no_contact_reason": _quoted,
        "no_contact_until": lambda day: french.day(date.fromisoformat(day)),
        "credit_limit": _money,
        "capital": _money,
        "health": _quoted,
        "opinion": _quoted,
    }
)
