"""Payment plans, from the simulation to the end: the schedule, the decision, what time and money make of it."""

from datetime import datetime, timedelta

from domain.acts import PROGRAM
from domain.debts import DueLine
from domain.ledger import LedgerFile, LedgerPayment
from domain.plan_judging import judge_plans
from sandbox.desk import Desk
from sandbox.filling import Given
from sandbox.records import Message
from tests.journeys.program import APPROVALS, NOW, Program
from tests.journeys.words import all_plainly, plainly

ASKED: dict[str, Given] = {"Nombre d'échéances": "4", "Première échéance": "2026-12-15", "Motif": "Trésorerie tendue"}
TWO: dict[str, Given] = {"Nombre d'échéances": "2", "Première échéance": "2026-12-01", "Motif": "Un creux"}


def ask(desk: Desk, fields: dict[str, Given] | None = None) -> None:
    """Ask for a plan of all that Dupuis owes, 2 000,00 €."""
    desk.command("echeancier dupuis")
    desk.submit("Échéancier", fields or ASKED)
    desk.submit("Échéancier")


def asked_for(bot: Program, desk: Desk) -> Message:
    """Give the message of the approval channel."""
    bot.settle()
    messages = [one for one in desk.workspace.messages[APPROVALS] if not (one.deleted or one.ephemeral_to)]
    assert 1 == len(messages)
    return messages[0]


def pass_to(bot: Program, days: int) -> None:
    """Let days pass, then the tick come."""
    bot.clock.at = NOW + timedelta(days=days)
    judge_plans(bot.office.open_book, bot.office.act(PROGRAM))
    bot.settle()


def pay(bot: Program, cents: int) -> None:
    today = bot.clock.today()
    one = LedgerPayment(2, "DUPUIS", "Menuiserie Dupuis SARL", f"VIR {today}", today, cents, "EUR", "F-101", "Virement")
    bot.bring(LedgerFile("payments", payments=[one], rows=1, sha256="9" * 64))


# -- asked for ---------------------------------------------------------------------------------------------------------
def test_the_schedule_is_shown_whole_before_anything_is_asked(desk: Desk, bot: Program) -> None:
    desk.command("echeancier dupuis")
    desk.submit("Échéancier", ASKED | {"Acompte": "200", "Clause de déchéance du terme": ["Oui"]})

    shown = plainly(desk.text_of(desk.modal))
    assert "Total : 2 000,00 €" in shown
    assert "Acompte · cinq jours ouvrés après l'accord · 200,00 €" in shown
    assert "1/4 · mar. 15/12/2026 · 450,00 €" in shown
    assert "4/4 · lun. 15/03/2027 · 450,00 €" in shown
    assert "Décision : un approbateur" in shown
    assert [] == bot.journal("DUPUIS")


def test_going_back_from_the_schedule_keeps_what_was_typed(desk: Desk) -> None:
    desk.command("plan dupuis")
    desk.submit("Échéancier", ASKED)
    desk.close()
    desk.submit("Échéancier", {"Nombre d'échéances": "2"})

    assert "2/2 · ven. 15/01/2027 · 1 000,00 €" in plainly(desk.text_of(desk.modal))


def test_a_request_is_told_in_the_thread_and_posted_where_it_is_decided(desk: Desk, bot: Program) -> None:
    ask(desk)

    (told,) = all_plainly(desk.thread("Dupuis"))
    assert told.startswith("@alice a demandé un échéancier de 2 000,00 € en 4 échéances, la première le 15/12/2026")
    message = plainly(desk.text_of(asked_for(bot, desk)))
    assert "Échéancier à approuver" in message
    assert "Trésorerie tendue" in message
    assert "4/4 · lun. 15/03/2027 · 500,00 €" in message
    assert "2 000,00 € en retard, depuis le 01/10/2026" in message
    assert "Approuver Refuser Fiche" in message


def test_penalties_are_counted_when_they_are_asked_for(desk: Desk) -> None:
    desk.command("echeancier dupuis")
    desk.submit("Échéancier", ASKED | {"Inclure les pénalités": ["Oui"]})

    assert "Factures : 2 000,00 € · pénalités : 110,75 €" in plainly(desk.text_of(desk.modal))


def test_difficulties_told_in_a_call_go_on_to_a_plan(desk: Desk, bot: Program) -> None:
    desk.command("appel dupuis")
    desk.submit("Appel", {"Résultat": "Difficultés financières"})
    desk.submit("Échéancier", ASKED)
    desk.submit("Échéancier")

    assert ["call.logged", "plan.requested"] == bot.told("DUPUIS")


def test_what_cannot_be_is_refused_under_its_field_and_nothing_is_kept(desk: Desk, bot: Program) -> None:
    desk.command("echeancier dupuis")
    desk.submit("Échéancier", ASKED | {"Acompte": "2 000"})
    assert {"Acompte": "L'acompte doit être inférieur au total à régler, 2 000,00 €."} == {
        label: plainly(said) for label, said in desk.errors.items()
    }

    desk.submit("Échéancier", {"Acompte": None, "Motif": "  "})

    assert {"Motif": "Indiquez le motif."} == desk.errors
    assert [] == bot.journal("DUPUIS")


def test_a_missing_rate_is_named_under_the_penalties(desk: Desk, bot: Program) -> None:
    bot.clock.at = datetime(2027, 1, 4, 10, tzinfo=NOW.tzinfo)
    desk.command("echeancier dupuis")
    desk.submit("Échéancier", ASKED | {"Première échéance": "2027-02-01", "Inclure les pénalités": ["Oui"]})

    assert "2027-S1" in desk.errors["Inclure les pénalités"]


def test_invoices_in_a_plan_are_not_offered_again(desk: Desk) -> None:
    ask(desk)
    desk.command("echeancier dupuis")

    assert "Déjà dans un échéancier en attente ou en cours : F-101 et F-102." in plainly(desk.last_ephemeral)


def test_a_debt_that_changed_since_the_simulation_is_shown_anew_before_it_is_asked_for(
    desk: Desk, bot: Program
) -> None:
    desk.command("echeancier dupuis")
    desk.submit("Échéancier", ASKED)
    pay(bot, 40_000)
    desk.submit("Échéancier")

    shown = plainly(desk.text_of(desk.modal))
    assert "La somme due a changé depuis la simulation." in shown
    assert "Total : 1 600,00 €" in shown
    desk.submit("Échéancier")
    assert ["plan.requested"] == bot.told("DUPUIS")


def test_a_debt_taken_by_another_plan_meanwhile_is_said_in_place_of_the_schedule(desk: Desk, bot: Program) -> None:
    desk.command("echeancier dupuis")
    desk.submit("Échéancier", ASKED)
    ask(desk.as_("bob"), TWO)
    desk.submit("Échéancier")

    assert "Déjà dans un échéancier en attente ou en cours" in plainly(desk.text_of(desk.modal))
    assert 1 == len(bot.told("DUPUIS"))


# -- decided -----------------------------------------------------------------------------------------------------------
def test_an_approval_is_told_to_who_asked_and_the_buttons_go(desk: Desk, bot: Program) -> None:
    ask(desk)
    carole = desk.as_("carole")
    carole.press("Approuver", on=asked_for(bot, desk))

    told = plainly(desk.thread("Dupuis")[-1])
    assert "@carole a approuvé l'échéancier de 2 000,00 € en 4 échéances demandé par @alice" in told
    message = plainly(desk.text_of(asked_for(bot, desk)))
    assert "Approuvé par @carole le 23/11/2026" in message
    assert "Refuser" not in message
    assert "Échéancier approuvé : c'est noté dans le fil du client." == plainly(carole.last_ephemeral)


def test_a_refusal_asks_why_and_tells_it(desk: Desk, bot: Program) -> None:
    ask(desk)
    carole = desk.as_("carole")
    carole.press("Refuser", on=asked_for(bot, desk))
    carole.submit("Refus", {"Motif": "Trop long pour ce client"})

    assert "@carole a refusé l'échéancier de 2 000,00 € demandé par @alice\n> Trop long pour ce client" == plainly(
        desk.thread("Dupuis")[-1]
    )
    assert "Refusé par @carole le 23/11/2026 : Trop long pour ce client" in plainly(desk.text_of(asked_for(bot, desk)))
    assert all(line.plan_id is None for line in lines(bot))


def test_nobody_decides_their_own_plan(desk: Desk, bot: Program) -> None:
    carole = desk.as_("carole")
    ask(carole)
    for button in ("Approuver", "Refuser"):
        carole.press(button, on=asked_for(bot, desk))
        assert "Vous avez demandé cet échéancier : quelqu'un d'autre doit en décider." == plainly(carole.last_ephemeral)

    assert ["plan.requested"] == bot.told("DUPUIS")


def test_a_collector_decides_the_small_plans_of_others_and_not_the_large_ones(desk: Desk, bot: Program) -> None:
    bob = desk.as_("bob")
    ask(desk)
    bob.press("Approuver", on=asked_for(bot, desk))
    assert "Cet échéancier doit être décidé par un approbateur ou un administrateur." == plainly(bob.last_ephemeral)
    desk.as_("denis").press("Refuser", on=asked_for(bot, desk))
    desk.as_("denis").submit("Refus", {"Motif": "En deux fois plutôt"})

    ask(desk, TWO)
    bob.press("Approuver")

    assert ["plan.requested", "plan.refused", "plan.requested", "plan.approved"] == bot.told("DUPUIS")


def test_the_second_person_is_told_who_decided_and_when(desk: Desk, bot: Program) -> None:
    ask(desk)
    message, denis = asked_for(bot, desk), desk.as_("denis")
    denis.press("Refuser", on=message)
    desk.as_("carole").press("Approuver", on=message)
    denis.submit("Refus", {"Motif": "Non"})

    said = plainly(denis.text_of(denis.modal))
    assert "Cet échéancier a déjà été approuvé par @carole le 23/11/2026 à 10 h 00." in said
    assert ["plan.requested", "plan.approved"] == bot.told("DUPUIS")


def test_a_request_nobody_decides_expires_and_who_asked_is_told(desk: Desk, bot: Program) -> None:
    ask(desk)
    asked_for(bot, desk)
    pass_to(bot, 7)

    assert "demandé le 23/11/2026 par @alice n'a été décidé par personne" in plainly(desk.thread("Dupuis")[-1])
    message = plainly(desk.text_of(asked_for(bot, desk)))
    assert "Expiré sans décision le 30/11/2026." in message
    assert "Approuver" not in message


# -- lived -------------------------------------------------------------------------------------------------------------
def active(desk: Desk, bot: Program) -> Desk:
    """Have a plan of two instalments, on 1 December and 4 January, approved by Carole."""
    ask(desk, TWO)
    carole = desk.as_("carole")
    carole.press("Approuver", on=asked_for(bot, desk))
    return carole


def lines(bot: Program) -> tuple[DueLine, ...]:
    with bot.office.open_reader() as reader:
        return reader.debt(bot.debtor_id("DUPUIS")).lines


def test_a_notice_is_told_three_days_before(desk: Desk, bot: Program) -> None:
    active(desk, bot)
    pass_to(bot, 4)

    notice = plainly(desk.thread("Dupuis")[-1])
    assert "Échéancier, échéance 1/2 : 1 000,00 € attendus le 01/12/2026." in notice
    assert "> Bonjour," in notice


def test_a_missed_instalment_waits_for_a_decision_and_may_be_let_pass(desk: Desk, bot: Program) -> None:
    carole = active(desk, bot)
    pass_to(bot, 12)
    assert "les 1 000,00 € attendus le 01/12/2026 ne sont pas là" in plainly(desk.thread("Dupuis")[-1])
    message = asked_for(bot, desk)
    assert "Maintenir Dénoncer" in desk.text_of(message)

    carole.press("Maintenir", on=message)

    assert "@carole a maintenu l'échéancier" in plainly(desk.thread("Dupuis")[-1])
    assert "Maintenir" not in desk.text_of(asked_for(bot, desk))


def test_a_plan_may_be_ended_from_the_debtor_s_message_and_reminders_resume(desk: Desk, bot: Program) -> None:
    carole = active(desk, bot)
    pass_to(bot, 12)
    carole.press("Dénoncer", on=desk.root("Dupuis"))

    assert "les relances reprennent où elles en étaient." in plainly(desk.thread("Dupuis")[-1])
    assert "Échéancier dénoncé" in desk.text_of(asked_for(bot, desk))
    assert all(line.plan_id is None for line in lines(bot))


def test_who_asked_for_a_plan_does_not_end_it(desk: Desk, bot: Program) -> None:
    active(desk, bot)
    pass_to(bot, 12)
    desk.press("Dénoncer", on=desk.root("Dupuis"))

    assert "quelqu'un d'autre doit en décider" in plainly(desk.last_ephemeral)
    assert "plan.ended" not in bot.told("DUPUIS")


def test_a_button_of_an_earlier_default_is_told_what_was_decided(desk: Desk, bot: Program) -> None:
    carole = active(desk, bot)
    pass_to(bot, 12)
    old = asked_for(bot, desk)
    value = next(one for block in old.blocks for one in block.get("elements", ()) if one.get("action_id") == "plan.end")
    carole.press("Maintenir", on=old)
    pass_to(bot, 12)
    old.blocks.append({"type": "actions", "block_id": "old", "elements": [value]})
    carole.press("Dénoncer", on=old)

    assert "a déjà été maintenu par @carole le 05/12/2026" in plainly(carole.last_ephemeral)
    assert "plan.ended" not in bot.told("DUPUIS")


def test_a_plan_that_is_paid_is_completed(desk: Desk, bot: Program) -> None:
    active(desk, bot)
    for days in (5, 40):
        bot.clock.at = NOW + timedelta(days=days)
        pay(bot, 150_000)
    bot.bring(paid_up(bot))
    pass_to(bot, 40)

    assert "plan.completed" == bot.told("DUPUIS")[-1]
    assert "Échéancier réglé" in desk.text_of(asked_for(bot, desk))


def paid_up(bot: Program) -> LedgerFile:
    today = bot.clock.today()
    one = LedgerPayment(2, "DUPUIS", "Menuiserie Dupuis SARL", "VIR F-102", today, 50_000, "EUR", "F-102", "Virement")
    return LedgerFile("payments", payments=[one], rows=1, sha256="8" * 64)


def test_the_card_and_the_root_say_where_the_plan_stands(desk: Desk, bot: Program) -> None:
    active(desk, bot)
    desk.command("client dupuis")

    card = plainly(desk.last_ephemeral)
    assert "• 2 000,00 € en 2 échéances : en cours, rien reçu · échéance 1/2 de 1 000,00 € le 01/12/2026" in card
    assert "échéancier de 2 000,00 € en 2 échéances : en cours" in plainly(desk.text_of(desk.root("Dupuis")))
