"""Files of a message joined to a client's documents, and received again from the card."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from sandbox.desk import Desk
from sandbox.records import File
from storage.tables import documents, wanted_files
from tests.journeys.program import Program
from tests.journeys.words import all_plainly, plainly

PDF = b"%PDF-1.7\nun bon de livraison"
PNG = b"\x89PNG\r\n\x1a\nune photo"
TITLE = "Joindre au dossier"
GIVEN = {"Client": "Dupuis", "Nature": "Bon de livraison"}


def share(desk: Desk, *files: tuple[str, bytes]) -> None:
    """Take the shortcut on a message of Bob's with files."""
    said = desk.as_("bob").write("Reçu du transporteur", files=files)
    desk.acts.message_shortcut(desk.user, "document.keep", said.channel, said.ts)


def kept(bot: Program) -> int:
    with bot.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(documents)).scalar_one())


def received(desk: Desk) -> Sequence[File]:
    room = desk.workspace.im(desk.user).id
    return [file for one in desk.workspace.history(room, desk.user) for file in one.files]


def test_a_file_joined_about_an_invoice_is_told_in_the_thread_and_stands_on_the_card(desk: Desk, bot: Program) -> None:
    share(desk, ("bon n° 12 & co.pdf", PDF))
    desk.submit(TITLE, {**GIVEN, "Facture": " f-101 "})

    assert [
        "@alice a joint « bon n° 12 & co.pdf » au dossier : bon de livraison, facture F-101 (28 octets)"
    ] == all_plainly(desk.thread("Dupuis"))
    assert ["document.kept"] == bot.told("DUPUIS")
    desk.command("client dupuis")
    assert "• bon n° 12 & co.pdf · bon de livraison · facture F-101 · 23/11/2026" in plainly(desk.last_ephemeral)


def test_a_document_is_received_in_a_direct_message(desk: Desk, bot: Program) -> None:
    share(desk, ("bon.pdf", PDF))
    desk.submit(TITLE, GIVEN)
    desk.command("client dupuis")
    desk.press("Recevoir")

    assert "« bon.pdf » vous est envoyé en message direct." == plainly(desk.last_ephemeral)
    assert [("bon.pdf", PDF)] == [(file.name, file.content) for file in received(desk)]
    assert "Document demandé : « bon.pdf », dossier de Menuiserie Dupuis SARL" == plainly(desk.direct[-1])
    assert ["document.kept"] == bot.told("DUPUIS")


def test_the_files_that_were_unticked_are_left_out(desk: Desk, bot: Program) -> None:
    share(desk, ("bon.pdf", PDF), ("photo.png", PNG))
    desk.submit(TITLE, {**GIVEN, "Fichiers": ["photo.png"]})

    assert ["photo.png"] == [row.payload["name"] for row in bot.journal("DUPUIS")]


def test_the_others_of_many_documents_are_a_press_away(desk: Desk) -> None:
    share(desk, *((f"bon-{number}.pdf", PDF + str(number).encode()) for number in range(5)))
    desk.submit(TITLE, GIVEN)
    desk.command("client dupuis")
    desk.press("Tous les documents")

    assert "Documents" == desk.modal.title
    assert all(f"bon-{number}.pdf" in desk.text_of(desk.modal) for number in range(5))
    desk.press("Recevoir", row="bon-0.pdf")
    assert ["bon-0.pdf"] == [file.name for file in received(desk)]


def test_a_message_without_files_says_so(desk: Desk) -> None:
    said = desk.as_("bob").write("rien de joint")
    desk.acts.message_shortcut(desk.user, "document.keep", said.channel, said.ts)

    assert "Ce message ne porte aucun fichier à joindre au dossier." == desk.last_ephemeral


def test_an_invoice_of_somebody_else_is_refused_under_its_field_with_the_nearest(desk: Desk, bot: Program) -> None:
    share(desk, ("bon.pdf", PDF))
    desk.submit(TITLE, {**GIVEN, "Facture": "F-201"})

    assert ["Ce client n'a pas de facture « F-201 ». La plus proche : F-101."] == all_plainly(
        list(desk.errors.values())
    )
    assert ["Facture"] == list(desk.errors)
    assert [] == bot.told("DUPUIS")


def test_wrong_types_and_sizes_are_told_by_name_and_the_others_are_kept(desk: Desk, bot: Program) -> None:
    big = b"%PDF-1.7" + b"x" * 10_000_000
    share(desk, ("bon.pdf", PDF), ("virus.exe", b"MZ\x90\x00"), ("faux.pdf", b"MZ\x90\x00"), ("gros.pdf", big))
    desk.submit(TITLE, GIVEN)

    assert ["bon.pdf"] == [row.payload["name"] for row in bot.journal("DUPUIS")]
    wrong = "ce type de fichier n'est pas accepté, ou son contenu n'est pas ce que son nom annonce."
    assert plainly(desk.direct[-1]) == (
        "3 fichiers n'ont pas été joints au dossier de Menuiserie Dupuis SARL :\n"
        f"• « virus.exe » : {wrong}\n• « faux.pdf » : {wrong}\n• « gros.pdf » : ce fichier dépasse 10 Mo."
    )
    assert 1 == len(desk.direct)


def test_the_same_content_is_kept_once_and_said_so(desk: Desk, bot: Program) -> None:
    for name in ("bon.pdf", "copie.pdf"):
        share(desk, (name, PDF))
        desk.submit(TITLE, GIVEN)

    assert ["document.kept"] == bot.told("DUPUIS")
    assert 1 == kept(bot)
    assert "« copie.pdf » : ce contenu est déjà au dossier de ce client" in plainly(desk.direct[-1])


def test_a_form_sent_twice_asks_once(desk: Desk, bot: Program) -> None:
    share(desk, ("bon.pdf", PDF))
    view = desk.modal
    desk.submit(TITLE, GIVEN)
    desk.workspace.stacks[desk.user] = [view]
    desk.submit(TITLE)

    with bot.engine.connect() as connection:
        assert 1 == connection.execute(select(func.count()).select_from(wanted_files)).scalar_one()


def test_a_silent_slack_is_asked_again_later(desk: Desk, bot: Program) -> None:
    desk.server.faults.add("5xx", "files.info")
    share(desk, ("bon.pdf", PDF))
    desk.submit(TITLE, GIVEN)
    assert [] == bot.told("DUPUIS")

    bot.clock.at += timedelta(minutes=1)
    bot.settle()
    assert ["document.kept"] == bot.told("DUPUIS")


@pytest.mark.parametrize(
    ("error", "why"),
    [("file_deleted", "ce fichier a été supprimé de Slack."), ("missing_scope", "Slack ne le donne pas à Impayés.")],
)
def test_a_file_that_slack_will_never_give_is_told_to_who_wanted_it(
    desk: Desk, bot: Program, error: str, why: str
) -> None:
    desk.server.faults.add("error", "files.info", error=error)
    share(desk, ("bon.pdf", PDF))
    desk.submit(TITLE, GIVEN)

    assert f"« bon.pdf » : {why}" in plainly(desk.direct[-1])
    assert [] == bot.told("DUPUIS")


def test_a_slack_that_never_answers_is_told_in_the_end(desk: Desk, bot: Program) -> None:
    desk.server.faults.add("5xx", "files.info", count=100)
    share(desk, ("bon.pdf", PDF))
    desk.submit(TITLE, GIVEN)
    for _ in range(30):
        bot.clock.at += timedelta(minutes=6)
        bot.settle()

    assert "Slack n'a pas donné ce fichier malgré plusieurs essais." in plainly(desk.direct[-1])


def test_a_worker_that_died_leaves_its_file_to_the_next_one(desk: Desk, bot: Program) -> None:
    desk.settle = lambda: None
    share(desk, ("bon.pdf", PDF))
    desk.submit(TITLE, GIVEN)
    with bot.engine.begin() as connection:
        connection.execute(wanted_files.update().values(free_at=bot.clock.at + timedelta(minutes=2), tries=1))
    bot.settle()
    assert [] == bot.told("DUPUIS")

    bot.clock.at += timedelta(minutes=3)
    bot.settle()
    assert ["document.kept"] == bot.told("DUPUIS")


def test_a_document_that_is_gone_is_refused_in_words(desk: Desk, bot: Program) -> None:
    share(desk, ("bon.pdf", PDF))
    desk.submit(TITLE, GIVEN)
    desk.command("client dupuis")
    with bot.engine.begin() as connection:
        connection.execute(documents.delete())
    desk.press("Recevoir")

    assert "Ce document n'est plus au dossier." in desk.last_ephemeral
    assert [] == received(desk)


def test_a_guest_joins_nothing(desk: Desk, bot: Program) -> None:
    said = desk.as_("bob").write("bon", files=[("bon.pdf", PDF)])
    guest = desk.as_("guido")
    guest.acts.message_shortcut(guest.user, "document.keep", said.channel, said.ts)

    assert "Vous n'avez pas accès à cette action." in plainly(guest.last_ephemeral)
    assert [] == bot.told("DUPUIS")
