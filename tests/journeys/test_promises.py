"""Promises, from a word typed or a button pressed to the debtor's thread."""

from sandbox.desk import Desk
from tests.journeys.program import Program


def test_a_promise_is_told_in_the_debtor_s_thread(desk: Desk, bot: Program) -> None:
    desk.command("promesse dupuis 1 500 € vendredi")
    desk.submit("Promesse")

    assert ["@alice a noté une promesse de 1 500,00 € pour le 27/11/2026"] == desk.thread("Dupuis")
    assert ["promise.made"] == bot.told("DUPUIS")
