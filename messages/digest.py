"""The digest of a day: what is owed, what changed since the one before, and who to call first."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from domain.digest import Digest
from domain.journal import Kind
from domain.money import Money
from domain.overdue import DebtorRow, Filters
from domain.priority import reasons
from messages import french, rows, words
from messages.blocks import MOST_WEIGHT, actions, button, context, cut, divider, header, section, weight
from messages.ids import Action
from messages.listing import dump
from messages.reasons import reason
from messages.shown import Block, Shown
from messages.words import Mrkdwn

PAGE = 10
MORE = "Voir la suite"
_TEXT = 4000
_TEXT_ROWS = 5

_CHANGES: tuple[tuple[Kind, str, str], ...] = (
    (Kind.PROMISE_BROKEN, "promesse non tenue", "promesses non tenues"),
    (Kind.PROMISE_PARTLY_KEPT, "promesse tenue en partie", "promesses tenues en partie"),
    (Kind.PROMISE_KEPT, "promesse tenue", ""),
    (Kind.PROMISE_MADE, "promesse notée", ""),
    (Kind.PROMISE_CANCELLED, "promesse sans objet", "promesses sans objet"),
    (Kind.PLAN_MISSED, "échéance manquée", "échéances manquées"),
    (Kind.PLAN_REQUESTED, "échéancier demandé", "échéanciers demandés"),
    (Kind.PLAN_APPROVED, "échéancier approuvé", "échéanciers approuvés"),
    (Kind.PLAN_REFUSED, "échéancier refusé", "échéanciers refusés"),
    (Kind.PLAN_EXPIRED, "échéancier expiré", "échéanciers expirés"),
    (Kind.PLAN_CANCELLED, "échéancier sans objet", "échéanciers sans objet"),
    (Kind.PLAN_NOTICE, "échéance à annoncer", "échéances à annoncer"),
    (Kind.PLAN_CAUGHT_UP, "échéancier rattrapé", "échéanciers rattrapés"),
    (Kind.PLAN_MAINTAINED, "échéancier maintenu", "échéanciers maintenus"),
    (Kind.PLAN_ENDED, "échéancier dénoncé", "échéanciers dénoncés"),
    (Kind.PLAN_COMPLETED, "échéancier réglé", "échéanciers réglés"),
    (Kind.PLAN_REOPENED, "échéancier repris", "échéanciers repris"),
    (Kind.PAYMENT_RECEIVED, "règlement noté", ""),
    (Kind.PAYMENT_REVERSED, "règlement annulé", ""),
    (Kind.CREDIT_ALLOCATED, "somme imputée", "sommes imputées"),
    (Kind.CREDIT_RELEASED, "somme désimputée", "sommes désimputées"),
    (Kind.DEPOSIT_RECEIPT, "reçu d'acompte à envoyer", "reçus d'acompte à envoyer"),
    (Kind.DISPUTE_OPENED, "litige ouvert", ""),
    (Kind.DISPUTE_FOUNDED, "litige clos comme fondé", "litiges clos comme fondés"),
    (Kind.DISPUTE_UNFOUNDED, "litige clos comme non fondé", "litiges clos comme non fondés"),
    (Kind.DISPUTE_SETTLED, "litige réglé", ""),
    (Kind.INSOLVENCY_OPENED, "procédure collective", "procédures collectives"),
    (Kind.INSOLVENCY_CHANGED, "procédure collective mise à jour", "procédures collectives mises à jour"),
    (Kind.INSOLVENCY_LIFTED, "procédure collective levée", "procédures collectives levées"),
    (Kind.CALL_LOGGED, "appel noté", ""),
    (Kind.NOTE_KEPT, "note", ""),
    (Kind.DOCUMENT_KEPT, "document joint", "documents joints"),
    (Kind.REPLY_WRITTEN, "message dans les fils", "messages dans les fils"),
    (Kind.SNOOZE_SET, "client reporté", ""),
    (Kind.OWNER_ASSIGNED, "client attribué", ""),
    (Kind.SALES_ANSWERED, "réponse de commercial", "réponses de commerciaux"),
    (Kind.SALES_ASKED, "commercial prévenu", "commerciaux prévenus"),
    (Kind.PROFILE_CHANGED, "profil modifié", ""),
    (Kind.CONTACT_ADDED, "contact ajouté", ""),
    (Kind.CONTACT_CHANGED, "contact modifié", ""),
    (Kind.CONTACT_REMOVED, "contact retiré", ""),
    (Kind.GUARANTEE_ADDED, "garantie notée", ""),
    (Kind.GUARANTEE_CHANGED, "garantie modifiée", ""),
    (Kind.GUARANTEE_REMOVED, "garantie retirée", ""),
    (Kind.LEDGER_IMPORTED, "client mis à jour par import", "clients mis à jour par import"),
)
"""What is told of each kind; an edit or a deletion in a thread is not news."""
_NO_NEWS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.REPLY_EDITED: "message modifié",
        Kind.REPLY_DELETED: "message supprimé",
        Kind.ABSENCE_BEGUN: "absence",
        Kind.ABSENCE_ENDED: "retour d'absence",
    }
)


def digest(d: Digest, today: date) -> Shown:
    """Draw the digest; its text says the most important words first."""
    before = [header(words.plain("digest.title", on=d.on)), section(totals(d)), *_changed(d), divider()]
    after = _after(d)
    room = MOST_WEIGHT - weight(before) - weight([*after, *_more(d, 0)])
    drawn = rows.rows(d.rows, today, room=room)
    blocks = [*before, *drawn.blocks, *after, *_more(d, drawn.shown)]
    return Shown(cut(_text(d, today), _TEXT), blocks)


def change_name(kind: Kind) -> str:
    """Name one change of a kind."""
    return next((one for known, one, _ in _CHANGES if known is kind), "") or _NO_NEWS.get(kind, kind.value)


def totals(d: Digest) -> Mrkdwn:
    """Word the totals, one line a currency; the honest sentence when nobody is late."""
    if not d.debtors and not d.overdue:
        return words.say("digest.nobody", outstanding=d.outstanding, unallocated=d.unallocated)
    return words.say("digest.totals", lines=_by_currency(d), debtors=d.debtors)


def plain(d: Digest, today: date) -> str:
    """Write the digest for a terminal: every row given, no markup."""
    said = [words.plain("digest.title", on=d.on), *_plain_totals(d)]
    if told := changes(d.changes):
        said.append(words.plain("digest.since", since=d.since, changes=told))
    said += [f"{place:>3}. {_plain_row(row, today)}" for place, row in enumerate(d.rows, 1)]
    if d.debtors > len(d.rows):
        said.append(words.plain("digest.others", count=d.debtors - len(d.rows)))
    return "\n".join(said)


def as_json(d: Digest, today: date) -> dict[str, Any]:
    """Give the digest as plain JSON: sums as strings with two decimals, dates as ISO."""
    return {
        "on": d.on.isoformat(),
        "since": d.since.isoformat() if d.since else None,
        "changes": dict(d.changes),
        "overdue": _sums(d.overdue),
        "outstanding": _sums(d.outstanding),
        "unallocated": _sums(d.unallocated),
        "debtors": d.debtors,
        "snoozed": d.snoozed,
        "rows": [_json_row(row, today) for row in d.rows],
    }


def changes(counts: Mapping[str, int]) -> str:
    """Word what changed: « 1 promesse tenue, 2 appels notés et 3 notes »; "" when nothing did."""
    told = [french.plural(counts[kind], one, many) for kind, one, many in _CHANGES if counts.get(kind)]
    return french.listing(told)


def _changed(d: Digest) -> list[Block]:
    told = changes(d.changes)
    return [context(words.say("digest.since", since=d.since, changes=told))] if told else []


def _after(d: Digest) -> list[Block]:
    return [context(words.say("digest.snoozed", count=d.snoozed))] if d.snoozed else []


def _more(d: Digest, shown: int) -> list[Block]:
    if d.debtors <= shown:
        return []
    value = dump(Filters(), shown // PAGE + 1)
    left = words.say("digest.others", count=d.debtors - shown)
    return [context(left), actions([button(MORE, Action.LIST_PAGE, value)], block_id="list:more")]


def _text(d: Digest, today: date) -> str:
    head = words.say("digest.text", on=d.on, overdue=d.overdue, debtors=d.debtors)
    return "\n".join([head, *(rows.line(row, today) for row in d.rows[:_TEXT_ROWS])])


def _by_currency(d: Digest) -> list[dict[str, Money | None]]:
    """Gather the totals by currency, the order of `d.outstanding` first."""
    kinds = {"outstanding": d.outstanding, "overdue": d.overdue, "unallocated": d.unallocated}
    found: dict[str, dict[str, Money | None]] = {}
    for kind, amounts in kinds.items():
        for amount in amounts:
            found.setdefault(amount.currency, dict.fromkeys(kinds))[kind] = amount
    return list(found.values())


def _plain_totals(d: Digest) -> list[str]:
    if not d.debtors and not d.overdue:
        return [words.plain("digest.nobody", outstanding=d.outstanding, unallocated=d.unallocated)]
    return [words.plain("digest.totals", lines=_by_currency(d), debtors=d.debtors).replace("*", "")]


def _plain_row(row: DebtorRow, today: date) -> str:
    why = " · ".join(reason(told, today) for told in reasons(row.standing, today))
    return words.plain(
        "row.plain",
        name=row.name,
        code=row.code,
        overdue=row.standing.overdue,
        invoices=row.invoices,
        late=row.days_late(today),
        owner=row.owner,
        reasons=why,
    )


def _json_row(row: DebtorRow, today: date) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "owner": row.owner,
        "overdue": _sums(row.standing.overdue),
        "invoices": row.invoices,
        "days_late": row.days_late(today),
        "reasons": [
            {
                "reason": str(told.reason),
                "amount": _sums((told.amount,)) if told.amount else None,
                "on": told.on.isoformat() if told.on else None,
                "words": reason(told, today),
            }
            for told in reasons(row.standing, today)
        ],
    }


def _sums(amounts: Sequence[Money]) -> dict[str, str]:
    """Write sums by currency, exact: two decimals and no float."""
    return {
        amount.currency: f"{'-' * (amount.cents < 0)}{abs(amount.cents) // 100}.{abs(amount.cents) % 100:02}"
        for amount in amounts
    }
