from typing import Any

import pytest

from sandbox.complaints import complaints
from sandbox.records import Json
from sandbox.state import key_of, state
from tests.sandbox.small_bot import field, option

MANY = {"type": "multi_static_select", "options": [option("A", "a"), option("B", "b")], "max_selected_items": 1}
NUMBER = {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "12"}


def wrong(element: Json, given: Any) -> str | None:
    """Give what is said under the only field of a form."""
    element = {**element, "action_id": "it"}
    block = field("champ", element)
    return complaints([block], {"champ": {"it": {"type": element["type"], key_of(element): given}}}).get("champ")


@pytest.mark.parametrize(
    ("element", "given", "sentence"),
    [
        ({"type": "plain_text_input"}, None, "Veuillez remplir ce champ."),
        ({"type": "checkboxes"}, [], "Veuillez remplir ce champ."),
        ({"type": "plain_text_input", "min_length": 2}, "a", "Saisissez au moins 2 caractères."),
        ({"type": "plain_text_input", "max_length": 1}, "ab", "Saisissez au plus 1 caractère."),
        ({"type": "plain_text_input"}, "a" * 3001, "Saisissez au plus 3000 caractères."),
        (NUMBER, "douze", "Veuillez saisir un nombre valide."),
        (NUMBER, "nan", "Veuillez saisir un nombre valide."),
        (NUMBER, "1.5", "Veuillez saisir un nombre entier."),
        (NUMBER, "0", "Veuillez saisir un nombre d’au moins 1."),
        (NUMBER, "13", "Veuillez saisir un nombre d’au plus 12."),
        ({"type": "email_text_input"}, "a@b", "Veuillez saisir une adresse e-mail valide."),
        ({"type": "url_text_input"}, "a.fr", "Veuillez saisir une adresse web valide, avec http:// ou https://."),
        ({"type": "datepicker"}, "32/13", "Veuillez saisir une date, par exemple\u00a0: 27/11/2026."),
        ({"type": "timepicker"}, "25h", "Veuillez saisir une heure, par exemple\u00a0: 14:30."),
        ({"type": "datetimepicker"}, "2026-11-27T", "Veuillez saisir une date et une heure."),
        (MANY, [option("A", "a"), option("B", "b")], "Choisissez au plus 1 élément."),
        ({"type": "file_input", "max_files": 1}, [{}, {}], "Joignez au plus 1 fichier."),
        (
            {"type": "file_input", "filetypes": ["pdf"]},
            [{"name": "a.exe", "filetype": "exe"}],
            "a.exe n’est pas d’un type accepté\u00a0: pdf.",
        ),
        (NUMBER, "12", None),
        ({"type": "email_text_input"}, "a@b.fr", None),
        ({"type": "url_text_input"}, "https://a.fr/x", None),
        ({"type": "datepicker"}, "2026-11-27", None),
        ({"type": "timepicker"}, "14:30", None),
        ({"type": "datetimepicker"}, 1_795_768_200, None),
        ({"type": "rich_text_input"}, {"type": "rich_text"}, None),
    ],
)
def test_a_field_is_complained_of_before_it_is_sent(element: Json, given: Any, sentence: str | None) -> None:
    assert sentence == wrong(element, given)


def test_an_optional_field_may_stay_empty() -> None:
    block = field("champ", {"type": "datepicker"}, optional=True)

    assert {} == complaints([block], state([block], {}))


def test_a_moment_is_read_in_paris_and_rich_text_from_what_was_typed() -> None:
    moment, note = field("quand", {"type": "datetimepicker"}), field("note", {"type": "rich_text_input"})
    typed = {"quand": {"it": "2026-11-27T08:30"}, "note": {"it": "*oui*"}}

    told = state([moment, note], typed)

    words = {"type": "text", "text": "oui", "style": {"bold": True}}
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [words]}]}
    assert {"type": "datetimepicker", "selected_date_time": 1_795_764_600} == told["quand"]["it"]
    assert {"type": "rich_text_input", "rich_text_value": rich} == told["note"]["it"]


def test_a_file_that_nobody_gave_is_refused() -> None:
    block = field("pièces", {"type": "file_input"})
    given = {"id": "F1", "name": "a.pdf"}

    assert [given] == state([block], {"pièces": {"it": ["F1"]}}, {"it": [given]})["pièces"]["it"]["files"]
    with pytest.raises(ValueError, match="was not given"):
        state([block], {"pièces": {"it": ["F2"]}}, {"it": [given]})
