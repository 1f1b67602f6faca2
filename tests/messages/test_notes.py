"""What a debtor's thread is told, kind by kind."""

from typing import Any

import pytest

from domain.journal import WRITTEN_IN_SLACK, Kind
from messages.notes import told
from tests.messages import plan_notes, told_payments
from tests.messages.given import HOSTILE, journal, readable

PROMISE = {"amount": 150_000, "currency": "EUR", "on": "2026-11-27", "level": 1, "note": "", "replaced": []}
OLD = {"amount": 100_000, "currency": "EUR", "on": "2026-11-20"}
DISPUTE = {"amount": 50_000, "currency": "EUR", "reason": "quality", "comment": "", "invoices": ["F1", "F2"]}
CALL = {"channel": "phone", "result": "voicemail", "contact": "", "note": "", "next_on": None, "reminded_lines": 0}
GUARANTEE = {
    "guarantee": 7,
    "form": "surety",
    "amount": 1_000_000,
    "currency": "EUR",
    "ends_on": "2026-12-31",
}

CASES: list[tuple[Kind, dict[str, Any], str]] = [
    (Kind.PROMISE_MADE, PROMISE, "<@UALICE> a noté une promesse de 1 500,00 € pour le 27/11/2026"),
    (
        Kind.PROMISE_MADE,
        PROMISE | {"level": 2, "note": "Elle a dit\noui", "replaced": [OLD]},
        (
            "<@UALICE> a noté une promesse de 1 500,00 € pour le 27/11/2026\n"
            "Promesse de niveau 2 : 1 non tenue sur ces factures.\n"
            "Elle remplace la promesse de 1 000,00 € pour le 20/11/2026.\n"
            "> Elle a dit\n> oui"
        ),
    ),
    (Kind.PROMISE_KEPT, PROMISE | {"received": 150_000}, "Promesse de 1 500,00 € pour le 27/11/2026 : tenue."),
    (
        Kind.PROMISE_PARTLY_KEPT,
        PROMISE | {"received": 50_000},
        "Promesse de 1 500,00 € pour le 27/11/2026 : tenue en partie, 500,00 € reçus.",
    ),
    (Kind.PROMISE_BROKEN, PROMISE | {"received": 0}, "Promesse de 1 500,00 € pour le 27/11/2026 : non tenue."),
    (
        Kind.PROMISE_CANCELLED,
        PROMISE | {"received": 0},
        "Promesse de 1 500,00 € pour le 27/11/2026 : sans objet, il ne reste rien à payer sur ses factures.",
    ),
    (Kind.CALL_LOGGED, CALL, "<@UALICE> a noté un appel : messagerie"),
    (
        Kind.CALL_LOGGED,
        CALL
        | {"channel": "visit", "result": "call_back", "contact": "Mme Roux", "note": HOSTILE}
        | {"next_on": "2026-11-30", "reminded_lines": 2},
        (
            "<@UALICE> a noté une visite avec Mme Roux : rappeler plus tard · prochaine action le 30/11/2026"
            " · compte comme la relance de 2 échéances\n> &lt;!channel&gt; &amp; *x*"
        ),
    ),
    (
        Kind.SNOOZE_SET,
        {"until": "2026-12-01", "reason": "Congés"},
        "<@UALICE> a reporté ce client jusqu'au 01/12/2026\n> Congés",
    ),
    (Kind.OWNER_ASSIGNED, {"owner": "UBOB", "before": ""}, "<@UALICE> a attribué ce client à <@UBOB>"),
    (
        Kind.OWNER_ASSIGNED,
        {"owner": "UBOB", "before": "UCLEO"},
        "<@UALICE> a attribué ce client à <@UBOB>, suivi jusque-là par <@UCLEO>",
    ),
    (
        Kind.DISPUTE_OPENED,
        DISPUTE | {"comment": "Deux cartons cassés"},
        (
            "<@UALICE> a ouvert un litige de 500,00 € sur F1 et F2 : qualité. Cette part n'est plus relancée.\n"
            "> Deux cartons cassés"
        ),
    ),
    (
        Kind.DISPUTE_FOUNDED,
        DISPUTE,
        "<@UALICE> a clos le litige de 500,00 € sur F1 et F2 (qualité) : fondé, en attente d'avoir.",
    ),
    (
        Kind.DISPUTE_UNFOUNDED,
        DISPUTE | {"comment": "Bon signé"},
        (
            "<@UALICE> a clos le litige de 500,00 € sur F1 et F2 (qualité) : non fondé, "
            "les relances reprennent où elles en étaient.\n> Bon signé"
        ),
    ),
    (
        Kind.DISPUTE_SETTLED,
        {"amount": 50_000, "currency": "EUR", "credited": True},
        "Litige de 500,00 € : l'avoir attendu le couvre, cette part n'est plus gelée.",
    ),
    (
        Kind.DISPUTE_SETTLED,
        {"amount": 50_000, "currency": "EUR", "credited": False},
        "Litige de 500,00 € : sans objet, il ne reste rien à payer sur ses factures.",
    ),
    (
        Kind.INSOLVENCY_OPENED,
        {"published_on": "2026-12-31", "deadline": "2026-12-31"},
        (
            "<@UALICE> a noté une procédure collective, publiée au BODACC le 31/12/2026 : relances et intérêts sont "
            "arrêtés.\nCréance à déclarer au mandataire judiciaire ou au liquidateur avant le 28/02/2027."
        ),
    ),
    (
        Kind.INSOLVENCY_CHANGED,
        {
            "published_on": "2026-11-20",
            "before": "2026-11-02",
            "declared_on": "2026-11-23",
            "no_reclaimed_on": "yes",
            "deadline": "2026-11-20",
        },
        (
            "<@UALICE> a mis à jour la procédure collective\n"
            "• publication au BODACC : 20/11/2026 au lieu du 02/11/2026\n"
            "• créance déclarée le 23/11/2026\n• marchandises non revendiquées"
        ),
    ),
    (
        Kind.INSOLVENCY_LIFTED,
        {"published_on": "2026-11-20"},
        (
            "<@UALICE> a levé la procédure collective publiée le 20/11/2026 : "
            "les relances reprennent où elles en étaient."
        ),
    ),
    (
        Kind.PROFILE_CHANGED,
        {
            "changes": [
                {"field": "profile", "from": "", "to": "recalcitrant"},
                {"field": "kind", "from": "business", "to": "public"},
                {"field": "salesperson", "from": "ULUCAS", "to": ""},
                {"field": "no_contact_reason", "from": "", "to": HOSTILE},
                {"field": "no_contact_until", "from": None, "to": "2026-12-31"},
                {"field": "credit_limit", "from": None, "to": 0},
                {"field": "founded_year", "from": 1998, "to": 1999},
                {"field": "health", "from": "Bilan 2024", "to": ""},
            ]
        },
        (
            "<@UALICE> a modifié le profil\n"
            "• Profil : non renseigné → récalcitrant\n"
            "• Nature : Entreprise → Administration\n"
            "• Commercial : <@ULUCAS> → non renseigné\n"
            "• Ne pas contacter : non renseigné → « &lt;!channel&gt; &amp; *x* »\n"
            "• Ne pas contacter jusqu'au : non renseigné → 31/12/2026\n"
            "• Plafond d'encours : non renseigné → 0,00 €\n"
            "• Année de création : 1998 → 1999\n"
            "• Santé financière : « Bilan 2024 » → non renseigné"
        ),
    ),
    (Kind.CONTACT_ADDED, {"contact": 3, "name": "Mme Roux"}, "<@UALICE> a ajouté le contact Mme Roux"),
    (
        Kind.CONTACT_CHANGED,
        {"contact": 3, "name": "Mme Roux", "before": "Roux", "fields": ["name", "phone", "can_unblock"]},
        ("<@UALICE> a modifié le contact Roux, désormais Mme Roux : téléphone, peut débloquer le règlement"),
    ),
    (Kind.CONTACT_REMOVED, {"contact": 3, "name": HOSTILE}, "<@UALICE> a retiré le contact &lt;!channel&gt; &amp; *x*"),
    (Kind.GUARANTEE_ADDED, GUARANTEE, "<@UALICE> a noté une garantie : caution de 10 000,00 € jusqu'au 31/12/2026"),
    (
        Kind.GUARANTEE_CHANGED,
        GUARANTEE | {"ends_on": None, "before": GUARANTEE},
        ("<@UALICE> a modifié une garantie : caution de 10 000,00 € jusqu'au 31/12/2026 → caution de 10 000,00 €"),
    ),
    (
        Kind.GUARANTEE_REMOVED,
        GUARANTEE | {"amount": 0},
        "<@UALICE> a retiré une garantie : caution jusqu'au 31/12/2026",
    ),
    (
        Kind.SALES_ASKED,
        {"ask": 1, "salesperson": "ULUCAS"},
        "<@UALICE> a prévenu le commercial, <@ULUCAS>",
    ),
    (Kind.SALES_ANSWERED, {"ask": 1, "answer": "block"}, "<@UALICE>, commercial, a répondu : « On bloque ? »"),
    (Kind.NOTE_KEPT, {"text": "Comptable absente"}, "<@UALICE> a noté :\n> Comptable absente"),
    (
        Kind.DOCUMENT_KEPT,
        {"name": "<!here>.pdf", "form": "delivery_note", "invoice": "F1", "size": 1_440_000},
        "<@UALICE> a joint « &lt;!here&gt;.pdf » au dossier : bon de livraison, facture F1 (1,4 Mo)",
    ),
    (
        Kind.LEDGER_IMPORTED,
        {
            "added": ["F1", "F2"],
            "added_count": 12,
            "reshaped": [{"number": "F3", "before": 100, "after": 200, "currency": "EUR"}],
            "reshaped_count": 1,
            "paid": [{"number": "F4", "cents": 5_000, "currency": "EUR"}],
            "paid_count": 2,
            "reopened": [{"number": "F5", "cents": 1, "currency": "USD"}],
            "reopened_count": 1,
        },
        (
            "<@UALICE> a importé des pièces comptables\n"
            "• 12 pièces ajoutées : F1, F2 et 10 autres\n"
            "• 1 pièce modifiée : F3 (1,00 € → 2,00 €)\n"
            "• réglé d'après la comptabilité : 50,00 € sur F4…\n"
            "• de nouveau dû : 0,01 $US sur F5"
        ),
    ),
    (
        Kind.LEDGER_IMPORTED,
        {"received": [{"cents": 5_000, "currency": "EUR", "on": "2026-11-20"}], "received_count": 1},
        "<@UALICE> a importé des pièces comptables\n• 1 règlement reçu : 50,00 € le 20/11/2026",
    ),
    (
        Kind.ABSENCE_BEGUN,
        {"absent": "UALICE", "stand_in": "UBOB", "last_on": "2026-11-27"},
        (
            "<@UALICE> est en absence jusqu'au 27/11/2026 : <@UBOB> prend le relais pour les appels et les promesses"
            " de ce client."
        ),
    ),
    (
        Kind.ABSENCE_ENDED,
        {"absent": "UALICE", "stand_in": "UBOB", "last_on": "2026-11-27"},
        "<@UALICE> est de retour et reprend les appels et les promesses de ce client.",
    ),
    (
        Kind.NOTE_KEPT,
        {"text": "Vu au salon", "author": "UBOB"},
        "<@UALICE> a noté un message de <@UBOB> :\n> Vu au salon",
    ),
    *plan_notes.CASES,
    *told_payments.CASES,
]


@pytest.mark.parametrize(("kind", "payload", "expected"), CASES)
def test_each_kind_is_told_in_words(kind: Kind, payload: dict[str, Any], expected: str) -> None:
    assert expected == readable(told(journal(kind, **payload)))


def test_every_kind_is_told_but_what_was_written_in_slack() -> None:
    assert {kind for kind, _, _ in CASES} == frozenset(Kind) - WRITTEN_IN_SLACK


@pytest.mark.parametrize("kind", WRITTEN_IN_SLACK)
def test_what_was_written_in_slack_is_never_told_again(kind: Kind) -> None:
    with pytest.raises(KeyError):
        told(journal(kind, text="x"))


def test_the_schedule_signs_as_the_program() -> None:
    assert told(journal(Kind.NOTE_KEPT, actor="", text="x")).startswith("Impayés a noté")


def test_a_payload_without_what_may_be_missing_is_told_all_the_same() -> None:
    assert told(journal(Kind.CALL_LOGGED)) == "<@UALICE> a noté un contact\u00a0: résultat non précisé"
    assert told(journal(Kind.LEDGER_IMPORTED)) == "<@UALICE> a importé des pièces comptables"


def test_the_longest_note_fits_in_a_message() -> None:
    assert len(told(journal(Kind.NOTE_KEPT, text="&" * 3000))) <= 4000
    assert len(told(journal(Kind.NOTE_KEPT, text="a\n" * 1500))) <= 4000
