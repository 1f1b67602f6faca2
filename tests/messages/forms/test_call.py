"""« Appel »: labels and choices as people learn them."""

from datetime import date

import pytest

from domain.calls import Call, Channel, NextActionInThePast, Result
from domain.refusals import TextTooLong, UnknownDebtor
from messages.forms import call
from messages.forms.submitted import FormRefusal
from sandbox.limits import view_complaints
from tests.messages.forms.submission import day, element, inputs, labels, options, pick, submit, text
from tests.messages.given import TODAY, contact, debt, line, said


def test_the_form_has_its_labels_in_order() -> None:
    drawn = call.view(debt(), (contact(),), TODAY)

    assert labels(drawn) == [
        "Contact",
        "Canal",
        "Résultat",
        "Note",
        "Prochaine action le",
        "Compte comme la relance du niveau",
    ]
    assert ["Appel", "Enregistrer", "Annuler"] == [drawn[name]["text"] for name in ("title", "submit", "close")]
    assert said(drawn["blocks"][:1]) == "*Dupuis SARL* (C012) : 7 000,00 € en retard"
    assert ["channel", "result"] == [block["block_id"] for block in inputs(drawn) if not block["optional"]]
    assert view_complaints(drawn, "modal") == []


def test_the_choices_are_those_people_learn() -> None:
    drawn = call.view(debt(), (), TODAY)

    assert options(drawn, "channel") == ["Téléphone", "E-mail", "Visite", "Rendez-vous", "Courrier"]
    assert element(drawn, "channel")["initial_option"]["text"]["text"] == "Téléphone"
    assert options(drawn, "result") == [
        "Promesse de règlement",
        "Rappeler plus tard",
        "Messagerie",
        "Injoignable",
        "Facture non reçue",
        "En attente de validation",
        "Paiement parti",
        "Litige",
        "Difficultés financières",
        "Mauvais numéro",
    ]
    assert "initial_option" not in element(drawn, "result")


def test_contact_is_absent_when_none_is_known() -> None:
    assert "Contact" not in labels(call.view(debt(), (), TODAY))


def test_a_debtor_who_is_not_late_is_told_so() -> None:
    drawn = call.view(debt(line(due_on=TODAY)), (), TODAY)

    assert said(drawn["blocks"][:1]) == "*Dupuis SARL* (C012) : rien en retard"


def test_a_whole_call_is_read() -> None:
    drawn = call.view(debt(), (contact(),), TODAY)
    sent = submit(
        drawn,
        contact=pick(drawn, "contact", "Jeanne Roux"),
        result=pick(drawn, "result", "Rappeler plus tard"),
        note=text("Lundi."),
        next_on=day("2026-11-30"),
        counts=pick(drawn, "counts", "Oui"),
    )

    assert call.parse(sent, TODAY) == Call(
        12, Channel.PHONE, Result.CALL_BACK, 3, "Jeanne Roux", "Lundi.", date(2026, 11, 30), counts=True
    )


def test_the_least_call_is_read() -> None:
    drawn = call.view(debt(), (), TODAY)

    assert call.parse(submit(drawn, result=pick(drawn, "result", "Messagerie")), TODAY) == Call(
        12, Channel.PHONE, Result.VOICEMAIL
    )


@pytest.mark.parametrize(
    ("field", "answer", "expected"),
    [
        ("result", {"selected_option": None}, "Faites un choix."),
        ("result", {"selected_option": {"value": "gone"}}, "Ce choix n'existe plus. Faites-en un autre."),
        ("channel", {"selected_option": {"value": 7}}, "Faites un choix."),
        ("contact", {"selected_option": {"value": "x"}}, "Ce choix n'existe plus. Faites-en un autre."),
        ("next_on", day("2026-11-22"), "La prochaine action est passée. Choisissez aujourd'hui ou une date à venir."),
    ],
)
def test_a_fault_is_told_under_its_field(field: str, answer: dict[str, object], expected: str) -> None:
    drawn = call.view(debt(), (contact(),), TODAY)
    sent = submit(drawn, **{"result": pick(drawn, "result", "Messagerie"), field: answer})

    assert call.parse(sent, TODAY) == FormRefusal({field: expected})


def test_a_refusal_goes_under_the_field_that_explains_it() -> None:
    assert list(call.errors(NextActionInThePast()) or ()) == ["next_on"]
    assert list(call.errors(TextTooLong(limit=3000)) or ()) == ["note"]
    assert call.errors(UnknownDebtor()) is None
