"""The role gate on every door: what a refused person sees never tells what the bot knows."""

import pytest

from sandbox.desk import Desk
from tests.journeys.program import CHANNEL, Program

REFUSED = "Vous n'avez pas accès à cette action. Demandez à un administrateur d'Impayés."


@pytest.mark.parametrize("who", ["guido", "sam"])
@pytest.mark.parametrize("typed", ["client DUPUIS", "client nobody", "", "xyzzy", "note DUPUIS bonjour"])
def test_a_command_is_refused_in_the_same_words_whatever_was_asked(
    desk: Desk, bot: Program, who: str, typed: str
) -> None:
    stranger = desk.as_(who)
    stranger.command(typed)

    assert REFUSED == stranger.last_ephemeral
    assert [] == bot.journal("DUPUIS")


def test_who_is_not_in_the_channel_is_refused_from_another_one(desk: Desk) -> None:
    olga = Desk(desk.server, "olga", "general")
    olga.command("client DUPUIS")

    assert REFUSED == olga.last_ephemeral


def test_a_button_is_refused_to_the_person_alone(desk: Desk) -> None:
    desk.command("note DUPUIS bonjour")
    stranger = desk.as_("sam")
    stranger.press("Fiche", on=desk.root("Dupuis"))

    assert REFUSED == stranger.last_ephemeral
    assert ["bonjour"] == [line.splitlines()[-1].strip("> ") for line in desk.thread("Dupuis")]


def test_a_modal_is_refused_when_the_role_was_lost_meanwhile(desk: Desk, bot: Program) -> None:
    desk.command("appel DUPUIS")
    desk.workspace.users[desk.user].is_restricted = True
    forget(bot)
    desk.submit("Appel", {"Résultat": "Messagerie"})

    assert [REFUSED] == list(desk.errors.values())
    assert [] == bot.journal("DUPUIS")


def test_options_are_empty_for_who_lost_the_role(desk: Desk, bot: Program) -> None:
    desk.command("appel")
    desk.workspace.users[desk.user].is_ultra_restricted = True
    forget(bot)

    assert [] == desk.acts.suggest(desk.user, desk.modal, "client", "client.search", "dupuis")


@pytest.mark.parametrize(("who", "seen"), [("alice", "Ma journée"), ("sam", "Vous n'avez pas accès")])
def test_the_home_shows_the_day_or_a_refusal(desk: Desk, who: str, seen: str) -> None:
    assert seen in desk.as_(who).home


def test_a_reply_of_a_stranger_is_not_kept_and_not_answered(desk: Desk, bot: Program) -> None:
    desk.command("note DUPUIS bonjour")
    stranger = desk.as_("sam")
    stranger.write("je paie demain", thread="Dupuis")

    assert ["note.kept"] == bot.told("DUPUIS")
    assert 2 == len(desk.thread("Dupuis"))


def test_when_slack_does_not_say_who_it_is_nothing_is_done(desk: Desk, bot: Program) -> None:
    desk.server.faults.add("5xx", "users.info", count=50)
    desk.command("note DUPUIS bonjour")

    assert "Slack ne répond pas" in desk.last_ephemeral
    assert [] == bot.journal("DUPUIS")


def test_a_mention_is_answered_to_the_person_alone(desk: Desk) -> None:
    desk.acts.mention(desk.user, CHANNEL, "bonjour")
    desk.server.delivery.settle()

    assert "/impayes promesse" in desk.last_ephemeral


def forget(bot: Program) -> None:
    """Make the program ask Slack anew, as it does after some minutes."""
    for kept in (bot.directory._persons, bot.directory._groups):  # noqa: SLF001 - five minutes, told at once
        kept._entries.clear()  # noqa: SLF001 - same
