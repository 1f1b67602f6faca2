"""Debtors put aside."""

from sandbox.desk import Desk
from tests.journeys.program import Program
from tests.journeys.words import all_plainly


def test_a_debtor_is_put_aside_until_the_date_that_was_typed(desk: Desk, bot: Program) -> None:
    desk.command("reporter dupuis fin de mois")
    desk.submit("Reporter", {"Motif": "Congés"})

    assert ["snooze.set"] == bot.told("DUPUIS")
    (told,) = all_plainly(desk.thread("Dupuis"))
    assert told.startswith("@alice a reporté ce client jusqu'au 30/11/2026")


def test_a_snooze_that_ends_today_is_refused_under_its_field(desk: Desk, bot: Program) -> None:
    desk.command("snooze dupuis")
    desk.submit("Reporter", {"Jusqu'au": "2026-11-23", "Motif": "Congés"})

    assert ["Jusqu'au"] == list(desk.errors)
    assert [] == bot.journal("DUPUIS")
