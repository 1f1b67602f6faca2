"""What a thread is told of plans, payload by payload."""

from typing import Any

from domain.journal import Kind

PLAN: dict[str, Any] = {
    "plan": 3,
    "total": 200_000,
    "paid": 50_000,
    "currency": "EUR",
    "count": 4,
    "requested_by": "UBOB",
    "requested_on": "2026-11-23",
}
ASKED = PLAN | {
    "penalties": 0,
    "down_payment": 0,
    "period": "monthly",
    "first_on": "2026-12-15",
    "acceleration": False,
    "reason": "Trésorerie\ntendue",
    "tier": "approver",
    "invoices": ["F1", "F2"],
    "replaced": [],
}
DECIDED = PLAN | {"acceleration": False, "reason": "", "next": 50_000, "next_on": "2026-12-15"}
SECOND = PLAN | {"rank": 2, "amount": 50_000, "on": "2027-01-15"}

CASES: list[tuple[Kind, dict[str, Any], str]] = [
    (
        Kind.PLAN_REQUESTED,
        ASKED,
        (
            "<@UALICE> a demandé un échéancier de 2 000,00 € en 4 échéances, la première le 15/12/2026\n"
            "• factures : F1 et F2\n• décision attendue : un approbateur\n> Trésorerie\n> tendue"
        ),
    ),
    (
        Kind.PLAN_REQUESTED,
        ASKED
        | {"penalties": 5_000, "down_payment": 20_000, "tier": "collector", "reason": "x"}
        | {"replaced": [{"amount": 100_000, "currency": "EUR", "on": "2026-11-20"}]},
        (
            "<@UALICE> a demandé un échéancier de 2 000,00 € en 4 échéances, la première le 15/12/2026"
            ", plus un acompte de 200,00 € (dont 50,00 € de pénalités)\n"
            "• factures : F1 et F2\n• décision attendue : une autre personne de l'équipe\n"
            "Il remplace la promesse de 1 000,00 € pour le 20/11/2026.\n> x"
        ),
    ),
    (
        Kind.PLAN_APPROVED,
        DECIDED,
        (
            "<@UALICE> a approuvé l'échéancier de 2 000,00 € en 4 échéances demandé par <@UBOB>"
            " : 500,00 € attendus le 15/12/2026"
        ),
    ),
    (
        Kind.PLAN_REFUSED,
        DECIDED | {"reason": "Trop long"},
        "<@UALICE> a refusé l'échéancier de 2 000,00 € demandé par <@UBOB>\n> Trop long",
    ),
    (
        Kind.PLAN_MAINTAINED,
        DECIDED,
        "<@UALICE> a maintenu l'échéancier de 2 000,00 € malgré le retard : 500,00 € restent attendus",
    ),
    (
        Kind.PLAN_ENDED,
        DECIDED,
        (
            "<@UALICE> a dénoncé l'échéancier de 2 000,00 €, dont 500,00 € reçus"
            " : les relances reprennent où elles en étaient."
        ),
    ),
    (
        Kind.PLAN_ENDED,
        DECIDED | {"acceleration": True},
        (
            "<@UALICE> a dénoncé l'échéancier de 2 000,00 €, dont 500,00 € reçus"
            " : les relances reprennent où elles en étaient.\n"
            "Clause de déchéance du terme : tout ce qui reste est exigible, une mise en demeure est à préparer."
        ),
    ),
    (
        Kind.PLAN_EXPIRED,
        PLAN,
        (
            "L'échéancier de 2 000,00 € demandé le 23/11/2026 par <@UBOB> n'a été décidé par personne"
            " : la demande a expiré, les relances reprennent."
        ),
    ),
    (
        Kind.PLAN_CANCELLED,
        PLAN,
        (
            "L'échéancier de 2 000,00 € demandé le 23/11/2026 par <@UBOB> est sans objet"
            " : il ne reste rien à payer sur ses factures."
        ),
    ),
    (
        Kind.PLAN_NOTICE,
        SECOND,
        (
            "Échéancier, échéance 2/4 : 500,00 € attendus le 15/01/2027. Rappel à relire et à adresser au client :\n"
            "> Bonjour,\n"
            "> Conformément à notre accord, nous attendons votre règlement de 500,00 € le 15/01/2027"
            " (échéance 2/4 de votre échéancier).\n"
            "> Si votre règlement est parti, merci de ne pas tenir compte de ce message.\n> Cordialement"
        ),
    ),
    (
        Kind.PLAN_MISSED,
        SECOND | {"rank": 0},
        (
            "Échéancier, acompte : les 500,00 € attendus le 15/01/2027 ne sont pas là."
            " L'échéancier demandé par <@UBOB> est en défaut, à maintenir ou à dénoncer."
        ),
    ),
    (
        Kind.PLAN_CAUGHT_UP,
        PLAN,
        "Ce qui manquait est réglé : l'échéancier reprend, 500,00 € reçus sur 2 000,00 €.",
    ),
    (Kind.PLAN_COMPLETED, PLAN, "L'échéancier de 2 000,00 € demandé par <@UBOB> est réglé en totalité."),
    (
        Kind.PLAN_REOPENED,
        PLAN,
        "Ce qui avait soldé l'échéancier de 2 000,00 € n'est plus là : il reprend, 500,00 € reçus.",
    ),
]
