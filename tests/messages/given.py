"""Debtors, digests and cards that the tests of messages are about."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from domain.cards import CallRow, Card, CreditRow, PromiseRow
from domain.debtors import Contact, Debtor
from domain.debts import Debt, DueLine
from domain.digest import Digest
from domain.guarantees import Guarantee, GuaranteeKind
from domain.journal import JournalRow, Kind
from domain.money import Money
from domain.overdue import DebtorRow
from domain.policy import Policy
from domain.policy_reading import read_policy
from domain.priority import PromiseFact, Standing
from domain.promises import State
from domain.sales import Ask

TODAY = date(2026, 11, 23)
HOSTILE = "<!channel> & *x*"


def eur(cents: int) -> Money:
    return Money(cents, "EUR")


def policy() -> Policy:
    return read_policy({}, tomllib.loads(Path("domain/data/policy.toml").read_text(encoding="utf-8")))


def dupuis(**changes: Any) -> Debtor:
    return replace(Debtor(12, "C012", "Dupuis SARL", 1, siren="100000009", profile="bon_payeur"), **changes)


def line(number: str = "F2026-0102", due_on: date = date(2026, 10, 15), left: int = 700_000, **more: Any) -> DueLine:
    known = {"id": 1, "invoice_id": 1, "issued_on": None, "amount": left, "currency": "EUR"} | more
    return DueLine(number=number, due_on=due_on, left=left, **known)


def debt(*lines: DueLine, **changes: Any) -> Debt:
    return Debt(dupuis(**changes), lines or (line(),))


CARD_EXTRAS = ("plans", "disputes", "concerns", "guarantees", "asked")


def card(*lines: DueLine, **changes: Any) -> Card:
    parts = {name: changes.pop(name, ()) for name in ("contacts", "promises", "calls", "credits")}
    parts |= {name: changes.pop(name) for name in CARD_EXTRAS if name in changes}
    return Card(dupuis(**changes), lines=lines or (line(),), **parts)


def promised(**changes: Any) -> PromiseRow:
    made = PromiseRow(
        5, eur(150_000), date(2026, 11, 27), date(2026, 12, 1), State.OPEN, date(2026, 11, 20), "UALICE", 0, 1
    )
    return replace(made, **changes)


def called(**changes: Any) -> CallRow:
    return replace(
        CallRow(date(2026, 11, 20), "UALICE", "phone", "call_back", "Mme Roux", "Rappeler lundi."), **changes
    )


def credit(**changes: Any) -> CreditRow:
    return replace(CreditRow("payment", "VIR 123", date(2026, 11, 18), eur(36_000)), **changes)


def contact(**changes: Any) -> Contact:
    made = Contact(3, "Jeanne Roux", "comptabilité fournisseurs", "roux@dupuis.example", "01 02 03 04 05")
    return replace(made, can_unblock=True, **changes)


def guarantee(**changes: Any) -> Guarantee:
    return replace(Guarantee(7, GuaranteeKind.SURETY, eur(1_000_000), date(2027, 3, 31)), **changes)


def asked(**changes: Any) -> Ask:
    return replace(Ask(9, 12, "ULUCAS", date(2026, 11, 20), "UALICE"), **changes)


def standing(**changes: Any) -> Standing:
    known: dict[str, Any] = {"last_contact_on": date(2026, 11, 20), **changes}
    return Standing(known.pop("overdue", (eur(700_000),)), known.pop("oldest_due", date(2026, 10, 15)), **known)


def row(debtor_id: int = 12, **changes: Any) -> DebtorRow:
    made = DebtorRow(debtor_id, f"C{debtor_id:03}", "Dupuis SARL", "", "", 1, standing())
    return replace(made, **changes)


def broken() -> Standing:
    return standing(broken=PromiseFact(eur(150_000), date(2026, 11, 22)))


def digest(rows: Sequence[DebtorRow] = (), **changes: Any) -> Digest:
    made = Digest(TODAY, (eur(700_000),), (eur(900_000),), (eur(36_000),), tuple(rows), len(rows), 0, None, {})
    return replace(made, **changes)


def journal(kind: Kind, actor: str = "UALICE", **payload: Any) -> JournalRow:
    return JournalRow(1, 12, 1, datetime(2026, 11, 23, 9, tzinfo=UTC), actor, kind, payload)


def readable(text: str) -> str:
    """Write no-break spaces as spaces, so that an expected text can be read."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def said(blocks: Sequence[dict[str, Any]]) -> str:
    """Give the words of blocks, one text a line, controls in brackets."""
    return readable("\n".join(words for block in blocks for words in _words(block)))


def _words(block: dict[str, Any]) -> list[str]:
    match block["type"]:
        case "header" | "section":
            texts = [block["text"]] if "text" in block else block["fields"]
            controls = [block["accessory"]] if "accessory" in block else []
        case "context":
            texts, controls = block["elements"], []
        case "actions":
            texts, controls = [], block["elements"]
        case _:
            texts, controls = [], []
    labels = " ".join(f"[{control['text']['text'] if 'text' in control else '⋯'}]" for control in controls)
    return [text["text"] for text in texts] + ([labels] if labels else [])
