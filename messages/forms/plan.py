"""« Échéancier »: the terms, then the schedule they give; and « Refus », why a plan is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.debts import Debt
from domain.money import Money
from domain.plan_requests import FirstInstalmentInThePast
from domain.plan_schedule import Period
from domain.plans import REASON_LIMIT, Draft, MotiveMissing, Terms
from domain.refusals import Refusal
from messages import labels, plans, words
from messages.blocks import context, option, section
from messages.forms import amounts, fields, lines
from messages.forms.fields import field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback
from messages.refs import BadRef, PlanRef
from messages.refusals import sentence
from messages.shown import Block

TITLE, REFUSAL_TITLE = "Échéancier", "Refus"
SIMULATE, REQUEST = "Simuler", "Demander l'approbation"
_YES = "yes"
_CARRIED = 3000
_USUAL = 3
_BLOCKS = {
    "lines": "lines",
    "penalties": "penalties",
    "down_payment": "down_payment",
    "amount": "down_payment",
    "count": "count",
    "first_on": "first_on",
    "reason": "plan_reason",
    "text": "plan_reason",
}


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What was asked: the lines by id, all of one currency, and the terms; `shown` is the total once simulated."""

    debtor_id: int
    lines: tuple[int, ...]
    terms: Terms
    shown: int = 0


@dataclass(frozen=True, slots=True)
class RefusalForm:
    """Which plan is refused, as it was shown, and why."""

    plan: PlanRef
    reason: str


def view(
    debt: Debt, today: date, first_on: date, most: int, named: tuple[int, ...] = (), *, in_plan: int = 0
) -> dict[str, Any]:
    """Draw « Échéancier » for the lines of no plan yet, at least one; `most` bounds the number of instalments.

    `first_on` is offered for the first one; `in_plan` counts the lines left out because a plan has them.
    """
    offer = lines.offer(debt, today, named=named)
    number = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": str(most),
        "initial_value": str(min(_USUAL, most)),
    }
    blocks = [
        fields.about(debt.debtor, debt.owed(today)),
        *_already(debt, in_plan),
        lines.block(offer),
        _yes("penalties", "Inclure les pénalités", words.plain("plan.penalties")),
        field(
            "down_payment",
            "Acompte",
            fields.text_input(most=amounts.MOST),
            optional=True,
            hint=words.plain("plan.down_payment"),
        ),
        field("count", "Nombre d'échéances", number, hint=words.plain("plan.count", most=most)),
        field("first_on", "Première échéance", fields.datepicker(first_on)),
        field("period", "Périodicité", fields.select(labels.PERIODS, first=Period.MONTHLY)),
        _yes("acceleration", "Clause de déchéance du terme", words.plain("plan.acceleration")),
        field("plan_reason", "Motif", fields.text_input(multiline=True, most=REASON_LIMIT)),
    ]
    carried = metadata(debtor=debt.debtor.id, overdue=offer.carried())
    return fields.modal(Callback.PLAN_SUBMIT, TITLE, blocks, carried, SIMULATE)


def parse(submitted: dict[str, Any], today: date) -> PlanForm | FormRefusal:
    """Read « Échéancier »; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id = given.debtor_id()
    chosen = lines.read(given)
    down = amounts.read(given, "down_payment", chosen.currency if chosen else None, needed=False)
    count, first_on = _count(given), given.day("first_on", past=FirstInstalmentInThePast)
    period, reason = given.choice("period", Period), given.text("plan_reason")
    if not reason:
        given.errors["plan_reason"] = sentence(MotiveMissing())
    if given.errors or chosen is None or count is None or first_on is None or period is None:
        return given.refusal()
    terms = Terms(
        count=count,
        first_on=first_on,
        period=period,
        reason=reason,
        penalties=_YES in given.options("penalties"),
        down_payment=down.cents if down else 0,
        acceleration=_YES in given.options("acceleration"),
    )
    return PlanForm(debtor_id, chosen.lines, terms)


def schedule_view(draft: Draft, note: str = "") -> dict[str, Any] | FormRefusal:
    """Draw the schedule that the terms give; `note` stands above it. Refused when it is about too many lines."""
    carried = _carried(draft)
    if len(carried) > _CARRIED:
        return FormRefusal({"lines": words.plain("plan.lines_too_many")})
    terms = draft.terms
    sums = words.say(
        "plan.sums",
        total=draft.total,
        principal=Money(draft.principal, draft.currency),
        penalties=Money(draft.penalties, draft.currency),
        asked=terms.penalties,
        down_payment=Money(terms.down_payment, draft.currency),
        count=terms.count,
        every=labels.every(terms.period),
    )
    blocks = [
        *([section(note)] if note else []),
        fields.about(draft.debtor),
        section(sums),
        *plans.schedule(draft.instalments, terms.count, draft.currency),
        *([context(words.say("plan.with_clause"))] if terms.acceleration else []),
        context(words.say("plan.tier", tier=labels.deciders(draft.tier))),
    ]
    return fields.modal(Callback.PLAN_REQUEST, TITLE, blocks, carried, REQUEST)


def schedule_parse(submitted: Mapping[str, Any], today: date) -> PlanForm:
    """Read what the schedule carries; raise `BadRef`."""
    given = Submitted(submitted, today)
    match given.carried():
        case {
            "lines": str(packed),
            "terms": [int(count), str(first_on), str(period), str(reason), bool(penalties), int(down), bool(clause)],
            "shown": int(shown),
        }:
            return _simulated(
                given.debtor_id(), packed, shown, (count, first_on, period, reason, penalties, down, clause)
            )
    raise BadRef


def refusal_view(plan: PlanRef, about: Block) -> dict[str, Any]:
    """Draw « Refus »; `about` says which plan it is."""
    reason = field("reason", "Motif", fields.text_input(multiline=True, most=REASON_LIMIT))
    return fields.modal(Callback.PLAN_REFUSAL, REFUSAL_TITLE, [about, reason], metadata(plan=plan.dump()))


def refusal_parse(submitted: dict[str, Any], today: date) -> RefusalForm | FormRefusal:
    """Read « Refus »; raise `BadRef`."""
    given = Submitted(submitted, today)
    plan, reason = PlanRef.load(given.carried().get("plan")), given.text("reason")
    if not reason:
        given.errors["reason"] = sentence(MotiveMissing())
        return given.refusal()
    return RefusalForm(plan, reason)


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)


def _already(debt: Debt, in_plan: int) -> list[Block]:
    """Say what the plan will replace, and what is not offered."""
    promised = any(line.promise_id is not None for line in debt.lines)
    said = [words.say("plan.promise_open")] if promised else []
    said += [words.say("plan.others_in_plan", count=in_plan)] if in_plan else []
    return [context(one) for one in said]


def _yes(name: str, label: str, hint: str) -> Block:
    boxes = {"type": "checkboxes", "options": [option("Oui", _YES)]}
    return field(name, label, boxes, optional=True, hint=hint)


def _count(given: Submitted) -> int | None:
    typed = given.text("count")
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 4:  # noqa: PLR2004 -- far over any policy
        given.refuse("count", "plan.count_needed")
        return None
    return int(typed)


def _carried(draft: Draft) -> str:
    terms = draft.terms
    kept = [
        *(terms.count, terms.first_on.isoformat(), terms.period, terms.reason),
        *(terms.penalties, terms.down_payment, terms.acceleration),
    ]
    packed = lines.pack([line.id for line in draft.lines])
    return metadata(debtor=draft.debtor.id, lines=packed, terms=kept, shown=draft.total.cents)


def _simulated(debtor_id: int, packed: str, shown: int, kept: tuple[int, str, str, str, bool, int, bool]) -> PlanForm:
    count, first_on, period, reason, penalties, down, clause = kept
    try:
        terms = Terms(count, date.fromisoformat(first_on), Period(period), reason, penalties, down, clause)
        return PlanForm(debtor_id, lines.unpack(packed), terms, shown)
    except ValueError:
        raise BadRef from None
