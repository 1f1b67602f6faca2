"""« Reporter », « Attribuer » and the first step that asks which client."""

import json
from datetime import date

import pytest

from domain.refusals import TextTooLong, UnknownDebtor
from domain.search import Client
from domain.snoozes import ReasonMissing, SnoozeNotAfterToday
from messages.forms import assign, client, snooze
from messages.forms.assign import AssignForm
from messages.forms.client import ClientForm
from messages.forms.snooze import SnoozeForm
from messages.forms.submitted import FormRefusal
from messages.refs import BadRef, DebtRef, Verb
from sandbox.limits import suggestion_complaints, view_complaints
from tests.messages.forms.submission import day, element, labels, submit, text
from tests.messages.given import HOSTILE, TODAY, dupuis, eur, said

LATER = date(2026, 12, 1)


def test_snooze_asks_until_when_and_why() -> None:
    drawn = snooze.view(dupuis(), LATER, owed=(eur(5_000),))

    assert labels(drawn) == ["Jusqu'au", "Motif"]
    assert ["Reporter", "Enregistrer", "Annuler"] == [drawn[name]["text"] for name in ("title", "submit", "close")]
    assert said(drawn["blocks"][:1]) == "*Dupuis SARL* (C012) : 50,00 € en retard"
    assert view_complaints(drawn, "modal") == []
    assert snooze.parse(submit(drawn, reason=text("Congés")), TODAY) == SnoozeForm(12, LATER, "Congés")


def test_snooze_says_what_it_could_not_read() -> None:
    assert said(snooze.view(dupuis(), unread="le 32")["blocks"]).startswith("Je n'ai pas su lire « le 32 »")


def test_snooze_refuses_under_its_fields() -> None:
    assert snooze.parse(submit(snooze.view(dupuis())), TODAY) == FormRefusal(
        {"until": "Choisissez une date.", "reason": "Indiquez le motif du report."}
    )
    assert snooze.parse(submit(snooze.view(dupuis()), until=day("2026-11-01"), reason=text("x")), TODAY) == FormRefusal(
        {"until": "Le report finit au plus tôt demain. Choisissez une date à venir."}
    )
    refusals = (SnoozeNotAfterToday(), ReasonMissing(), TextTooLong(limit=300))

    assert [["until"], ["reason"], ["reason"]] == [list(snooze.errors(refusal) or ()) for refusal in refusals]
    assert snooze.errors(UnknownDebtor()) is None


def test_assign_asks_who_the_present_owner_chosen() -> None:
    drawn = assign.view(dupuis(owner="UBOB"))

    assert labels(drawn) == ["Responsable"]
    assert element(drawn, "owner")["initial_user"] == "UBOB"
    assert view_complaints(drawn, "modal") == []
    assert assign.parse(submit(drawn, owner={"selected_user": "UALICE"}), TODAY) == AssignForm(12, "UALICE")
    assert assign.parse(submit(assign.view(dupuis())), TODAY) == FormRefusal({"owner": "Choisissez une personne."})
    assert assign.errors(UnknownDebtor()) is None


@pytest.mark.parametrize("verb", [*Verb, "unheard"])
def test_the_first_step_asks_which_client(verb: str) -> None:
    drawn = client.view(verb, '[1,"<b>"]')

    assert labels(drawn) == ["Client"]
    assert drawn["submit"]["text"] == "Continuer"
    assert view_complaints(drawn, "modal") == []


def test_the_first_step_keeps_the_verb_and_what_was_typed() -> None:
    drawn = client.view(Verb.PROMISE, '[1,"a  b"]')
    sent = submit(drawn, client={"selected_option": {"value": DebtRef(12).dump()}})

    assert client.parse(sent, TODAY) == ClientForm(12, "promise", '[1,"a  b"]')
    assert json.loads(client.view(Verb.CALL, '"' * 1800)["private_metadata"])["rest"] == ""


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({}, "Choisissez un client."),
        ({"selected_option": {"value": "1|"}}, "Ce choix n'existe plus. Faites-en un autre."),
    ],
)
def test_the_first_step_refuses_under_its_field(answer: dict[str, object], expected: str) -> None:
    assert client.parse(submit(client.view(Verb.CALL), client=answer), TODAY) == FormRefusal({"client": expected})
    assert client.errors(UnknownDebtor()) is None


def test_the_first_step_that_lost_what_it_carried_is_a_bad_reference() -> None:
    with pytest.raises(BadRef):
        client.parse({}, TODAY)


def test_clients_are_offered_by_name_and_code() -> None:
    offered = client.options([Client(12, "C012", "Dupuis SARL"), Client(13, "X" * 255, HOSTILE * 20)])

    assert offered[0] == {
        "text": {"type": "plain_text", "text": "Dupuis SARL · C012", "emoji": False},
        "value": "1|12|",
    }
    assert suggestion_complaints({"options": offered}) == []
