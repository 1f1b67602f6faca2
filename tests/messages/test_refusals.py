"""Each way of saying no has its sentence."""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date

import pytest

import domain
from domain.ledger import NotALedger
from domain.promises import AmountAboveDebt
from domain.refusals import DateBeyondHorizon, Refusal, TextTooLong
from domain.reminders import RunBeforeLastReminder
from messages.refusals import sentence
from tests.messages.given import eur, readable

FACTS = {"left": eur(150_000), "last": date(2027, 1, 22), "limit": 3000, "sentence": "Ce fichier est vide."} | {
    "currency": "EUR",
    "by": "UALICE",
    "on": date(2026, 11, 20),
}
DOCUMENT_FACTS = {"typed": "F-9", "nearest": "F-1"}
ABSENCE_FACTS = {"first_on": date(2026, 12, 1), "last_on": date(2026, 12, 8), "absent": "UBOB"}
PLAN_FACTS = {
    "numbers": ("F1", "F2"),
    "most": 12,
    "total": eur(150_000),
    "tier": "approver",
    "semester": "2027-S1",
    "on": date(2026, 12, 1),
}


def every(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for module in pkgutil.iter_modules(domain.__path__):
        importlib.import_module(f"domain.{module.name}")
    for one in kind.__subclasses__():
        yield one
        yield from every(one)


@pytest.mark.parametrize("kind", sorted({kind for kind in every() if kind.__module__.startswith("domain.")}, key=str))
def test_every_refusal_has_its_sentence(kind: type[Refusal]) -> None:
    facts = {**PLAN_FACTS, **ABSENCE_FACTS, **DOCUMENT_FACTS, **FACTS}
    refusal = NotALedger("Ce fichier est vide.") if kind is NotALedger else kind(**facts)
    said = sentence(refusal)

    assert said[0].isupper()
    assert said.endswith(".")


def test_a_sentence_gives_what_is_needed_to_do_better() -> None:
    assert readable(sentence(AmountAboveDebt(left=eur(150_000)))) == (
        "Le montant dépasse ce qui reste dû. Indiquez au plus 1 500,00 €."
    )
    assert sentence(DateBeyondHorizon(last=date(2027, 1, 22))) == (
        "La date est trop lointaine. Choisissez une date jusqu'au 22/01/2027."
    )
    assert readable(sentence(TextTooLong(limit=3000))) == "Le texte est trop long. Limitez-le à 3 000 caractères."
    assert sentence(RunBeforeLastReminder(last=date(2026, 11, 1))) == (
        "La date demandée est antérieure à la dernière relance du 01/11/2026."
    )
    assert sentence(NotALedger("Ce fichier est vide.")) == "Ce fichier est vide."
