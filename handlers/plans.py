"""« Échéancier »: the terms, the schedule they give, and the request for its approval."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from slack_bolt import Ack

from domain.calendar import add_months
from domain.debts import Debt
from domain.plan_requests import PlanChanged, free_lines, propose, request_plan
from domain.plans import Draft
from domain.policy import Policy
from domain.refusals import Refusal
from handlers.answers import Answer, Asked, Open
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener, pressed
from handlers.show import Show
from handlers.typed import Typed
from messages.forms import plan
from messages.forms.plan import PlanForm
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback
from messages.refusals import sentence
from messages.shown import Shown


def open_plan(asked: Asked) -> Answer:
    """Open « Échéancier »; raise `NothingLeft`, `LinesInPlan` when no line may be in a new plan."""
    with asked.office.open_reader() as reader:
        debt = reader.debt(asked.debtor_id)
    return Open(plan_view(debt, asked.office.today(), asked.office.policy, asked.typed))


def plan_view(debt: Debt, today: date, policy: Policy, typed: Typed | None = None) -> dict[str, Any]:
    """Draw « Échéancier », on the invoice that was named, the first instalment in a month."""
    typed, free = typed or Typed(), free_lines(debt)
    named = tuple(line.id for line in free.lines if typed.invoice and line.number == typed.invoice)
    first_on = policy.reminders.calendar.next_working_day(add_months(today, 1))
    in_plan = len(debt.lines) - len(free.lines)
    return plan.view(free, today, first_on, policy.plans.max_installments, named, in_plan=in_plan)


def simulated(ack: Ack, view: dict[str, Any], office: Office) -> None:
    """Show the schedule over the form, which keeps what was typed."""
    form = plan.parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    try:
        shown = plan.schedule_view(_draft(office, form))
    except Refusal as refusal:
        refuse_fields(ack, FormRefusal(plan.errors(refusal) or {"lines": sentence(refusal)}))
        return
    if isinstance(shown, FormRefusal):
        refuse_fields(ack, shown)
        return
    ack(response_action="update" if _is_deepest(view) else "push", view=shown)


def requested(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Ask for the approval; what changed since it was shown is shown anew, what is refused is told in its place."""
    form = plan.schedule_parse(view, office.today())
    try:
        request_plan(
            office.open_book,
            form_act(office, show, view),
            debtor_id=form.debtor_id,
            lines=form.lines,
            terms=form.terms,
            shown=form.shown,
            channel=office.approvals,
        )
    except PlanChanged as changed:
        _shown_anew(ack, view, office, show, form, sentence(changed))
        return
    except Refusal as refusal:
        show.in_place(ack, Shown(sentence(refusal), []))
        return
    ack(response_action="clear")
    office.nudge()


def _shown_anew(ack: Ack, view: Mapping[str, Any], office: Office, show: Show, form: PlanForm, note: str) -> None:
    try:
        shown = plan.schedule_view(_draft(office, form), note)
    except Refusal as refusal:
        show.in_place(ack, Shown(sentence(refusal), []))
        return
    if isinstance(shown, FormRefusal):
        refuse_form(ack, show, view, PlanChanged(), None)
        return
    ack(response_action="update", view=shown)


def _draft(office: Office, form: PlanForm) -> Draft:
    today = office.today()
    with office.open_reader() as reader:
        debt = reader.debt(form.debtor_id)
        chosen = Debt(debt.debtor, tuple(line for line in debt.lines if line.id in form.lines))
        return propose(chosen, form.terms, reader.penalties(), today=today, policy=office.policy)


def _is_deepest(view: Mapping[str, Any]) -> bool:
    """Tell whether two windows stand under this one: Slack stacks three at most."""
    below = view.get("previous_view_id")
    return bool(below) and below != view.get("root_view_id")


ACTIONS: dict[str, Listener] = {Action.PLAN_OPEN: pressed(open_plan)}
VIEWS: dict[str, Listener] = {Callback.PLAN_SUBMIT: simulated, Callback.PLAN_REQUEST: requested}
