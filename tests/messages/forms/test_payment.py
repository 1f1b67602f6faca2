"""« Paiement reçu », « Annulation de règlement », « Imputation »: what they offer, what is read, what is refused."""

from datetime import date
from typing import Any

import pytest

from domain.credits import AmountAboveCredit
from domain.money import Money
from domain.payments import Method, OtherCurrency, Payment, Placed, Received
from domain.promises import AmountAboveDebt
from domain.refusals import DateInTheFuture, NothingLeft, TextTooLong
from domain.reversals import AlreadyReversed, Reversal
from domain.typed_amounts import Amount
from messages.forms import credit, payment, reversal
from messages.forms.credit import CreditForm
from messages.forms.payment import PaymentForm
from messages.forms.reversal import ReversalForm
from messages.forms.submitted import FormRefusal
from messages.refs import BadRef
from sandbox.limits import view_complaints
from tests.messages.forms.submission import day, element, labels, options, pick, submit, text
from tests.messages.given import HOSTILE, TODAY, debt, dupuis, eur, line, readable, said

LATE = line(left=100_000, id=1)
TWO = debt(LATE, line("F2026-0110", date(2026, 10, 20), 50_000, id=2), line("F3", date(2026, 12, 15), 90_000, id=3))
YESTERDAY = date(2026, 11, 22)


def paid(**changes: Any) -> Payment:
    known: dict[str, Any] = {"id": 7, "debtor_id": 12, "kind": "payment", "source": "person", "amount": eur(40_000)}
    known |= {"left": 0, "on": YESTERDAY, "method": "transfer", "reference": "", "by": "UBOB", "known_on": TODAY}
    return Payment(**known | changes)


# -- « Paiement reçu » ----------------------------------------------------------------------------------------------


def test_the_form_has_its_labels_in_order_and_what_it_shows_can_be_sent() -> None:
    drawn = payment.view(TWO, TODAY)

    assert labels(drawn) == ["Factures", "Montant", "Date", "Mode", "Référence"]
    assert ["Paiement reçu", "Enregistrer", "Annuler"] == [drawn[name]["text"] for name in ("title", "submit", "close")]
    assert options(drawn, "lines")[0] == "Toutes les factures échues (2)"
    assert options(drawn, "method") == ["Virement", "Prélèvement", "Chèque", "Carte", "Espèces"]
    assert view_complaints(drawn, "modal") == []
    assert payment.parse(submit(drawn), TODAY) == PaymentForm(
        Received(12, eur(150_000), TODAY, Method.TRANSFER), (1, 2), another=False
    )


def test_what_was_typed_fills_the_form_and_an_invoice_named_is_chosen() -> None:
    drawn = payment.view(TWO, TODAY, Amount(75_000, None), YESTERDAY, (3,))
    read = payment.parse(submit(drawn, method=pick(drawn, "method", "Chèque"), reference=text("CHQ 7")), TODAY)

    assert read == PaymentForm(Received(12, eur(75_000), YESTERDAY, Method.CHEQUE, "CHQ 7"), (3,), another=False)


def test_what_could_not_be_read_leaves_the_fields_empty_and_says_so() -> None:
    drawn = payment.view(TWO, TODAY, unread="27 500 vendredi")

    assert said(drawn["blocks"][:1]) == "Je n'ai pas su lire « 27 500 vendredi » : indiquez-le ci-dessous."
    assert "initial_value" not in element(drawn, "amount")
    assert "initial_date" not in element(drawn, "on")


@pytest.mark.parametrize(
    ("amount", "expected"), [(Amount(5_000, None), eur(5_000)), (Amount(5_000, "USD"), Money(5_000, "USD"))]
)
def test_who_owes_nothing_is_asked_no_invoice_and_told_that_it_stays_to_allocate(
    amount: Amount, expected: Money
) -> None:
    drawn = payment.view(type(TWO)(dupuis(), ()), TODAY, amount)
    read = payment.parse(submit(drawn), TODAY)

    assert labels(drawn) == ["Montant", "Date", "Mode", "Référence"]
    assert "Aucune facture ouverte : la somme restera à imputer." in said(drawn["blocks"])
    assert isinstance(read, PaymentForm)
    assert ((), expected) == (read.lines, read.received.amount)


@pytest.mark.parametrize(
    ("field", "answer", "expected"),
    [
        ("amount", text(""), "Indiquez un montant."),
        ("amount", text("0"), "Le montant doit être supérieur à zéro."),
        ("amount", text("100 USD"), "Ce montant est en USD, les factures choisies en EUR."),
        ("on", day("2026-11-24"), "La date est à venir. Choisissez aujourd'hui ou une date passée."),
        ("on", day(None), "Choisissez une date."),
        ("lines", {"selected_options": []}, "Choisissez au moins une facture."),
        ("method", {"selected_option": {"value": "gold"}}, "Ce choix n'existe plus. Faites-en un autre."),
    ],
)
def test_a_fault_is_told_under_its_field(field: str, answer: dict[str, object], expected: str) -> None:
    read = payment.parse(submit(payment.view(TWO, TODAY), **{field: answer}), TODAY)

    assert read == FormRefusal({field: expected})


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (paid(), "noté par <@UBOB> le 23/11/2026"),
        (paid(by="", source="file", reference="VIR 1"), "importé le 23/11/2026, référence VIR 1"),
        (paid(by="", source="ledger"), "d'après la comptabilité, depuis le 23/11/2026"),
        (paid(reference=HOSTILE), "référence &lt;!channel&gt; &amp; *x*"),
    ],
)
def test_what_is_known_already_is_told_under_the_amount_once(known: Payment, expected: str) -> None:
    sent = submit(payment.view(TWO, TODAY)) | {"blocks": payment.view(TWO, TODAY)["blocks"]}
    drawn = payment.doubtful(sent, known)
    again = payment.doubtful(sent | {"blocks": drawn["blocks"]}, known)

    assert labels(drawn) == ["Factures", "Montant", "C'est un autre règlement", "Date", "Mode", "Référence"]
    assert expected in said(drawn["blocks"])
    assert (drawn, []) == (again, view_complaints(drawn, "modal"))


def test_the_box_says_that_it_is_another_payment() -> None:
    sent = submit(payment.view(TWO, TODAY)) | {"blocks": payment.view(TWO, TODAY)["blocks"]}
    drawn = payment.doubtful(sent, paid())
    read = payment.parse(submit(drawn, another=pick(drawn, "another", "Oui")), TODAY)

    assert isinstance(read, PaymentForm)
    assert read.another


def test_refusals_go_under_the_fields_that_explain_them() -> None:
    of_payment = (OtherCurrency(currency="EUR"), DateInTheFuture(), NothingLeft(), TextTooLong(limit=64))
    of_credit = (AmountAboveCredit(left=eur(1)), AmountAboveDebt(left=eur(1)), NothingLeft())

    assert [["amount"], ["on"], ["lines"], ["reference"]] == [list(payment.errors(one) or ()) for one in of_payment]
    assert [["amount"], ["amount"], ["lines"]] == [list(credit.errors(one) or ()) for one in of_credit]
    assert reversal.errors(TextTooLong(limit=300)) == {
        "comment": readable("Le texte est trop long. Limitez-le à 300 caractères.")
    }
    assert reversal.errors(AlreadyReversed(by="UBOB", on=TODAY)) is None


# -- « Annulation de règlement » ------------------------------------------------------------------------------------


def test_a_reversal_says_what_will_be_owed_again_and_asks_why() -> None:
    drawn = reversal.view(dupuis(), paid(placed=(Placed("F1", 30_000), Placed("F2", 10_000)), reference="VIR 1"))

    assert labels(drawn) == ["Motif", "Commentaire"]
    assert options(drawn, "why") == ["Prélèvement rejeté", "Chèque impayé", "Virement annulé", "Erreur de saisie"]
    assert (
        "400,00 € reçus le 22/11/2026 par virement, référence VIR 1\n"
        "Imputés sur F1 et F2 : ces factures seront de nouveau dues."
    ) in said(drawn["blocks"])
    assert view_complaints(drawn, "modal") == []
    chosen = pick(drawn, "why", "Chèque impayé")
    assert reversal.parse(submit(drawn, why=chosen, comment=text("Revenu")), TODAY) == ReversalForm(
        12, 7, Reversal.CHEQUE_UNPAID, "Revenu"
    )
    assert reversal.parse(submit(drawn), TODAY) == FormRefusal({"why": "Faites un choix."})


# -- « Imputation » -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "filled"), [(20_000, "200,00"), (999_999, "1 500,00")])
def test_money_to_allocate_is_offered_up_to_what_is_left(left: int, filled: str) -> None:
    drawn = credit.view(TWO, paid(kind="credit_note", reference="A-1", left=left, amount=eur(999_999)), TODAY)

    assert labels(drawn) == ["Factures", "Montant"]
    assert filled == readable(element(drawn, "amount")["initial_value"])
    assert "à imputer · avoir A-1 du 22/11/2026" in said(drawn["blocks"])
    assert view_complaints(drawn, "modal") == []


def test_an_allocation_is_read_or_refused_under_its_fields() -> None:
    drawn = credit.view(TWO, paid(left=20_000), TODAY)

    assert credit.parse(submit(drawn), TODAY) == CreditForm(12, 7, (1, 2), eur(20_000))
    read = credit.parse(submit(drawn, amount=text("?"), lines={}), TODAY)
    assert isinstance(read, FormRefusal)
    assert ["amount", "lines"] == sorted(read.errors)


@pytest.mark.parametrize("form", [payment, reversal, credit])
def test_a_form_that_lost_what_it_is_about_is_a_bad_reference(form: Any) -> None:
    with pytest.raises(BadRef):
        form.parse({"private_metadata": '{"v":1}', "state": None}, TODAY)
