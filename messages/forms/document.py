"""« Joindre au dossier »: files of a message kept with a debtor, as what they prove."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.documents import DocumentKind
from domain.proofs import MOST_FILES, FileNamed
from domain.refusals import Refusal
from messages import words
from messages.blocks import context, option
from messages.documents import KINDS
from messages.forms import fields
from messages.forms.client import chosen, client_field
from messages.forms.fields import field, select, text_input
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback
from messages.refs import BadRef
from messages.shown import Block
from messages.words import clip

TITLE = "Joindre au dossier"
INVOICE, KIND, FILES = "Facture", "Nature", "Fichiers"
_PROOFS = {code: label for code, label in KINDS.items() if code != DocumentKind.AGREEMENT}
_BLOCKS = {"client": "client", "invoice": "invoice", "files": "files"}
_NO_FILES = frozenset({"tombstone", "hidden_by_limit"})  # what Slack leaves of a file that is gone
_NAME, _ID, _NUMBER = 75, 64, 64


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """The client chosen, what the files prove, the invoice they are about ("" for none), and the files."""

    debtor_id: int
    kind: DocumentKind
    invoice: str
    files: tuple[FileNamed, ...]


def files_of(message: Mapping[str, Any]) -> tuple[FileNamed, ...]:
    """Give the files of a Slack message that are still there."""
    given = message.get("files")
    found = [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []
    there = [one for one in found if one.get("mode") not in _NO_FILES and _is_id(one.get("id"))]
    return tuple(FileNamed(str(one["id"]), _name(one)) for one in there)


def view(files: Sequence[FileNamed]) -> dict[str, Any]:
    """Draw the form with the files of the message, all chosen."""
    shown = files[:MOST_FILES]
    options = [option(one.name, one.file_id) for one in shown]
    boxes: Block = {"type": "checkboxes", "options": options, "initial_options": options}
    number = text_input(most=_NUMBER)
    blocks = [
        client_field(),
        field("invoice", INVOICE, number, optional=True, hint=words.plain("document.invoice_hint")),
        field("kind", KIND, select(_PROOFS)),
        field("files", FILES, boxes, hint=words.plain("document.hint")),
    ]
    if len(files) > len(shown):
        blocks.append(context(words.say("document.left_out", most=len(shown))))
    carried = metadata(files=[[one.file_id, one.name] for one in shown])
    return fields.modal(Callback.DOCUMENT_SUBMIT, TITLE, blocks, carried)


def parse(submitted: dict[str, Any], today: date) -> DocumentForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    known, picked = _carried(given), given.options("files")
    debtor_id, kind = chosen(given), given.choice("kind", DocumentKind)
    files = tuple(one for one in known if one.file_id in picked)
    if not files:
        given.refuse("files", "refusal.no_file_chosen")
    if debtor_id is None or kind is None or not files:
        return given.refusal()
    return DocumentForm(debtor_id, kind, given.text("invoice"), files)


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)


def _carried(given: Submitted) -> list[FileNamed]:
    """Give the files that the modal was drawn with."""
    match given.carried().get("files"):
        case list(files):
            return [_file(one) for one in files]
    raise BadRef


def _file(carried: object) -> FileNamed:
    match carried:
        case [str(file_id), str(name)]:
            return FileNamed(file_id, name)
    raise BadRef


def _name(file: Mapping[str, Any]) -> str:
    """Name a file as the person sees it; one of another company comes without a name."""
    return clip(str(file.get("name") or file.get("title") or "Fichier sans nom"), _NAME)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _ID
