"""Disputes: opened from a word, a menu or a call, closed by whoever knows who was right."""

from datetime import timedelta

from sqlalchemy import select

from domain.dispute_credits import settle_disputes
from sandbox.desk import Desk
from storage.tables import due_lines
from tests.journeys.program import Program
from tests.journeys.words import all_plainly, plainly

FORM = {"Motif": "Qualité", "Commentaire": "Deux cartons cassés"}


def disputed(bot: Program) -> list[int]:
    with bot.engine.connect() as connection:
        of = due_lines.c.debtor_id == bot.debtor_id("DUPUIS")
        return list(connection.execute(select(due_lines.c.disputed).where(of).order_by(due_lines.c.due_on)).scalars())


def opened(desk: Desk, amount: str = "1 600") -> None:
    desk.command("litige dupuis")
    desk.submit("Litige", FORM | {"Montant contesté": amount})


def test_a_dispute_freezes_the_contested_part_and_is_told_in_the_thread(desk: Desk, bot: Program) -> None:
    opened(desk)

    (told,) = all_plainly(desk.thread("Dupuis"))
    assert told.startswith(
        "@alice a ouvert un litige de 1 600,00 € sur F-101 et F-102 : qualité. Cette part n'est plus relancée."
    )
    assert [150_000, 10_000] == disputed(bot)


def test_without_an_amount_all_that_is_left_on_the_invoice_named_is_contested(desk: Desk, bot: Program) -> None:
    desk.command("dispute f-102")
    desk.submit("Litige", FORM)

    (row,) = bot.journal("DUPUIS")
    assert (["F-102"], 50_000) == (row.payload["invoices"], row.payload["amount"])


def test_an_amount_above_what_is_left_is_refused_under_its_field(desk: Desk, bot: Program) -> None:
    opened(desk, "99 000")

    expected = "Le montant dépasse ce qui reste dû et n'est pas encore contesté. Indiquez au plus 2 000,00 €."
    assert {"Montant contesté": expected} == {label: plainly(said) for label, said in desk.errors.items()}
    assert [] == bot.journal("DUPUIS")


def test_a_form_sent_twice_opens_one_dispute(desk: Desk, bot: Program) -> None:
    desk.command("litige dupuis")
    view = desk.modal
    desk.submit("Litige", FORM | {"Montant contesté": "100"})
    desk.workspace.stacks[desk.user] = [view]
    desk.submit("Litige", FORM | {"Montant contesté": "100"})

    assert ["dispute.opened"] == bot.told("DUPUIS")


def test_a_call_that_ends_with_a_dispute_goes_on_to_it_and_stays_kept_without_it(desk: Desk, bot: Program) -> None:
    desk.command("appel dupuis")
    desk.submit("Appel", {"Résultat": "Litige"})
    assert ["call.logged"] == bot.told("DUPUIS")

    desk.submit("Litige", FORM)

    assert ["call.logged", "dispute.opened"] == bot.told("DUPUIS")


def test_a_debtor_with_nothing_left_has_nothing_to_contest(desk: Desk, bot: Program) -> None:
    with bot.engine.begin() as connection:
        connection.execute(due_lines.update().values(left=0))
    desk.command("litige dupuis")

    assert "Il ne reste rien à payer" in desk.last_ephemeral


def test_an_unfounded_dispute_is_closed_from_the_thread_s_root_and_reminders_go_on(desk: Desk, bot: Program) -> None:
    opened(desk)
    desk.press("Clore le litige", row="Dupuis")
    desk.submit("Clôture du litige", {"Issue": "Non fondé", "Commentaire": "Bon de livraison signé"})

    assert [0, 0] == disputed(bot)
    assert "non fondé, les relances reprennent où elles en étaient." in plainly(desk.thread("Dupuis")[-1])


def test_a_founded_dispute_waits_for_its_credit_note(desk: Desk, bot: Program) -> None:
    opened(desk, "100")
    desk.command("client dupuis")
    desk.press("Clore le litige")
    desk.submit("Clôture du litige", {"Issue": "Fondé"})
    desk.command("pourquoi f-101")

    assert [10_000, 0] == disputed(bot)
    assert "dit fondé par @alice le 23/11/2026 et en attente d'avoir" in plainly(desk.last_ephemeral)
    assert 0 == settle_disputes(bot.office.open_book, bot.office.act(""))


def test_which_dispute_is_closed_is_asked_when_there_are_several(desk: Desk, bot: Program) -> None:
    opened(desk, "100")
    opened(desk, "200")
    desk.press("Clore le litige", row="Dupuis")
    desk.submit("Clôture du litige", {"Issue": "Non fondé"})
    assert ["Litige"] == list(desk.errors)

    desk.submit("Clôture du litige", {"Litige": "100,00 € · Qualité · F-101", "Issue": "Non fondé"})

    assert [20_000, 0] == disputed(bot)


def test_who_closes_second_is_told_what_the_first_did(desk: Desk, bot: Program) -> None:
    opened(desk)
    desk.press("Clore le litige", row="Dupuis")
    bob = desk.as_("bob")
    bob.press("Clore le litige", row="Dupuis")
    bob.submit("Clôture du litige", {"Issue": "Fondé"})
    desk.submit("Clôture du litige", {"Issue": "Non fondé"})

    told = plainly(desk.text_of(desk.modal))
    assert "a été clos par" in told
    assert "fondé, en attente d'avoir. Rien n'a été changé." in told
    assert ["dispute.opened", "dispute.founded"] == bot.told("DUPUIS")


def test_a_button_of_last_month_says_who_closed_the_dispute(desk: Desk, bot: Program) -> None:
    opened(desk)
    desk.command("client dupuis")
    card = next(one for line in desk.workspace.messages.values() for one in line if one.ephemeral_to == desk.user)
    desk.press("Clore le litige", row="Dupuis")
    desk.submit("Clôture du litige", {"Issue": "Non fondé"})
    bot.clock.at += timedelta(days=30)
    desk.press("Clore le litige", on=card)

    assert "a été clos par" in desk.last_ephemeral
