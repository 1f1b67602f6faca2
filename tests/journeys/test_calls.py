"""Calls, and the promise that may follow one."""

from sandbox.desk import Desk
from tests.journeys.program import Program
from tests.journeys.words import all_plainly


def test_a_call_is_told_in_the_thread_and_planned_in_the_day(desk: Desk, bot: Program) -> None:
    desk.command("appel menuiserie dupuis")
    fields = {"Résultat": "Rappeler plus tard", "Note": "Comptable absente", "Prochaine action le": "2026-11-23"}
    desk.submit("Appel", fields)

    assert ["call.logged"] == bot.told("DUPUIS")
    (told,) = all_plainly(desk.thread("Dupuis"))
    assert told.startswith("@alice a noté un appel : rappeler plus tard")
    desk.command("")
    assert "Menuiserie Dupuis" in desk.last_ephemeral


def test_a_promised_payment_goes_on_to_the_promise_and_both_are_kept(desk: Desk, bot: Program) -> None:
    desk.command("appel DUPUIS")
    desk.submit("Appel", {"Résultat": "Promesse de règlement"})
    desk.submit("Promesse", {"Date promise": "2026-11-27"})

    assert ["call.logged", "promise.made"] == bot.told("DUPUIS")


def test_the_call_is_kept_when_the_promise_is_cancelled(desk: Desk, bot: Program) -> None:
    desk.command("appel DUPUIS")
    desk.submit("Appel", {"Résultat": "Promesse de règlement"})
    desk.close()

    assert ["call.logged"] == bot.told("DUPUIS")


def test_a_next_action_in_the_past_is_refused_under_its_field(desk: Desk, bot: Program) -> None:
    desk.command("call dupuis")
    desk.submit("Appel", {"Résultat": "Messagerie", "Prochaine action le": "2026-11-01"})

    assert ["Prochaine action le"] == list(desk.errors)
    assert [] == bot.journal("DUPUIS")


def test_a_debtor_lost_meanwhile_is_told_in_the_form(desk: Desk, bot: Program) -> None:
    desk.command("appel DUPUIS")
    carried = str(desk.modal.payload["private_metadata"])
    desk.modal.payload["private_metadata"] = carried.replace(f'"debtor":{bot.debtor_id("DUPUIS")}', '"debtor":99999')
    desk.submit("Appel", {"Résultat": "Messagerie"})

    (said,) = desk.errors.values()
    assert "Ce client n'existe plus" in said
