"""Sales people in the loop: asked directly, answering in one press, and allowed nothing else."""

import pytest

from sandbox.desk import Desk
from sandbox.records import Message
from storage.tables import debtors
from tests.journeys.program import Program
from tests.journeys.words import all_plainly, plainly

BLOCK = "On bloque ?"


@pytest.fixture
def sold(desk: Desk, bot: Program) -> Desk:
    """Make Olga, who has no role, the salesperson of Dupuis; give her desk."""
    with bot.engine.begin() as connection:
        changed = debtors.update().where(debtors.c.code == "DUPUIS")
        connection.execute(changed.values(salesperson="UOLGA"))
    return Desk(desk.server, "olga", "general", settle=bot.settle)


def direct(desk: Desk, user: str = "UOLGA") -> list[Message]:
    return list(desk.workspace.messages[desk.workspace.im(user).id])


def ask(desk: Desk) -> None:
    desk.command("client dupuis")
    desk.press("Prévenir le commercial")


def test_the_salesperson_is_told_what_they_need_and_their_answer_is_told(desk: Desk, sold: Desk) -> None:
    ask(desk)
    (asked,) = direct(desk)

    assert "@olga est prévenu en message direct" in plainly(desk.last_ephemeral)
    said = plainly(desk.text_of(asked))
    assert "@alice vous prévient : *Menuiserie Dupuis SARL* (DUPUIS) : 2 000,00 € en retard" in said
    assert "• F-101 · 1 500,00 € · échéance du 01/10/2026" in said
    sold.press(BLOCK, on=asked)

    (answered,) = direct(desk)
    assert "Vous avez répondu « On bloque ? » le 23/11/2026. Merci." in plainly(desk.text_of(answered))
    assert [] == [block for block in answered.blocks if block["type"] == "actions"]
    assert [
        "@alice a prévenu le commercial, @olga",
        "@olga, commercial, a répondu : « On bloque ? »",
    ] == all_plainly(desk.thread("Dupuis"))
    desk.command("client dupuis")
    assert "@olga prévenu le 23/11/2026 par @alice : « On bloque ? » le 23/11/2026" in plainly(desk.last_ephemeral)


def test_a_second_answer_is_told_the_first(desk: Desk, bot: Program, sold: Desk) -> None:
    ask(desk)
    (asked,) = direct(desk)
    blocks = asked.blocks
    sold.press("Litige connu", on=asked)
    (asked,) = direct(desk)
    asked.blocks = blocks
    sold.press("Je l'appelle", on=asked)

    assert "Vous avez déjà répondu « Litige connu » le 23/11/2026." == plainly(sold.last_ephemeral)
    assert ["sales.asked", "sales.answered"] == bot.told("DUPUIS")


@pytest.mark.usefixtures("sold")
def test_asked_twice_the_same_day_is_said_and_another_day_is_done(desk: Desk, bot: Program) -> None:
    ask(desk)
    ask(desk.as_("bob"))
    assert ["sales.asked"] == bot.told("DUPUIS")
    assert 1 == len(direct(desk))

    bot.clock.at = bot.clock.at.replace(day=24)
    ask(desk)
    assert ["sales.asked", "sales.asked"] == bot.told("DUPUIS")
    assert 2 == len(direct(desk))


@pytest.mark.usefixtures("sold")
def test_who_comes_second_is_told_who_asked(desk: Desk) -> None:
    ask(desk)
    bob = desk.as_("bob")
    ask(bob)

    told = "@olga a déjà été prévenu aujourd'hui par @alice, sans réponse pour l'instant."
    assert told == plainly(bob.last_ephemeral)


def test_without_a_salesperson_the_card_says_how_to_set_one(desk: Desk, bot: Program) -> None:
    ask(desk)

    assert "Ce client n'a pas de commercial." in desk.last_ephemeral
    assert [] == bot.journal("DUPUIS")


@pytest.mark.usefixtures("sold")
def test_a_salesperson_who_became_a_guest_is_not_written_to(desk: Desk, bot: Program) -> None:
    desk.workspace.users["UOLGA"].is_restricted = True
    ask(desk)

    assert "n'est plus un membre à part entière" in plainly(desk.last_ephemeral)
    assert [] == bot.journal("DUPUIS")


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize(("who", "seen"), [("sam", "Vous n'avez pas accès"), ("bob", "posée à quelqu'un d'autre")])
def test_nobody_else_answers(desk: Desk, bot: Program, who: str, seen: str) -> None:
    ask(desk)
    (asked,) = direct(desk)
    forged = desk.workspace.post("CIMPAYES", "UIMPAYES", "", blocks=asked.blocks)
    other = desk.as_(who)
    other.press(BLOCK, on=forged)

    assert seen in plainly(other.last_ephemeral)
    assert ["sales.asked"] == bot.told("DUPUIS")


def test_the_salesperson_may_do_nothing_else(desk: Desk, bot: Program, sold: Desk) -> None:
    ask(desk)
    sold.command("client DUPUIS")
    assert "Vous n'avez pas accès" in sold.last_ephemeral

    (asked,) = direct(desk)
    for action_id, value in (
        ("card.open", "1|1|"),
        ("sales.ask", "1|1|"),
        ("sales.calls", "1|999"),
        ("sales.calls", "x"),
    ):
        asked.blocks = [{"type": "actions", "block_id": "b", "elements": [_button(action_id, value)]}]
        sold.press("Autre", on=asked)
        assert "Vous n'avez pas accès" in sold.last_ephemeral
    assert ["sales.asked"] == bot.told("DUPUIS")


def test_an_answer_of_who_is_no_longer_a_colleague_is_refused(desk: Desk, bot: Program, sold: Desk) -> None:
    ask(desk)
    (asked,) = direct(desk)
    desk.workspace.users["UOLGA"].is_restricted = True
    bot.directory._persons._entries.clear()  # noqa: SLF001 - five minutes, told at once
    sold.press(BLOCK, on=asked)

    assert "Vous n'avez pas accès" in sold.last_ephemeral
    assert ["sales.asked"] == bot.told("DUPUIS")


def _button(action_id: str, value: str) -> dict[str, object]:
    text = {"type": "plain_text", "text": "Autre"}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}
