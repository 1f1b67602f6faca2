"""Decisions on plans: « Approuver » « Refuser » a request, « Maintenir » « Dénoncer » a plan in default."""

from typing import Any

from slack_bolt import Ack

from domain.people import Role
from domain.plan_decisions import PlanDecided, check_decider, decide_plan
from domain.plan_views import State, Verdict
from domain.refusals import Refusal
from handlers.answers import Open, Say, sentence
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener, once_of
from handlers.show import Show
from messages import labels
from messages.forms import fields, plan
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback
from messages.plans import too_late
from messages.refs import PlanRef


def _decides(verdict: Verdict) -> Listener:
    """Make the listener of a button that decides at once."""

    def press(ack: Ack, body: dict[str, Any], action: dict[str, Any], office: Office, roles: Role, show: Show) -> None:
        ref = PlanRef.load(action.get("value"))
        act = office.act(show.user, once_of(body))
        try:
            decide_plan(office.open_book, act, plan_id=ref.plan_id, verdict=verdict, roles=roles, version=ref.version)
        except PlanDecided as refusal:
            show.to_press(ack, Say(too_late(refusal)))
            return
        show.to_press(ack, sentence("plan.done", verdict=labels.VERDICTS[verdict]))
        office.nudge()

    return press


def open_refusal(ack: Ack, action: dict[str, Any], office: Office, roles: Role, show: Show) -> None:
    """Open « Refus »; whoever may not decide, or comes too late, is told at once."""
    ref = PlanRef.load(action.get("value"))
    with office.open_reader() as reader:
        found = reader.plan(ref.plan_id)
    if found.row.state is not State.REQUESTED:
        last = found.last(office.now().tzinfo)
        show.to_press(ack, Say(too_late(PlanDecided(state=found.row.state, decision=last, on=found.row.ended_on))))
        return
    check_decider(found.row, show.user, roles)
    show.to_press(ack, Open(plan.refusal_view(ref, fields.about(found.debtor, found.debt.owed(office.today())))))


def refused(ack: Ack, view: dict[str, Any], office: Office, roles: Role, show: Show) -> None:
    """Refuse a request; whoever comes second is told what the first decided, in the place of the form."""
    form = plan.refusal_parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    try:
        decide_plan(
            office.open_book,
            form_act(office, show, view),
            plan_id=form.plan.plan_id,
            verdict=Verdict.REFUSED,
            roles=roles,
            version=form.plan.version,
            reason=form.reason,
        )
    except PlanDecided as refusal:
        show.in_place(ack, too_late(refusal))
        return
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, None)
        return
    ack()
    office.nudge()


ACTIONS: dict[str, Listener] = {
    Action.PLAN_APPROVE: _decides(Verdict.APPROVED),
    Action.PLAN_REFUSE: open_refusal,
    Action.PLAN_MAINTAIN: _decides(Verdict.MAINTAINED),
    Action.PLAN_END: _decides(Verdict.ENDED),
}
VIEWS: dict[str, Listener] = {Callback.PLAN_REFUSAL: refused}
