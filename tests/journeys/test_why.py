"""« Pourquoi » says each freeze: who set it, when, and what would unlock it."""

from datetime import date

from sqlalchemy import update

from sandbox.desk import Desk
from storage.tables import debtors
from tests.journeys.program import Program
from tests.journeys.words import plainly


def why(desk: Desk, about: str = "dupuis") -> str:
    desk.command(f"pourquoi {about}")
    return plainly(desk.last_ephemeral)


def test_a_dispute_of_a_part_leaves_the_rest_on_its_ladder(desk: Desk) -> None:
    desk.command("litige f-101")
    desk.submit("Litige", {"Motif": "Prix", "Montant contesté": "400"})

    told = why(desk, "f-101")
    assert (
        "Gelée en partie : litige (prix) sur 400,00 €, ouvert par @alice le 23/11/2026 ; "
        "le reste, 1 100,00 €, est relancé"
    ) in told
    assert "dès aujourd'hui" in told


def test_a_dispute_of_the_whole_waits_for_its_end(desk: Desk) -> None:
    desk.command("litige f-101")
    desk.submit("Litige", {"Motif": "Prix"})

    told = why(desk, "f-101")
    assert "Gelée : litige (prix) sur 1 500,00 €" in told
    assert "dès que le gel est levé" in told
    assert "Pour débloquer : « Clore le litige »" in told


def test_a_payment_on_its_way_holds_five_working_days_and_a_call_may_say_otherwise(desk: Desk) -> None:
    desk.command("appel dupuis")
    desk.submit("Appel", {"Résultat": "Paiement parti"})

    told = why(desk)
    assert "Gelée : paiement annoncé comme parti le 23/11/2026, noté par @alice" in told
    assert "Pour débloquer : le règlement ; sans lui, la relance reprend le 01/12/2026" in told

    desk.command("appel dupuis")
    desk.submit("Appel", {"Résultat": "Messagerie"})
    assert "paiement annoncé" in why(desk)

    desk.command("appel dupuis")
    desk.submit("Appel", {"Résultat": "Rappeler plus tard"})
    assert "paiement annoncé" not in why(desk)


def test_a_debtor_not_to_be_contacted_is_not_suggested_for_a_call(desk: Desk, bot: Program) -> None:
    banned = {"no_contact_since": date(2026, 11, 20), "no_contact_reason": "Avocat saisi", "no_contact_by": "UBOB"}
    with bot.engine.begin() as connection:
        connection.execute(update(debtors).where(debtors.c.code == "DUPUIS").values(**banned))

    told = why(desk)
    assert "Gelée : ne pas contacter, décidé par @bob le 20/11/2026 : Avocat saisi" in told
    assert "Pour débloquer : le retrait dans le profil du client (/impayes profil)" in told
    desk.as_("carole").command("digest")
    row = plainly(desk.row("Dupuis"))
    assert "ne pas contacter" in row
    assert "jamais contacté" not in row


def test_a_snooze_and_a_promise_are_told_together(desk: Desk) -> None:
    desk.command("promesse f-101 1500 vendredi")
    desk.submit("Promesse")
    desk.command("reporter dupuis fin de mois")
    desk.submit("Reporter", {"Motif": "Congés"})

    told = why(desk, "f-101")
    assert "Gelée : promesse de 1 500,00 € pour le 27/11/2026, notée par @alice le 23/11/2026" in told
    assert "Gelée : client reporté jusqu'au 30/11/2026 par @alice : Congés" in told
