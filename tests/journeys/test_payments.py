"""Money that comes in, is taken back, or waits for an invoice: from a word typed to the debtor's thread."""

from datetime import date, timedelta

from sqlalchemy import func, select

from domain.ledger import DocumentKind, LedgerFile, LedgerPayment
from sandbox.desk import Desk
from storage.tables import due_lines, invoices, payments
from tests.journeys.ledger import invoice
from tests.journeys.program import Program
from tests.journeys.words import all_plainly, plainly

MINUTE = timedelta(minutes=1)


def left(bot: Program, number: str) -> int:
    query = select(func.sum(due_lines.c.left)).join_from(due_lines, invoices).where(invoices.c.number == number)
    with bot.engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


def count(bot: Program) -> int:
    with bot.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(payments)).scalar_one())


def pay(desk: Desk, typed: str, **fields: str) -> None:
    desk.command(typed)
    desk.submit("Paiement reçu", fields)


def bank(cents: int, on: date, number: str | None = None, code: str = "DUPUIS") -> LedgerFile:
    one = LedgerPayment(2, code, "", "VIR 77", on, cents, "EUR", number, "Virement")
    return LedgerFile("payments", payments=[one], sha256="2" * 64)


def test_a_payment_typed_in_one_line_pays_the_oldest_line_first_and_is_told(desk: Desk, bot: Program) -> None:
    desk.command("paiement dupuis 1 700 € hier")
    desk.submit("Paiement reçu", {"Référence": "VIR 12"})

    told = (
        "@alice a noté un règlement de 1 700,00 € reçu le 22/11/2026 par virement, référence VIR 12\n"
        "• imputé : 1 500,00 € sur F-101 et 200,00 € sur F-102"
    )
    assert [told] == all_plainly(desk.thread("Dupuis"))
    assert (0, 30_000) == (left(bot, "F-101"), left(bot, "F-102"))


def test_what_exceeds_the_invoices_stays_to_allocate_and_is_told_apart(desk: Desk, bot: Program) -> None:
    pay(desk, "payment f-102", Montant="650")

    told = (
        "@alice a noté un règlement de 650,00 € reçu le 23/11/2026 par virement\n"
        "• imputé : 500,00 € sur F-102\n"
        "• à imputer : 150,00 €, au-delà des factures choisies"
    )
    assert [told] == all_plainly(desk.thread("Dupuis"))
    desk.command("client dupuis")
    assert "150,00 € · règlement du 23/11/2026" in plainly(desk.last_ephemeral)
    assert 150_000 == left(bot, "F-101")


def test_a_payment_is_pressed_on_the_card_and_in_the_menu_of_a_row(desk: Desk, bot: Program) -> None:
    desk.command("client dupuis")
    desk.press("Paiement reçu")
    desk.submit("Paiement reçu", {"Montant": "100", "Mode": "Espèces"})
    desk.command("liste")
    desk.press("Paiement reçu", row="Dupuis")
    desk.submit("Paiement reçu", {"Montant": "200", "Mode": "Chèque"})

    assert ["payment.received"] * 2 == bot.told("DUPUIS")
    assert 120_000 == left(bot, "F-101")


def test_who_owes_nothing_may_pay_and_it_stays_to_allocate(desk: Desk, bot: Program) -> None:
    with bot.engine.begin() as connection:
        connection.execute(due_lines.update().values(left=0))
    pay(desk, "paiement dupuis 300")

    assert [
        "@alice a noté un règlement de 300,00 € reçu le 23/11/2026 par virement\n• à imputer : 300,00 €"
    ] == all_plainly(desk.thread("Dupuis"))


def test_a_date_to_come_an_amount_of_nothing_and_another_currency_are_refused(desk: Desk, bot: Program) -> None:
    desk.command("paiement dupuis")
    desk.submit("Paiement reçu", {"Montant": "100", "Date": "2026-11-24"})
    assert {"Date": "La date est à venir. Choisissez aujourd'hui ou une date passée."} == desk.errors

    desk.submit("Paiement reçu", {"Montant": "0", "Date": "2026-11-20"})
    assert ["Montant"] == list(desk.errors)

    desk.submit("Paiement reçu", {"Montant": "100 USD", "Date": "2026-11-20"})
    assert {"Montant": "Ce montant est en USD, les factures choisies en EUR."} == desk.errors
    assert 0 == count(bot)


def test_a_form_sent_twice_is_one_payment(desk: Desk, bot: Program) -> None:
    desk.command("paiement dupuis 100")
    view = desk.modal
    desk.submit("Paiement reçu")
    desk.workspace.stacks[desk.user] = [view]
    desk.submit("Paiement reçu")

    assert ["payment.received"] == bot.told("DUPUIS")
    assert 1 == count(bot)


def test_the_same_payment_noted_by_two_people_is_asked_about_then_taken_when_it_is_another(
    desk: Desk, bot: Program
) -> None:
    bob = desk.as_("bob")
    bob.command("paiement dupuis 400")
    desk.command("paiement dupuis 400")
    bob.submit("Paiement reçu")
    desk.submit("Paiement reçu")

    warned = plainly(desk.text_of(desk.modal))
    assert "Un règlement de 400,00 € du 23/11/2026 est déjà connu chez ce client" in warned
    assert "noté par @bob le 23/11/2026" in warned
    assert 1 == count(bot)

    desk.submit("Paiement reçu")
    assert 1 == count(bot)
    desk.submit("Paiement reçu", {"C'est un autre règlement": ["Oui"]})
    assert 2 == count(bot)
    assert 70_000 == left(bot, "F-101")


def test_a_promise_that_the_payment_keeps_is_told_at_once(desk: Desk, bot: Program) -> None:
    desk.command("promesse f-101 1500 vendredi")
    desk.submit("Promesse")
    bot.clock.at += MINUTE
    pay(desk, "paiement f-101")

    assert ["promise.made", "payment.received", "promise.kept"] == bot.told("DUPUIS")


def test_invoices_paid_meanwhile_are_refused_under_their_field(desk: Desk, bot: Program) -> None:
    bob = desk.as_("bob")
    desk.command("paiement f-102 499")
    bob.command("paiement f-102")
    bob.submit("Paiement reçu")
    desk.submit("Paiement reçu")

    assert {"Factures": "Il ne reste rien à payer sur les factures choisies."} == desk.errors
    assert ["payment.received"] == bot.told("DUPUIS")


def test_a_rejected_payment_is_taken_back_and_its_promise_waits_again(desk: Desk, bot: Program) -> None:
    desk.command("promesse f-101 1500 vendredi")
    desk.submit("Promesse")
    bot.clock.at += MINUTE
    pay(desk, "paiement f-101", Mode="Prélèvement")
    desk.command("client dupuis")
    desk.press("Annuler ce règlement")
    desk.submit("Annulation de règlement", {"Motif": "Prélèvement rejeté", "Commentaire": "Provision insuffisante"})

    told = (
        "@alice a annulé le règlement de 1 500,00 € reçu le 23/11/2026 : prélèvement rejeté\n"
        "• de nouveau dû : 1 500,00 € sur F-101\n"
        "La promesse de 1 500,00 € pour le 27/11/2026 attend de nouveau son règlement.\n"
        "> Provision insuffisante"
    )
    assert told == all_plainly(desk.thread("Dupuis"))[-1]
    assert 150_000 == left(bot, "F-101")


def test_who_takes_a_payment_back_second_is_told_who_did_it_first(desk: Desk, bot: Program) -> None:
    pay(desk, "paiement dupuis 400")
    bob = desk.as_("bob")
    for one in (desk, bob):
        one.command("client dupuis")
        one.press("Annuler ce règlement")
    bob.submit("Annulation de règlement", {"Motif": "Erreur de saisie"})
    desk.submit("Annulation de règlement", {"Motif": "Erreur de saisie"})

    assert ["payment.received", "payment.reversed"] == bot.told("DUPUIS")
    assert "Ce règlement a déjà été annulé par @bob le 23/11/2026." in desk.direct[-1]
    desk.command("client dupuis")
    assert "annulé par @bob le 23/11/2026" in plainly(desk.last_ephemeral)


def test_what_only_accounting_states_is_not_taken_back_here(desk: Desk, bot: Program) -> None:
    pay(desk, "paiement f-201 100")
    desk.command("client martin")
    bot.bring(
        LedgerFile(
            "invoices",
            [invoice(3, "MARTIN", "Boulangerie Martin", "F-201", date(2026, 9, 15), 80_000)._replace(paid=30_000)],
        )
    )
    with bot.engine.begin() as connection:
        connection.execute(payments.update().where(payments.c.source == "person").values(source="ledger"))
    desk.press("Annuler ce règlement")

    assert "Seule la comptabilité dit que cette somme est réglée" in plainly(desk.last_ephemeral)
    assert ["payment.received"] == bot.told("MARTIN")


def test_a_credit_note_is_set_against_invoices_and_taken_off_them(desk: Desk, bot: Program) -> None:
    note = invoice(9, "DUPUIS", "Menuiserie Dupuis SARL", "A-1", date(2026, 11, 1), 30_000)
    bot.bring(LedgerFile("invoices", [note._replace(kind=DocumentKind.CREDIT_NOTE)]))
    desk.command("client dupuis")
    desk.press("Imputer")
    desk.submit("Imputation", {"Montant": "200"})
    assert ("@alice a imputé 200,00 € de l'avoir A-1 sur F-101\n• reste à imputer : 100,00 €") == all_plainly(
        desk.thread("Dupuis")
    )[-1]
    assert 130_000 == left(bot, "F-101")

    desk.command("client dupuis")
    desk.press("Désimputer")
    assert "• de nouveau dû : 200,00 € sur F-101" in all_plainly(desk.thread("Dupuis"))[-1]
    assert 150_000 == left(bot, "F-101")


def test_more_than_is_left_of_a_sum_is_refused_under_its_field(desk: Desk, bot: Program) -> None:
    pay(desk, "paiement f-102 600")
    desk.command("client dupuis")
    desk.press("Imputer")
    desk.submit("Imputation", {"Montant": "150"})
    assert {"Montant": "Il ne reste que 100,00 € à imputer de cette somme."} == {
        label: plainly(said) for label, said in desk.errors.items()
    }

    desk.submit("Imputation", {"Montant": "100"})
    assert ["payment.received", "credit.allocated"] == bot.told("DUPUIS")
    assert 140_000 == left(bot, "F-101")


def test_a_deposit_received_has_its_receipt_drafted(desk: Desk, bot: Program) -> None:
    deposit = invoice(8, "DUPUIS", "Menuiserie Dupuis SARL", "AC-1", date(2026, 11, 20), 40_000)
    order = invoice(9, "DUPUIS", "Menuiserie Dupuis SARL", "F-103", date(2027, 1, 31), 160_000)
    both = [deposit._replace(kind=DocumentKind.DEPOSIT, order_ref="C-45"), order._replace(order_ref="C-45")]
    bot.bring(LedgerFile("invoices", both))
    pay(desk, "paiement ac-1")

    draft = all_plainly(desk.thread("Dupuis"))[-1]
    assert "votre acompte de 400,00 € le 23/11/2026, au titre de la facture d'acompte AC-1 (commande C-45)" in draft
    assert "Le solde de la commande, 1 600,00 €, est à régler le 31/01/2027 (facture F-103)." in draft
    assert ["payment.received", "deposit.receipt"] == bot.told("DUPUIS")


def test_a_file_that_tells_the_same_money_confirms_it_and_adds_nothing(desk: Desk, bot: Program) -> None:
    pay(desk, "paiement f-101 400 vendredi")
    bot.bring(bank(40_000, date(2026, 11, 23), "F-101"))
    bot.settle()

    assert 110_000 == left(bot, "F-101")
    assert "• 1 règlement déjà noté, confirmé : 400,00 € le 23/11/2026" in all_plainly(desk.thread("Dupuis"))[-1]
