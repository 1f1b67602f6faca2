"""« Profil »: set in a word, or read and changed in its form; who comes second sees what the first did."""

from typing import Any

from slack_bolt import Ack

from domain.edits import EditedMeanwhile
from domain.profiles import change_profile, set_profile
from domain.refusals import Refusal
from handlers.answers import Answer, Asked, Open, sentence
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener, pressed
from handlers.show import Show
from messages import labels
from messages.forms import parts
from messages.forms import profile as form
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback
from messages.words import plain


def open_profile(asked: Asked) -> Answer:
    """Set the profile that was typed, or open « Profil »; raise `ProfileUnknown`."""
    office = asked.office
    with office.open_reader() as reader:
        sheet = reader.sheet(asked.debtor_id)
    if not asked.typed.text:
        return Open(form.view(sheet, office.today(), office.policy, unread=asked.typed.unread))
    after, debtor = asked.typed.text, sheet.debtor
    act = office.act(asked.user, asked.once)
    new = set_profile(office.open_book, act, debtor_id=debtor.id, profile=after)
    office.nudge()
    facts = {"name": debtor.name, "after": labels.profile(after)}
    if not new:
        return sentence("profile.set_already", **facts)
    scenario = office.policy.scenario(debtor=debtor.scenario, profile=after)
    before = labels.profile(debtor.profile)
    return sentence("profile.set", before=before, scenario=scenario.name if scenario else "", **facts)


def submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Change the profile; when somebody did meanwhile, show the new state instead."""
    asked = form.parse(view, office.today())
    if isinstance(asked, FormRefusal):
        refuse_fields(ack, asked)
        return
    person = asked.profile.salesperson
    if person and not office.people.is_colleague(person):
        said = plain("sales.not_a_colleague_field")
        refuse_fields(ack, FormRefusal({parts.block("salesperson", asked.seen): said}))
        return
    act = form_act(office, show, view)
    try:
        change_profile(office.open_book, act, debtor_id=asked.debtor_id, profile=asked.profile, seen=asked.seen)
    except EditedMeanwhile as refusal:
        ack(response_action="update", view=_redrawn(office, asked, refusal))
        return
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, form.errors(refusal, asked.seen))
        return
    ack()
    office.nudge()


def _redrawn(office: Office, asked: form.ProfileForm, refusal: EditedMeanwhile) -> dict[str, Any]:
    with office.open_reader() as reader:
        sheet = reader.sheet(asked.debtor_id)
    edits = refusal.facts["edits"]
    return form.view(sheet, office.today(), office.policy, typed=asked.profile, edits=edits)


ACTIONS: dict[str, Listener] = {Action.PROFILE_OPEN: pressed(open_profile)}
VIEWS: dict[str, Listener] = {Callback.PROFILE_SUBMIT: submitted}
