"""What the thread is told of money, by kind."""

from typing import Any

from domain.journal import Kind
from tests.messages.given import HOSTILE

PAID = {"payment": 3, "amount": 170_000, "currency": "EUR", "on": "2026-11-20", "method": "transfer", "reference": ""}
TWO = {
    "invoices": [{"number": "F1", "cents": 150_000}, {"number": "F2", "cents": 20_000}],
    "invoices_count": 2,
    "laid": 170_000,
}
NONE: dict[str, Any] = {"invoices": [], "invoices_count": 0, "laid": 0}
ORDER: dict[str, Any] = {
    "number": "AC-1",
    "order": "C-45",
    "left": 0,
    "invoiced": True,
    "rest": [{"number": "F7", "due_on": "2026-12-31", "cents": 700_000, "terms": "45 jours fin de mois"}],
    "rest_count": 1,
    "rest_cents": 700_000,
}
DEPOSIT = {"amount": 300_000, "currency": "EUR", "on": "2026-11-20", "consumer": False, "contact": {}}
KNOWN = {"name": "Jeanne Roux", "email": "roux@dupuis.example", "phone": "01 02 03 04 05"}

CASES: list[tuple[Kind, dict[str, Any], str]] = [
    (
        Kind.PAYMENT_RECEIVED,
        PAID | TWO | {"reference": "VIR 12"},
        (
            "<@UALICE> a noté un règlement de 1 700,00 € reçu le 20/11/2026 par virement, référence VIR 12\n"
            "• imputé : 1 500,00 € sur F1 et 200,00 € sur F2"
        ),
    ),
    (
        Kind.PAYMENT_RECEIVED,
        PAID | TWO | {"amount": 200_000, "method": "cash", "invoices_count": 12, "reference": HOSTILE},
        (
            "<@UALICE> a noté un règlement de 2 000,00 € reçu le 20/11/2026 en espèces,"
            " référence &lt;!channel&gt; &amp; *x*\n"
            "• imputé : 1 500,00 € sur F1, 200,00 € sur F2 et 10 autres factures\n"
            "• à imputer : 300,00 €, au-delà des factures choisies"
        ),
    ),
    (
        Kind.PAYMENT_RECEIVED,
        PAID | NONE | {"method": "LCR"},
        "<@UALICE> a noté un règlement de 1 700,00 € reçu le 20/11/2026\n• à imputer : 1 700,00 €",
    ),
    (
        Kind.PAYMENT_REVERSED,
        PAID
        | TWO
        | {"amount": 200_000, "unallocated": 30_000, "why": "cheque_unpaid", "comment": "Chèque revenu"}
        | {"awaited": [{"amount": 100_000, "currency": "EUR", "on": "2026-11-27"}]},
        (
            "<@UALICE> a annulé le règlement de 2 000,00 € reçu le 20/11/2026 : chèque impayé\n"
            "• de nouveau dû : 1 500,00 € sur F1 et 200,00 € sur F2\n"
            "• n'est plus à imputer : 300,00 €\n"
            "La promesse de 1 000,00 € pour le 27/11/2026 attend de nouveau son règlement.\n"
            "> Chèque revenu"
        ),
    ),
    (
        Kind.CREDIT_ALLOCATED,
        PAID | TWO | {"what": "credit_note", "reference": "A-1", "left": 30_000},
        (
            "<@UALICE> a imputé 1 700,00 € de l'avoir A-1 : 1 500,00 € sur F1 et 200,00 € sur F2\n"
            "• reste à imputer : 300,00 €"
        ),
    ),
    (
        Kind.CREDIT_ALLOCATED,
        PAID | TWO | {"what": "payment", "reference": "VIR 12", "left": 0},
        ("<@UALICE> a imputé 1 700,00 € du règlement du 20/11/2026 (VIR 12) : 1 500,00 € sur F1 et 200,00 € sur F2"),
    ),
    (
        Kind.CREDIT_ALLOCATED,
        PAID | {"what": "payment", "invoices": [{"number": "F1", "cents": 150_000}], "laid": 150_000},
        "<@UALICE> a imputé 1 500,00 € du règlement du 20/11/2026 sur F1",
    ),
    (
        Kind.DEPOSIT_RECEIPT,
        DEPOSIT | ORDER | {"rest": [*ORDER["rest"], *ORDER["rest"]], "rest_count": 9, "rest_cents": 1_500_000},
        (
            "Brouillon de reçu d'acompte, à relire et à copier : rien n'a été envoyé au client.\n"
            "> Bonjour,\n"
            "> \n"
            "> Nous avons bien reçu votre acompte de 3 000,00 € le 20/11/2026, au titre de la facture d'acompte AC-1"
            " (commande C-45), et vous en remercions.\n"
            "> \n"
            "> Le solde de la commande s'élève à 15 000,00 € :\n"
            "> - 7 000,00 € à régler le 31/12/2026 (facture F7, 45 jours fin de mois)\n"
            "> - 7 000,00 € à régler le 31/12/2026 (facture F7, 45 jours fin de mois)\n"
            "> - et 7 autres échéances\n"
            "> \n"
            "> Pour le suivi de votre commande, merci de nous indiquer votre interlocuteur, son adresse électronique"
            " et son téléphone.\n"
            "> \n"
            "> Cordialement,"
        ),
    ),
    (
        Kind.CREDIT_RELEASED,
        PAID | TWO | {"what": "payment"},
        (
            "<@UALICE> a désimputé 1 700,00 € du règlement du 20/11/2026\n"
            "• de nouveau dû : 1 500,00 € sur F1 et 200,00 € sur F2"
        ),
    ),
    (
        Kind.DEPOSIT_RECEIPT,
        DEPOSIT | ORDER | {"contact": KNOWN},
        (
            "Brouillon de reçu d'acompte, à relire et à copier : rien n'a été envoyé au client.\n"
            "> Bonjour Jeanne Roux,\n"
            "> \n"
            "> Nous avons bien reçu votre acompte de 3 000,00 € le 20/11/2026, au titre de la facture d'acompte AC-1"
            " (commande C-45), et vous en remercions.\n"
            "> \n"
            "> Le solde de la commande, 7 000,00 €, est à régler le 31/12/2026 (facture F7, 45 jours fin de mois).\n"
            "> \n"
            "> Pour le suivi de votre commande, merci de nous confirmer vos coordonnées :\n"
            "> - interlocuteur : Jeanne Roux\n"
            "> - adresse électronique : roux@dupuis.example\n"
            "> - téléphone : 01 02 03 04 05\n"
            "> \n"
            "> Cordialement,"
        ),
    ),
    (
        Kind.DEPOSIT_RECEIPT,
        DEPOSIT | ORDER | {"consumer": True, "order": "", "left": 100_000, "invoiced": False, "rest": []},
        (
            "Brouillon de reçu d'acompte, à relire et à copier : rien n'a été envoyé au client.\n"
            "> Bonjour,\n"
            "> \n"
            "> Nous avons bien reçu votre acompte de 3 000,00 € le 20/11/2026, au titre de la facture d'acompte AC-1,"
            " et vous en remercions.\n"
            "> Il reste 1 000,00 € à régler sur cette facture d'acompte.\n"
            "> \n"
            "> Le solde de la commande vous sera facturé aux conditions convenues.\n"
            "> \n"
            "> Pour le suivi de votre commande, merci de nous indiquer votre interlocuteur, son adresse électronique"
            " et son téléphone.\n"
            "> \n"
            "> Cordialement,\n"
            "Client particulier : sauf clause contraire du contrat, une somme versée d'avance constitue des arrhes"
            " (C. consom., art. L214-1). Vérifiez qu'il s'agit bien d'un acompte."
        ),
    ),
    (
        Kind.LEDGER_IMPORTED,
        {"confirmed": [{"cents": 5_000, "currency": "EUR", "on": "2026-11-20"}], "confirmed_count": 2},
        "<@UALICE> a importé des pièces comptables\n• 2 règlements déjà notés, confirmés : 50,00 € le 20/11/2026…",
    ),
]
