"""« Garanties… » over « Profil »: what secures a client's debt, for how much and until when."""

from collections.abc import Sequence

from domain.acts import Act
from domain.guarantees import Guarantee, add_guarantee, change_guarantee, remove_guarantee
from domain.journal import JournalRow
from domain.profiles import Sheet
from handlers.office import Office
from handlers.parts import Json, Part, editor, keeper, opener
from handlers.presses import Listener
from messages.forms import guarantee as form
from messages.forms.guarantee import GuaranteeForm
from messages.forms.parts import Back
from messages.ids import Action, Callback


def _view(sheet: Sheet, guarantee_id: int, back: Back) -> Json | None:
    if not guarantee_id:
        return form.view(sheet, None, back)
    found = _found(sheet, guarantee_id)
    return form.view(sheet, found, back) if found else None


def _again(sheet: Sheet, asked: GuaranteeForm, edits: Sequence[JournalRow]) -> Json | None:
    now = _found(sheet, asked.guarantee.id)
    return form.view(sheet, form.merged(now, asked.guarantee, edits), asked.back, edits) if now else None


def _keep(office: Office, act: Act, asked: GuaranteeForm) -> None:
    debtor_id, one = asked.debtor_id, asked.guarantee
    if not one.id:
        add_guarantee(office.open_book, act, debtor_id=debtor_id, guarantee=one)
    elif asked.removed:
        remove_guarantee(office.open_book, act, debtor_id=debtor_id, guarantee_id=one.id, seen=asked.seen)
    else:
        change_guarantee(office.open_book, act, debtor_id=debtor_id, guarantee=one, seen=asked.seen)


def _found(sheet: Sheet, guarantee_id: int) -> Guarantee | None:
    return next((one for one in sheet.guarantees if one.id == guarantee_id), None)


_GUARANTEES = Part(form.listing, _view, form.parse, form.errors, _keep, _again)
ACTIONS: dict[str, Listener] = {Action.GUARANTEES_OPEN: opener(_GUARANTEES), Action.GUARANTEE_EDIT: editor(_GUARANTEES)}
VIEWS: dict[str, Listener] = {Callback.GUARANTEE_SUBMIT: keeper(_GUARANTEES)}
