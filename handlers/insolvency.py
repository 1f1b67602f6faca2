"""`procedure`: an insolvency is noted, corrected and lifted by those who run the team."""

from typing import Any

from slack_bolt import Ack

from domain.insolvency import InsolvencyChanged, lift_insolvency, note_insolvency
from domain.people import NotAllowed, Role, may_run
from domain.refusals import Refusal
from handlers.answers import Answer, Asked, Open, Say
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener
from handlers.show import Show
from handlers.typed import LIFTED
from messages import insolvency as said
from messages.forms import insolvency
from messages.forms.submitted import FormRefusal
from messages.ids import Callback


def note(asked: Asked) -> Answer:
    """Note the date that was typed, lift with « levée », or ask; raise `NotAllowed`, `PublishedInTheFuture`."""
    if not may_run(asked.roles):
        raise NotAllowed
    office, debtor_id = asked.office, asked.debtor_id
    if asked.typed.text == LIFTED:
        return _lift(asked)
    if asked.typed.on is None or asked.typed.unread:
        with office.open_reader() as reader:
            card = reader.card(debtor_id)
        return Open(insolvency.view(card.debtor, card.concerns, asked.typed.unread))
    act = office.act(asked.user, asked.once)
    new = note_insolvency(office.open_book, act, debtor_id=debtor_id, published_on=asked.typed.on)
    office.nudge()
    with office.open_reader() as reader:
        card = reader.card(debtor_id)
    return Say(said.noted(card.debtor, card.concerns, office.today(), new=new))


def submitted(ack: Ack, view: dict[str, Any], office: Office, roles: Role, show: Show) -> None:
    """Note what the form says; who comes second is told what the first did, in the place of the form."""
    if not may_run(roles):
        raise NotAllowed
    form = insolvency.parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    try:
        _keep(office, form, show, view)
    except InsolvencyChanged as refusal:
        show.in_place(ack, said.changed(refusal.facts["debtor"]))
        return
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, insolvency.errors(refusal))
        return
    ack()
    office.nudge()


def _keep(office: Office, form: insolvency.InsolvencyForm, show: Show, view: dict[str, Any]) -> None:
    act = form_act(office, show, view)
    if form.lifted or form.published_on is None:
        lift_insolvency(office.open_book, act, debtor_id=form.debtor_id)
        return
    note_insolvency(
        office.open_book,
        act,
        debtor_id=form.debtor_id,
        published_on=form.published_on,
        declared_on=form.declared_on,
        reclaimed_on=form.reclaimed_on,
        shown=form.shown,
    )


def _lift(asked: Asked) -> Answer:
    office = asked.office
    lift_insolvency(office.open_book, office.act(asked.user, asked.once), debtor_id=asked.debtor_id)
    office.nudge()
    with office.open_reader() as reader:
        return Say(said.lifted(reader.debtor(asked.debtor_id)))


VIEWS: dict[str, Listener] = {Callback.INSOLVENCY_SUBMIT: submitted}
