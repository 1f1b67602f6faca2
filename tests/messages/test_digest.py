"""The digest: its exact words, and Slack's limits whatever the debtors."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.journal import WRITTEN_IN_SLACK, Kind
from domain.money import Money
from domain.overdue import DebtorRow, Filters
from domain.priority import PromiseFact
from messages.digest import as_json, changes, digest, plain
from messages.listing import load
from messages.refs import DebtRef
from sandbox.limits import message_complaints
from tests.messages import debtors
from tests.messages import given as known
from tests.messages.given import HOSTILE, TODAY, broken, eur, readable, row, said, standing


def test_a_digest_tells_totals_changes_and_debtors_by_priority() -> None:
    rows = (row(standing=broken(), owner="UALICE"), row(13, name="Moulin", invoices=3, standing=standing()))
    drawn = digest(known.digest(rows, since=date(2026, 11, 20), changes={"promise.kept": 2, "call.logged": 1}), TODAY)

    assert said(drawn.blocks) == (
        "Impayés du lundi 23 novembre 2026\n"
        "*7 000,00 € en retard* · encours 9 000,00 € · à imputer 360,00 €\n"
        "2 clients en retard\n"
        "Depuis le dernier digest (20/11/2026) : 2 promesses tenues et 1 appel noté.\n"
        "*Dupuis SARL* (C012) — 7 000,00 € en retard · 1 facture · 39 j · <@UALICE>\n"
        "promesse de 1 500,00 € non tenue hier\n"
        "[Appel] [Promesse] [Échéancier] [⋯]\n"
        "*Moulin* (C013) — 7 000,00 € en retard · 3 factures · 39 j\n"
        "[Appel] [Promesse] [Échéancier] [⋯]"
    )


def test_a_row_carries_the_debtor_in_its_controls() -> None:
    drawn = digest(known.digest((row(12),)), TODAY)
    call, promise, plan, menu = drawn.blocks[-1]["elements"]

    assert ["1|12|", "1|12|", "1|12|"] == [call["value"], promise["value"], plan["value"]]
    assert ["Fiche", "Litige", "Paiement reçu", "Reporter", "Attribuer"] == [
        option["text"]["text"] for option in menu["options"]
    ]
    assert ["card", "dispute", "payment", "snooze", "assign"] == [
        DebtRef.load(option["value"]).verb for option in menu["options"]
    ]


def test_the_first_seven_have_every_control_and_the_next_the_card_alone() -> None:
    rows = [row(place) for place in range(1, 26)]
    drawn = digest(known.digest(rows, debtors=61), TODAY)
    told = said(drawn.blocks)

    assert told.count("[Appel] [Promesse] [Échéancier] [⋯]") == 7
    assert told.count("[Fiche]") >= 5
    assert told.endswith("autres clients en retard.\n[Voir la suite]")


def test_what_does_not_fit_is_one_click_away() -> None:
    drawn = digest(known.digest([row(place) for place in range(1, 26)], debtors=61), TODAY)
    filters, page = load(drawn.blocks[-1]["elements"][0]["value"])

    assert filters == Filters()
    shown = sum(block.get("block_id", "").startswith("row:") for block in drawn.blocks if block["type"] == "section")

    assert page == shown // 10 + 1


def test_nobody_late_is_told_honestly() -> None:
    drawn = digest(known.digest(overdue=(), outstanding=(eur(5_000),), unallocated=()), TODAY)

    assert said(drawn.blocks) == "Impayés du lundi 23 novembre 2026\nAucune facture en retard. Encours : 50,00 €."
    assert readable(drawn.text) == "Impayés du lundi 23 novembre 2026 : aucune facture en retard."


def test_each_currency_has_its_own_line() -> None:
    overdue = (eur(100), Money(200, "USD"))
    drawn = digest(known.digest((row(),), overdue=overdue, outstanding=overdue, unallocated=()), TODAY)

    assert "*1,00 € en retard* · encours 1,00 €\n*2,00 $US en retard* · encours 2,00 $US\n1 client en retard" in said(
        drawn.blocks
    )


def test_nothing_is_said_of_changes_when_there_are_none() -> None:
    assert "Depuis" not in said(digest(known.digest((row(),)), TODAY).blocks)


def test_every_kind_of_change_is_told_but_what_is_no_news() -> None:
    silent = {kind for kind in Kind if not changes({kind: 1})}

    assert silent == (WRITTEN_IN_SLACK - {Kind.REPLY_WRITTEN}) | {Kind.ABSENCE_BEGUN, Kind.ABSENCE_ENDED}


def test_the_text_says_the_most_important_words_first() -> None:
    text = digest(known.digest((row(standing=broken()),)), TODAY).text

    assert readable(text).startswith(
        "Impayés du lundi 23 novembre 2026 : 7 000,00 € en retard chez 1 client.\n*Dupuis SARL* (C012)"
    )


def test_a_hostile_name_calls_nobody() -> None:
    drawn = digest(known.digest((row(name=HOSTILE),)), TODAY)

    assert "<!channel>" not in drawn.text + json.dumps(drawn.blocks)


def test_a_terminal_reads_every_row() -> None:
    rows = (row(standing=broken(), owner="UALICE"), row(13, name=HOSTILE))

    assert readable(plain(known.digest(rows, debtors=3, since=TODAY, changes={"note.kept": 2}), TODAY)) == (
        "Impayés du lundi 23 novembre 2026\n"
        "7 000,00 € en retard · encours 9 000,00 € · à imputer 360,00 €\n"
        "3 clients en retard\n"
        "Depuis le dernier digest (23/11/2026) : 2 notes.\n"
        "  1. Dupuis SARL (C012) — 7 000,00 € en retard · 1 facture · 39 j · @UALICE"
        " — promesse de 1 500,00 € non tenue hier\n"
        f"  2. {HOSTILE} (C013) — 7 000,00 € en retard · 1 facture · 39 j\n"
        "1 autre client en retard."
    )


def test_json_tells_sums_as_texts_and_reasons_by_code() -> None:
    told = as_json(known.digest((row(standing=standing(broken=PromiseFact(eur(5), TODAY))),)), TODAY)

    assert told["overdue"] == {"EUR": "7000.00"}
    assert told["rows"][0]["days_late"] == 39
    assert told["rows"][0]["reasons"][0] | {"words": ""} == {
        "reason": "promise_broken",
        "amount": {"EUR": "0.05"},
        "on": "2026-11-23",
        "words": "",
    }
    assert json.loads(json.dumps(told)) == told


@settings(max_examples=25)
@given(
    st.lists(debtors.rows(), max_size=30), st.tuples(*[debtors.moneys(0)] * 3), st.integers(0, 9), st.integers(0, 5000)
)
def test_any_digest_stays_within_what_slack_takes(
    rows: list[DebtorRow], sums: tuple[tuple[Money, ...], ...], snoozed: int, more: int
) -> None:
    totals = dict(zip(("overdue", "outstanding", "unallocated"), sums, strict=True))
    made = known.digest(rows, changes=dict.fromkeys(Kind, 10**6), snoozed=snoozed, debtors=len(rows) + more, **totals)
    drawn = digest(made, TODAY)
    shown = sum(block["type"] == "section" and block.get("block_id", "").startswith("row:") for block in drawn.blocks)

    assert message_complaints(drawn.blocks) == []
    assert len(json.dumps(drawn.blocks)) < 12_000
    assert len(drawn.text) <= 4000
    assert shown >= min(10, len(rows))


def test_several_promises_not_kept_are_told_in_good_french() -> None:
    assert "3 promesses non tenues" in changes({Kind.PROMISE_BROKEN: 3})
