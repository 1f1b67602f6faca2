"""Absences: calls and promises go to a colleague for some days, and come back by themselves."""

from datetime import timedelta

import pytest

from domain.absences import begin_absences
from domain.acts import PROGRAM, Act
from sandbox.desk import Desk
from tests.journeys.program import Program


@pytest.fixture
def called(desk: Desk) -> Desk:
    """Plan a call back by Alice on a client that nobody owns."""
    desk.command("appel DUPUIS")
    desk.submit("Appel", {"Résultat": "Rappeler plus tard", "Prochaine action le": "2026-11-23"})
    return desk


def told(desk: Desk) -> list[str]:
    return [text for text in desk.thread("Dupuis") if "absence" in text or "retour" in text]


def test_an_absence_from_today_on_hands_calls_over_and_tells_each_thread_once(called: Desk, bot: Program) -> None:
    called.command("absence @bob du 23/11 au 27/11")
    begin_absences(bot.office.open_book, Act(PROGRAM, bot.clock.now(), bot.clock.today()))
    bot.settle()

    assert "prend le relais du 23/11/2026 au 27/11/2026" in called.last_ephemeral
    (note,) = told(called)
    assert note.startswith("@alice est en absence jusqu'au 27/11/2026\u00a0: @bob prend le relais pour les appels")
    assert "Menuiserie Dupuis" in called.as_("bob").home
    assert "Menuiserie Dupuis" not in called.home
    assert "Vous êtes en absence jusqu'au 27/11/2026" in called.home


def test_what_was_handed_over_comes_back_by_itself(called: Desk, bot: Program) -> None:
    called.command("absence @bob du 23/11 au 27/11")
    bot.clock.at += timedelta(days=5)

    assert "Menuiserie Dupuis" in called.home
    assert "Menuiserie Dupuis" not in called.as_("bob").home


def test_an_absence_to_come_is_told_when_it_begins(called: Desk, bot: Program) -> None:
    called.command("absence @bob du 25/11 au 27/11")
    assert [] == told(called)

    bot.clock.at += timedelta(days=2)
    for _ in range(2):
        begin_absences(bot.office.open_book, Act(PROGRAM, bot.clock.now(), bot.clock.today()))
    bot.settle()

    assert 1 == len(told(called))


def test_somebody_back_earlier_takes_everything_back(called: Desk) -> None:
    called.command("absence @bob du 23/11 au 27/11")
    called.command("absence fin")

    assert "vous reviennent dès maintenant" in called.last_ephemeral
    assert "@alice est de retour" in told(called)[-1]
    assert "Menuiserie Dupuis" in called.home


def test_what_cannot_be_read_is_asked_in_the_form(called: Desk) -> None:
    called.command("absence @bob du trente au quarante")
    assert "du trente au quarante" in called.text_of(called.modal)

    called.submit("Absence", {"Du": "2026-11-23", "Au": "2026-11-27"})

    assert "@bob prend le relais" in told(called)[0]


def test_nobody_stands_in_for_themselves_nor_somebody_without_a_role(called: Desk) -> None:
    called.command("absence @alice du 23/11 au 27/11")
    assert "une autre personne que vous-même" in called.last_ephemeral

    called.command("absence <@UOLGA|olga> du 23/11 au 27/11")
    assert "ne peut pas vous remplacer" in called.last_ephemeral
    assert [] == told(called)


def test_two_people_do_not_stand_in_for_each_other(called: Desk) -> None:
    called.command("absence @bob du 23/11 au 27/11")
    bob = called.as_("bob")
    bob.command("absence @carole du 26/11 au 30/11")

    assert "Vous remplacez déjà @alice" in bob.last_ephemeral
