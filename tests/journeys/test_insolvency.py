"""Insolvencies: noted by those who run the team, corrected, declared, lifted; reminders stop meanwhile."""

from datetime import date

from sandbox.desk import Desk
from tests.journeys.program import Program
from tests.journeys.words import plainly


def test_a_date_typed_is_noted_at_once_and_the_countdown_begins(desk: Desk, bot: Program) -> None:
    desk.as_("carole").command("procedure dupuis 16/11")

    assert ["insolvency.opened"] == bot.told("DUPUIS")
    assert "Créance à déclarer au mandataire judiciaire ou au liquidateur avant le 16/01/2027." in plainly(
        desk.thread("Dupuis")[-1]
    )
    desk.as_("carole").command("digest")
    assert "déclaration de créance : plus que 54 jours (avant le 16/01/2027)" in plainly(desk.row("Dupuis"))
    desk.command("pourquoi dupuis")
    assert "Gelée : procédure collective publiée au BODACC le 16/11/2026" in plainly(desk.last_ephemeral)


def test_a_collector_may_not_note_an_insolvency(desk: Desk, bot: Program) -> None:
    desk.command("procedure dupuis 16/11")

    assert "Vous n'avez pas accès à cette action." in plainly(desk.last_ephemeral)
    assert [] == bot.journal("DUPUIS")


def test_without_a_date_it_is_asked_and_a_date_to_come_is_refused_under_its_field(desk: Desk, bot: Program) -> None:
    carole = desk.as_("carole")
    carole.command("procedure dupuis")
    carole.submit("Procédure collective", {"Date de publication au BODACC": "2026-11-24"})
    assert ["Date de publication au BODACC"] == list(carole.errors)

    carole.submit("Procédure collective", {"Date de publication au BODACC": "2026-11-20"})

    assert ["insolvency.opened"] == bot.told("DUPUIS")


def test_what_could_not_be_read_as_a_date_opens_the_form(desk: Desk, bot: Program) -> None:
    carole = desk.as_("carole")
    carole.command("procedure dupuis 31/11")

    assert "Je n'ai pas su lire « 31/11 »" in plainly(carole.text_of(carole.modal))
    assert [] == bot.journal("DUPUIS")


def test_a_wrong_date_is_corrected_and_a_declaration_ends_the_countdown(desk: Desk) -> None:
    carole = desk.as_("carole")
    carole.command("procedure dupuis 16/11")
    carole.command("procedure dupuis")
    carole.submit(
        "Procédure collective", {"Date de publication au BODACC": "2026-11-18", "Créance déclarée le": "2026-11-23"}
    )

    told = plainly(desk.thread("Dupuis")[-1])
    assert "• publication au BODACC : 18/11/2026 au lieu du 16/11/2026\n• créance déclarée le 23/11/2026" in told
    carole.command("digest")
    row = plainly(desk.row("Dupuis"))
    assert "procédure collective publiée le 18/11/2026" in row
    assert "déclaration de créance" not in row


def test_an_insolvency_noted_by_mistake_is_lifted_and_reminders_go_on(desk: Desk, bot: Program) -> None:
    carole = desk.as_("carole")
    carole.command("procedure dupuis 16/11")
    carole.command("procedure dupuis levée")

    assert "la procédure collective est levée" in plainly(carole.last_ephemeral)
    assert ["insolvency.opened", "insolvency.lifted"] == bot.told("DUPUIS")
    desk.command("pourquoi dupuis")
    assert "procédure collective" not in plainly(desk.last_ephemeral)


def test_lifting_what_is_not_noted_is_refused(desk: Desk, bot: Program) -> None:
    carole = desk.as_("carole")
    carole.command("procedure dupuis levée")

    assert "Aucune procédure collective n'est notée" in plainly(carole.last_ephemeral)
    assert [] == bot.journal("DUPUIS")


def test_who_corrects_second_is_told_what_the_first_did(desk: Desk, bot: Program) -> None:
    carole, denis = desk.as_("carole"), Desk(desk.server, "denis", "approbations", settle=bot.settle)
    carole.command("procedure dupuis")
    denis.command("procedure dupuis 17/11")
    carole.submit("Procédure collective", {"Date de publication au BODACC": "2026-11-16"})

    assert "a noté une publication au 17/11/2026" in plainly(carole.text_of(carole.modal))
    assert ["insolvency.opened"] == bot.told("DUPUIS")


def test_the_countdown_goes_on_until_the_last_day(desk: Desk, bot: Program) -> None:
    carole = desk.as_("carole")
    carole.command("procedure dupuis 16/11")
    bot.clock.at = bot.clock.at.replace(year=2027, month=1, day=15)
    carole.command("client dupuis")

    assert date(2027, 1, 15) == bot.clock.today()
    assert "déclaration de créance : plus qu'un jour (avant le 16/01/2027)" in plainly(carole.last_ephemeral)
