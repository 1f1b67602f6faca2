"""What stands in a list over « Profil », contacts and guarantees: one window, the list and the form in turn.

The form takes the place of the list and the list that of the form: « Profil » stays under them with all that was typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack

from domain.acts import Act
from domain.edits import EditedMeanwhile
from domain.profiles import Sheet
from domain.refusals import Refusal
from handlers.forms import refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener
from handlers.show import Show
from messages.forms import profile
from messages.forms.contact import ContactForm
from messages.forms.guarantee import GuaranteeForm
from messages.forms.parts import Back, count
from messages.forms.submitted import FormRefusal, Submitted
from messages.refs import DebtRef, PartRef

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """What is done with one kind of part: how it is found, drawn, read, kept and drawn again."""

    listing: Callable[..., Json]
    view: Callable[[Sheet, int, Back], Json | None]
    parse: Callable[[Json, Any], ContactForm | GuaranteeForm | FormRefusal]
    errors: Callable[[Refusal, int], Mapping[str, str] | None]
    keep: Callable[[Office, Act, Any], None]
    again: Callable[[Sheet, Any, Any], Json | None]


def opener(part: Part) -> Listener:
    """Make the listener that opens a list over « Profil »."""

    def opened(ack: Ack, body: Json, action: Json, office: Office, show: Show) -> None:
        main = body.get("view") or {}
        back = Back(str(main.get("id") or ""), count(Submitted(main, office.today()).carried(), "seen"))
        with office.open_reader() as reader:
            sheet = reader.sheet(DebtRef.load(action.get("value")).debtor_id)
        ack()
        show.open(part.listing(sheet, back))

    return opened


def editor(part: Part) -> Listener:
    """Make the listener that puts a form in the place of a list."""

    def edited(ack: Ack, body: Json, action: Json, office: Office, show: Show) -> None:
        listed = body.get("view") or {}
        back, ref = Back.load(Submitted(listed, office.today()).carried()), PartRef.load(action.get("value"))
        with office.open_reader() as reader:
            sheet = reader.sheet(ref.debtor_id)
        ack()
        show.redraw(str(listed.get("id") or ""), part.view(sheet, ref.part_id, back) or part.listing(sheet, back))

    return edited


def keeper(part: Part) -> Listener:
    """Make the listener that keeps a form and puts the list in its place."""

    def submitted(ack: Ack, view: Json, office: Office, show: Show) -> None:
        asked = part.parse(view, office.today())
        if isinstance(asked, FormRefusal):
            refuse_fields(ack, asked)
            return
        try:
            part.keep(office, _act(office, show, view), asked)
        except EditedMeanwhile as refusal:
            ack(response_action="update", view=_again(part, office, asked, refusal))
            return
        except Refusal as refusal:
            refuse_form(ack, show, view, refusal, part.errors(refusal, asked.seen))
            return
        with office.open_reader() as reader:
            sheet = reader.sheet(asked.debtor_id)
        ack(response_action="update", view=part.listing(sheet, asked.back))
        office.nudge()
        main = profile.view(sheet, office.today(), office.policy, seen=asked.back.seen)
        show.redraw(asked.back.view_id, main, told=False)

    return submitted


def _act(office: Office, show: Show, view: Json) -> Act:
    """Make the act of a form in a window that shows several in turn: its hash tells which one was sent."""
    return office.act(show.user, f"view:{view.get('id')}:{view.get('callback_id')}:{view.get('hash')}")


def _again(part: Part, office: Office, asked: Any, refusal: EditedMeanwhile) -> Json:  # noqa: ANN401 - either form
    """Draw the form with what others changed, or the list when they removed what it was about."""
    edits = refusal.facts["edits"]
    with office.open_reader() as reader:
        sheet = reader.sheet(asked.debtor_id)
    return part.again(sheet, asked, edits) or part.listing(sheet, asked.back, edits)
