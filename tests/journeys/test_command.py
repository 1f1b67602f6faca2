"""What is typed after `/impayes`, well or badly."""

import pytest

from sandbox.desk import Desk
from tests.journeys.words import plainly


def test_nothing_typed_shows_the_day(desk: Desk) -> None:
    desk.command("")

    assert "Ma journée" in desk.last_ephemeral


@pytest.mark.parametrize("typed", ["aide", "AIDE", "help", "  aide  "])
def test_help_shows_every_verb(desk: Desk, typed: str) -> None:
    desk.command(typed)

    assert "/impayes promesse" in desk.last_ephemeral


@pytest.mark.parametrize(
    ("typed", "meant"), [("promese dupuis", "promesse"), ("pourquoi?", "pourquoi"), ("prommise", "promise")]
)
def test_a_verb_badly_typed_gets_the_nearest(desk: Desk, typed: str, meant: str) -> None:
    desk.command(typed)

    assert f"Vouliez-vous dire /impayes {meant}" in plainly(desk.last_ephemeral).replace("`", "")


def test_a_client_typed_without_a_verb_is_offered(desk: Desk) -> None:
    desk.command("menuiserie dupuis")

    assert "/impayes client menuiserie dupuis" in plainly(desk.last_ephemeral)


def test_a_word_that_means_nothing_points_to_the_help(desk: Desk) -> None:
    desk.command("xyzzy")

    assert "Je ne connais pas « xyzzy »" in plainly(desk.last_ephemeral)
    assert "Vouliez-vous" not in desk.last_ephemeral


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 3000,
        "client " + "y" * 3000,
        "promesse " + "vendredi 1500 " * 200,
        "liste " + "> " * 1500,
        "note " + "<@UBOB|bob> &gt; " * 170,
        "attribuer " + "@bob " * 600,
        "pourquoi " + "&amp;lt;" * 370,
        "client   Menuiserie\t Dupuis  ",
    ],
)
@pytest.mark.parametrize("escape", [True, False])
def test_whatever_is_typed_is_answered_in_french(desk: Desk, typed: str, *, escape: bool) -> None:
    desk.acts.should_escape = escape
    outcome = desk.command(typed)

    assert outcome.ok
    assert not desk.workspace.toasts.get(desk.user)


def test_imports_are_told(desk: Desk) -> None:
    desk.command("import")

    assert "grand_livre.csv" in desk.last_ephemeral


def test_an_approver_asks_for_the_digest_and_a_second_time_draws_it_again(desk: Desk) -> None:
    carole = desk.as_("carole")
    carole.command("digest")
    assert "va paraître dans #impayes" in carole.last_ephemeral
    assert "Dupuis" in desk.row("Dupuis")

    carole.command("digest")
    assert "mis à jour dans #impayes" in carole.last_ephemeral
    assert 1 == len(desk.workspace.history(desk.channel))


def test_a_collector_may_not_ask_for_the_digest(desk: Desk) -> None:
    desk.command("digest")

    assert "Vous n'avez pas accès à cette action" in desk.last_ephemeral
    assert [] == desk.workspace.history(desk.channel)


def test_a_command_that_comes_too_late_to_open_a_window_says_click_again(desk: Desk) -> None:
    desk.server.faults.replace([{"method": "views.open", "kind": "error", "error": "expired_trigger_id"}])
    desk.command("appel dupuis")

    assert "cliquez à nouveau" in desk.last_ephemeral
