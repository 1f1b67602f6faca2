"""Promises, from a word typed or a button pressed to the debtor's thread."""

from sandbox.desk import Desk
from storage.tables import due_lines
from tests.journeys.program import Program
from tests.journeys.words import all_plainly, plainly


def test_a_promise_typed_in_one_line_is_told_in_the_debtor_s_thread(desk: Desk, bot: Program) -> None:
    desk.command("promesse dupuis 1 500 € vendredi")
    desk.submit("Promesse")

    told = "@alice a noté une promesse de 1 500,00 € pour le 27/11/2026"
    assert [told] == all_plainly(desk.thread("Dupuis"))
    assert ["promise.made"] == bot.told("DUPUIS")


def test_a_promise_pressed_on_the_digest_is_told_there_too(desk: Desk) -> None:
    desk.as_("carole").command("digest")
    desk.press("Promesse", on=desk.digest, row="Dupuis")
    desk.submit("Promesse", {"Montant promis": "1 500,00", "Date promise": "2026-11-27"})

    assert "promesse de 1 500,00 € pour le 27/11/2026" in plainly(desk.row("Dupuis", "pour le 27/11/2026"))


def test_a_promise_on_an_invoice_is_about_that_invoice_alone(desk: Desk, bot: Program) -> None:
    desk.command("promesse f-102 vendredi")
    desk.submit("Promesse")

    (row,) = bot.journal("DUPUIS")
    assert (["F-102"], 50_000) == (row.payload["invoices"], row.payload["amount"])


def test_what_could_not_be_read_is_said_and_never_guessed(desk: Desk) -> None:
    desk.command("promesse dupuis 1,500 vendredi")

    form = plainly(desk.text_of(desk.modal))
    assert "Je n'ai pas su lire « 1,500 »" in form


def test_an_amount_above_the_debt_is_refused_under_its_field_and_nothing_is_kept(desk: Desk, bot: Program) -> None:
    desk.command("promesse dupuis 99 000 vendredi")
    desk.submit("Promesse")

    expected = {"Montant promis": "Le montant dépasse ce qui reste dû. Indiquez au plus 2 000,00 €."}
    assert expected == {label: plainly(said) for label, said in desk.errors.items()}
    assert [] == bot.journal("DUPUIS")


def test_a_date_beyond_the_horizon_is_refused_under_its_field(desk: Desk, bot: Program) -> None:
    desk.command("promesse dupuis 1500")
    desk.submit("Promesse", {"Date promise": "2027-06-30"})

    assert ["Date promise"] == list(desk.errors)
    assert [] == bot.journal("DUPUIS")


def test_a_form_sent_twice_is_kept_once(desk: Desk, bot: Program) -> None:
    desk.command("promesse dupuis 1500 vendredi")
    view = desk.modal
    desk.submit("Promesse")
    desk.workspace.stacks[desk.user] = [view]
    desk.submit("Promesse")

    assert ["promise.made"] == bot.told("DUPUIS")


def test_a_debtor_with_nothing_left_cannot_promise(desk: Desk, bot: Program) -> None:
    with bot.engine.begin() as connection:
        connection.execute(due_lines.update().values(left=0))
    desk.command("promesse dupuis")

    assert "Il ne reste rien à payer" in desk.last_ephemeral
