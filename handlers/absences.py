"""« Absence »: hands the calls and promises of whoever asks over to a colleague, and gives them back on demand."""

from typing import Any

from slack_bolt import Ack

from domain.absences import Absence, end_absence, set_absence
from domain.acts import Act
from domain.folding import fold, plain_spaces
from domain.people import may_work
from domain.refusals import Refusal
from domain.typed import read_person
from domain.typed_dates import read_period
from handlers.answers import Answer, Open, Say, sentence
from handlers.clients import Asker
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener
from handlers.show import Show
from messages.forms import absence as form
from messages.forms.submitted import FormRefusal
from messages.ids import Callback
from messages.refusals import spoken
from messages.shown import Shown
from messages.words import plain

OVER = frozenset({"fin", "end"})


def absence(asker: Asker, rest: str) -> Answer:
    """Set the absence that was typed, take it back on « fin », else ask in « Absence »."""
    typed = plain_spaces(rest)
    if fold(typed) in OVER:
        return _over(asker)
    word, _, days = typed.partition(" ")
    person, period = read_person(word), read_period(days, asker.office.today())
    stand_in = (person.user_id or asker.office.people.find(person.handle or "")) if person else None
    if stand_in is None or period is None:
        return Open(form.view(stand_in or "", period, unread=_unread(word, days, stand_in, period)))
    if not may_work(asker.office.people.roles(stand_in)):
        return sentence("absence.cannot_stand_in", stand_in=stand_in)
    try:
        set_ = _set(asker.office, asker.office.act(asker.user, asker.once), form.AbsenceForm(stand_in, *period))
    except Refusal as refusal:
        return Say(Shown(spoken(refusal), []))
    return sentence("absence.set", stand_in=stand_in, first_on=set_.first_on, last_on=set_.last_on)


def submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Set the absence of the form, and say so."""
    asked = form.parse(view, office.today())
    if isinstance(asked, FormRefusal):
        refuse_fields(ack, asked)
        return
    if not may_work(office.people.roles(asked.stand_in)):
        refuse_fields(ack, FormRefusal({"stand_in": plain("absence.cannot_stand_in_this")}))
        return
    try:
        _set(office, form_act(office, show, view), asked)
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, form.errors(refusal))
        return
    ack()
    show.tell(sentence("absence.set", stand_in=asked.stand_in, first_on=asked.first_on, last_on=asked.last_on).shown)


def _set(office: Office, act: Act, asked: form.AbsenceForm) -> Absence:
    stand_in, first_on, last_on = asked.stand_in, asked.first_on, asked.last_on
    made = set_absence(office.open_book, act, stand_in=stand_in, first_on=first_on, last_on=last_on)
    office.nudge()
    return made


def _over(asker: Asker) -> Answer:
    ended = end_absence(asker.office.open_book, asker.office.act(asker.user, asker.once))
    asker.office.nudge()
    return sentence("absence.ended" if ended else "absence.none")


def _unread(word: str, days: str, stand_in: str | None, period: object) -> str:
    """Give what was typed and could not be read."""
    return " ".join(part for part, read in ((word, stand_in), (days, period)) if part and not read)


VIEWS: dict[str, Listener] = {Callback.ABSENCE_SUBMIT: submitted}
