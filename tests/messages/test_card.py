"""The card and the root of the thread: what is read at a glance, within Slack's limits."""

import json
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings

from domain.cards import Card
from domain.concerns import Concerns
from domain.debtors import DebtorKind
from domain.disputes import DisputeRow, Share
from domain.disputes import State as DisputeState
from domain.promises import State
from domain.sales import Answer
from messages.card import card, root
from sandbox.limits import message_complaints
from tests.messages import debtors
from tests.messages import given as known
from tests.messages.given import HOSTILE, TODAY, called, contact, credit, line, policy, promised, readable, said

POLICY = policy()
LATER = date(2026, 12, 15)
BUTTONS = (
    "[Appel] [Promesse] [Échéancier] [Paiement reçu] [Litige]\n[Reporter] [Attribuer] [Profil] [Prévenir le commercial]"
)


def draw(one: Card) -> str:
    return said(card(one, TODAY, POLICY).blocks)


def test_a_card_tells_all_the_team_knows() -> None:
    lines = (line(promise_id=5, level=1, reminded_on=date(2026, 10, 22)), line("F2026-0150", LATER, 90_000, id=2))
    one = known.card(
        *lines,
        owner="UBOB",
        salesperson="ULUCAS",
        credit_limit=800_000,
        capital=5_000_000,
        founded_year=1998,
        health="bilan 2025 déposé",
        opinion="paie après le deuxième appel",
        last_contact_on=date(2026, 11, 20),
        contacts=(contact(checked_on=date(2026, 11, 2)),),
        guarantees=(known.guarantee(),),
        asked=known.asked(answer=Answer.BLOCK, answered_on=TODAY),
        promises=(promised(), promised(id=4, state=State.PARTLY_KEPT, received=50_000, level=2)),
        calls=(called(),),
        credits=(credit(),),
    )

    assert draw(one) == (
        "Dupuis SARL\n"
        "C012 · SIREN 100 000 009 · profil bon payeur\n"
        "Suivi par <@UBOB> · commercial <@ULUCAS> · dernier contact le 20/11/2026\n"
        "<@ULUCAS> prévenu le 20/11/2026 par <@UALICE> : « On bloque ? » le 23/11/2026\n"
        "*Prochaine action* : promesse de 1 500,00 € attendue le 27/11/2026\n"
        "Puis : Relance 1 (e-mail) le 02/12/2026\n"
        f"{BUTTONS}\n"
        "*En retard*\n7 000,00 €\n*Encours*\n7 900,00 €\n*non échu*\n900,00 €\n*31–60 j*\n7 000,00 €\n"
        "*2 échéances ouvertes*\n"
        "• F2026-0102 · 7 000,00 € · éch. 15/10/2026 · 39 j · Appel · gelée : promesse\n"
        "• F2026-0150 · 900,00 € · éch. 15/12/2026\n"
        "*Promesses*\n"
        "• 1 500,00 € pour le 27/11/2026 : en cours, notée par <@UALICE> le 20/11/2026\n"
        "• 1 500,00 € pour le 27/11/2026 : tenue en partie (500,00 € reçus), notée par <@UALICE> le 20/11/2026"
        " · niveau 2\n"
        "*À imputer*\n"
        "• 360,00 € · règlement VIR 123 du 18/11/2026\n"
        "*Contacts*\n"
        "• Jeanne Roux, comptabilité fournisseurs · 01 02 03 04 05 · roux@dupuis.example"
        " · peut débloquer le règlement · vérifié le 02/11/2026\n"
        "*Garanties*\n"
        "• Caution · 10 000,00 € · jusqu'au 31/03/2027\n"
        "*Risque*\n"
        "• plafond d'encours : 8 000,00 €\n"
        "• capital : 50 000,00 € · créée en 1998\n"
        "• santé financière : bilan 2025 déposé\n"
        "• avis : paie après le deuxième appel\n"
        "*Derniers contacts*\n"
        "• 20/11/2026 · Téléphone · Rappeler plus tard · Mme Roux · <@UALICE> · « Rappeler lundi. »"
    )


def test_what_must_be_known_first_stands_under_the_name() -> None:
    one = known.card(
        no_contact_since=TODAY,
        no_contact_until=date(2026, 12, 31),
        no_contact_reason="Audience le 15",
        no_contact_by="UBOB",
        insolvent_on=date(2026, 11, 2),
        guarantees=(known.guarantee(ends_on=date(2026, 12, 10)), known.guarantee(ends_on=date(2026, 11, 1))),
        concerns=Concerns(insolvent_on=date(2026, 11, 2), limit=known.eur(600_000)),
    )

    assert (
        "jamais contacté\n"
        "*Ne pas contacter* jusqu'au 31/12/2026 : Audience le 15 (<@UBOB>)\n"
        "*Procédure collective* publiée au BODACC le 02/11/2026"
        " · déclaration de créance : plus que 40 jours (avant le 02/01/2027)\n"
        "*Plafond d'encours dépassé* : 7 000,00 € dus, 6 000,00 € au plus\n"
        "*Caution* de 10 000,00 € : prend fin le 10/12/2026\n"
        "*Caution* de 10 000,00 € : terminée depuis le 01/11/2026\n"
        "*Prochaine action*"
    ) in draw(one)


DISPUTE = DisputeRow(
    9,
    12,
    DisputeState.OPEN,
    "quality",
    known.eur(40_000),
    date(2026, 11, 20),
    "UALICE",
    "Deux cartons cassés",
    shares=(Share(1, 40_000),),
    numbers=("F2026-0102",),
)


def test_a_dispute_of_a_part_is_told_on_its_line_and_may_be_closed_from_the_card_and_the_root() -> None:
    one = replace(known.card(line(disputed=40_000)), disputes=(DISPUTE,))

    told = draw(one)
    assert "[Litige] [Clore le litige]\n" in told
    assert "• F2026-0102 · 7 000,00 € · éch. 15/10/2026 · 39 j · gelée en partie : litige sur 400,00 €\n" in told
    assert (
        "*Litiges*\n• 400,00 € · qualité · F2026-0102 : en cours, ouvert par <@UALICE> le 20/11/2026"
        " · « Deux cartons cassés »"
    ) in told
    assert said(root(one, TODAY).blocks).endswith(
        "litige de 400,00 € (qualité) : en cours\n[Appel] [Promesse] [Échéancier] [Fiche] [Clore le litige]"
    )


def test_a_founded_dispute_waits_for_its_credit_note_and_is_not_closed_again() -> None:
    founded = replace(DISPUTE, state=DisputeState.FOUNDED, closed_on=TODAY, closed_by="UBOB")
    one = replace(known.card(line(disputed=700_000)), disputes=(founded,))

    told = draw(one)
    assert "[Clore le litige]" not in told
    assert " · 39 j · gelée : litige\n" in told
    assert "fondé, en attente d'avoir, ouvert par <@UALICE> le 20/11/2026, clos par <@UBOB> le 23/11/2026" in told


def test_the_root_tells_an_insolvency_and_a_payment_on_its_way() -> None:
    published = date(2026, 11, 2)
    one = replace(
        known.card(insolvent_on=published, payment_sent_on=date(2026, 11, 20)),
        concerns=Concerns(insolvent_on=published, reserved=True),
    )

    assert (
        "procédure collective publiée le 02/11/2026 · créance à déclarer avant le 02/01/2027"
        " · marchandises à revendiquer avant le 02/02/2027\npaiement annoncé le 20/11/2026\n"
    ) in said(root(one, TODAY).blocks)


def test_a_ban_that_is_over_and_a_guarantee_that_holds_warn_of_nothing() -> None:
    one = known.card(no_contact_since=date(2026, 11, 1), no_contact_until=TODAY, guarantees=(known.guarantee(),))

    assert "jamais contacté\n*Prochaine action*" in draw(one)


def test_a_card_that_is_too_heavy_says_that_something_is_left_out() -> None:
    heavy = "😀" * 255
    lines = (line(heavy, id=place) for place in range(1, 13))
    one = known.card(*lines, calls=(called(note=heavy, contact=heavy),) * 3, contacts=(contact(name=heavy),) * 5)
    drawn = card(one, TODAY, POLICY)

    assert readable(drawn.blocks[-1]["elements"][0]["text"]) == "Le reste ne tient pas dans un message."
    assert message_complaints(drawn.blocks) == []


def test_what_comes_next_stands_in_the_order_of_its_dates() -> None:
    one = known.card(
        snoozed_until=date(2026, 12, 1), snooze_reason="Congés", snoozed_by="UALICE", next_call_on=date(2026, 11, 20)
    )

    assert (
        "Reporté jusqu'au 01/12/2026 par <@UALICE> : Congés\n"
        "*Prochaine action* : rappeler depuis le 20/11\n"
        "Puis : fin du report le 01/12/2026\n"
        "Puis : Appel le 01/12/2026\n"
    ) in draw(one)


def test_a_card_of_somebody_who_owes_nothing() -> None:
    one = Card(known.dupuis(profile="", siren="", kind=DebtorKind.PUBLIC), (), (), (), (), ())

    assert draw(one) == (
        "Dupuis SARL\nC012 · Administration\nSans responsable · jamais contacté\n"
        "*Prochaine action* : rien n'est prévu.\n"
        f"{BUTTONS}\n"
        "Aucune échéance ouverte."
    )


def test_lines_past_the_twelfth_are_counted() -> None:
    one = known.card(*(line(f"F{place}", id=place) for place in range(1, 15)))

    assert "• F12 · 7 000,00 € · éch. 15/10/2026 · 39 j\net 2 autres" in draw(one)


def test_a_hostile_name_calls_nobody() -> None:
    one = known.card(
        name=HOSTILE, code=HOSTILE, snooze_reason=HOSTILE, snoozed_until=LATER, calls=(called(note=HOSTILE),)
    )
    drawn = card(one, TODAY, POLICY)
    mrkdwn = json.dumps([block for block in drawn.blocks if block["type"] != "header"])

    assert "<!channel>" not in drawn.text + mrkdwn + json.dumps(root(one, TODAY))


def test_the_root_of_the_thread_says_where_the_debtor_stands() -> None:
    one = known.card(owner="UBOB", last_contact_on=date(2026, 11, 20), promises=(promised(),))
    drawn = root(one, TODAY)

    assert said(drawn.blocks) == (
        "*Dupuis SARL* (C012) : 7 000,00 € en retard, plus ancienne échéance le 15/10/2026 · encours 7 000,00 €\n"
        "Suivi par <@UBOB>\n"
        "promesse de 1 500,00 € pour le 27/11/2026\n"
        "Dernier contact le 20/11/2026\n"
        "[Appel] [Promesse] [Échéancier] [Fiche]"
    )
    assert (
        readable(drawn.text)
        == "*Dupuis SARL* (C012) : 7 000,00 € en retard, plus ancienne échéance le 15/10/2026 · encours 7 000,00 €"
    )


def test_the_root_of_a_debtor_who_is_not_late_still_tells_promise_and_snooze() -> None:
    one = known.card(line(due_on=LATER), promises=(promised(),), snoozed_until=LATER)

    assert said(root(one, TODAY).blocks) == (
        "*Dupuis SARL* (C012) : rien en retard · encours 7 000,00 €\n"
        "promesse de 1 500,00 € pour le 27/11/2026\n"
        "reporté jusqu'au 15/12/2026\n"
        "[Appel] [Promesse] [Échéancier] [Fiche]"
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(debtors.cards())
def test_any_card_stays_within_what_slack_takes(one: Card) -> None:
    for drawn in (card(one, TODAY, POLICY), root(one, TODAY)):
        assert message_complaints(drawn.blocks) == []
        assert len(json.dumps(drawn.blocks)) < 12_000
        assert len(drawn.text) <= 4000
