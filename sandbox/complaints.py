"""What Slack's client refuses in a form before it is sent, in the words people read under each field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from sandbox.blocks import interactive
from sandbox.records import Json
from sandbox.state import key_of

NBSP = "\N{NO-BREAK SPACE}"
MISSING = "Veuillez remplir ce champ."
NOT_A_NUMBER = "Veuillez saisir un nombre valide."
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ADDRESS = re.compile(r"https?://[^\s/]+\.?[^\s]*")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
TYPED_MOST = 3000
FILES_MOST = 10
CHOICES_MOST = 100


def complaints(blocks: list[Json], values: Json) -> dict[str, str]:
    """Check a form as Slack's client does before sending it: block_id and sentence of each field that is wrong."""
    found = {}
    for block, element in interactive(blocks):
        if block.get("type") != "input" or element["action_id"] not in values.get(block["block_id"], {}):
            continue
        value = values[block["block_id"]][element["action_id"]][key_of(element)]
        sentence = _complaint(block, element, value)
        if sentence:
            found[str(block["block_id"])] = sentence
    return found


def _complaint(block: Json, element: Json, value: object) -> str | None:
    if value is None or value in ("", []):
        return None if block.get("optional") else MISSING
    if isinstance(value, list):
        return _wrong_list(element, value)
    wrong = WRONG.get(str(element.get("type")))
    return wrong(element, value) if wrong else None


def _wrong_list(element: Json, value: list[Json]) -> str | None:
    if element.get("type") == "file_input":
        return _wrong_files(element, value)
    most = int(element.get("max_selected_items") or CHOICES_MOST)
    return f"Choisissez au plus {_counted(most, 'élément')}." if len(value) > most else None


def _wrong_files(element: Json, value: list[Json]) -> str | None:
    most, endings = int(element.get("max_files") or FILES_MOST), element.get("filetypes") or []
    if len(value) > most:
        return f"Joignez au plus {_counted(most, 'fichier')}."
    other = [str(one["name"]) for one in value if endings and one["filetype"] not in endings]
    accepted = ", ".join(str(one) for one in endings)
    return f"{other[0]} n’est pas d’un type accepté{NBSP}: {accepted}." if other else None


def _wrong_text(element: Json, value: object) -> str | None:
    length, least = len(str(value)), int(element.get("min_length") or 0)
    if length < least:
        return f"Saisissez au moins {_counted(least, 'caractère')}."
    most = int(element.get("max_length") or TYPED_MOST)
    return f"Saisissez au plus {_counted(most, 'caractère')}." if length > most else None


def _wrong_number(element: Json, value: object) -> str | None:
    try:
        number = Decimal(str(value))
        least, most = (Decimal(element[name]) if element.get(name) else None for name in ("min_value", "max_value"))
    except InvalidOperation:
        return NOT_A_NUMBER
    if not number.is_finite():
        return NOT_A_NUMBER
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return "Veuillez saisir un nombre entier."
    if least is not None and number < least:
        return f"Veuillez saisir un nombre d’au moins {_figure(least)}."
    return f"Veuillez saisir un nombre d’au plus {_figure(most)}." if most is not None and number > most else None


def _wrong_day(_element: Json, value: object) -> str | None:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return f"Veuillez saisir une date, par exemple{NBSP}: 27/11/2026."
    return None


def _wrong_instant(_element: Json, value: object) -> str | None:
    return None if isinstance(value, int) else "Veuillez saisir une date et une heure."


def _unlike(pattern: re.Pattern[str], sentence: str) -> Callable[[Json, object], str | None]:
    return lambda _element, value: None if pattern.fullmatch(str(value)) else sentence


def _figure(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"


WRONG: Mapping[str, Callable[[Json, object], str | None]] = MappingProxyType(
    {
        "plain_text_input": _wrong_text,
        "number_input": _wrong_number,
        "email_text_input": _unlike(EMAIL, "Veuillez saisir une adresse e-mail valide."),
        "url_text_input": _unlike(ADDRESS, "Veuillez saisir une adresse web valide, avec http:// ou https://."),
        "datepicker": _wrong_day,
        "timepicker": _unlike(TIME, f"Veuillez saisir une heure, par exemple{NBSP}: 14:30."),
        "datetimepicker": _wrong_instant,
    }
)
