"""Notes typed in one line."""

from sandbox.desk import Desk
from tests.journeys.program import Program


def test_a_note_is_told_in_the_thread(desk: Desk, bot: Program) -> None:
    desk.command("note menuiserie dupuis La comptable rentre le 30 & <tout> va bien")

    assert "Note gardée chez Menuiserie Dupuis SARL." == desk.last_ephemeral
    (row,) = bot.journal("DUPUIS")
    assert "La comptable rentre le 30 & <tout> va bien" == row.payload["text"]
    assert "La comptable rentre le 30 & <tout> va bien" in desk.thread("Dupuis")[0]


def test_the_text_survives_the_choice_among_several_clients(desk: Desk, bot: Program) -> None:
    desk.command("note boulangerie rappeler | la mairie")
    desk.press("Boulangerie Martineau · MARTINEAU")

    assert ["rappeler | la mairie"] == [row.payload["text"] for row in bot.journal("MARTINEAU")]


def test_a_text_too_long_for_a_choice_asks_for_the_code(desk: Desk) -> None:
    desk.command("note boulangerie " + "x" * 2500)

    assert "Recommencez avec le code du client" in desk.last_ephemeral


def test_a_note_that_is_too_long_is_refused_in_words(desk: Desk, bot: Program) -> None:
    desk.command("note DUPUIS " + "mot " * 1000)

    assert "Le texte est trop long" in desk.last_ephemeral
    assert [] == bot.journal("DUPUIS")


def test_a_note_without_a_text_says_how_one_is_written(desk: Desk) -> None:
    desk.command("note dupuis")

    assert "/impayes note" in desk.last_ephemeral


def test_a_message_is_noted_with_a_client_by_its_shortcut(desk: Desk, bot: Program) -> None:
    said = desk.as_("bob").write("Vu M. Dupuis au salon & il paie vendredi")
    desk.acts.message_shortcut(desk.user, "note.keep", said.channel, said.ts)
    assert "Noter chez un client" == desk.modal.title

    desk.submit("Noter chez un client", {"Client": "Dupuis"})

    assert ["note.kept"] == bot.told("DUPUIS")
    assert desk.thread("Dupuis")[-1].startswith("@alice a noté un message de @bob")
    assert "Vu M. Dupuis au salon & il paie vendredi" in desk.thread("Dupuis")[-1]


def test_a_message_without_words_or_without_client_is_not_noted(desk: Desk, bot: Program) -> None:
    said = desk.as_("bob").write("quelques mots")
    desk.acts.message_shortcut(desk.user, "note.keep", said.channel, said.ts)

    desk.submit("Noter chez un client", {"Client": "Dupuis", "Note": "   "})

    assert {"Note": "Écrivez un texte."} == desk.errors
    assert [] == bot.told("DUPUIS")


def test_a_client_is_found_from_anywhere_by_the_shortcut(desk: Desk) -> None:
    desk.acts.shortcut(desk.user, "client.find")
    desk.submit("Fiche", {"Client": "Dupuis"})

    assert "Menuiserie Dupuis" in desk.direct[-1]
