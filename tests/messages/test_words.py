"""Sentences: escaped by default, French typography, every template usable."""

import pytest
from jinja2 import UndefinedError

from domain.money import Money
from messages import words
from messages.words import Mrkdwn, clip, escape, person, quoted, typeset
from tests.messages.given import HOSTILE, TODAY, eur


def test_what_a_person_typed_is_escaped_in_mrkdwn() -> None:
    said = words.say("form.about", name=HOSTILE, code="", owed=None)

    assert said == "*&lt;!channel&gt; &amp; *x**"


def test_what_a_person_typed_stands_as_it_is_in_plain_text() -> None:
    assert (
        words.plain("form.not_read", unread="<b>")
        == "Je n'ai pas su lire «\u00a0<b>\u00a0»\u00a0: indiquez-le ci-dessous."
    )


def test_mrkdwn_goes_into_a_sentence_as_it_stands() -> None:
    assert escape("a") == "a"
    assert words.say("why.unlock_credit") == "imputer l'argent reçu"
    assert "<@UBOB>" in words.say("told.note_kept", actor="UBOB", author="", text="x")


def test_the_program_signs_by_its_name() -> None:
    assert person("") == "Impayés"


def test_a_missing_fact_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        words.say("reason.snoozed", today=TODAY)


@pytest.mark.parametrize("name", sorted(words.names()))
def test_every_sentence_compiles_and_leaves_no_blank_line(name: str) -> None:
    for plain in (False, True):
        words._template(name, plain=plain)  # noqa: SLF001 - every sentence there is

    assert "\n\n" not in words._sentences()[name]  # noqa: SLF001


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Lequel ?", "Lequel\u202f?"),
        ("a : b ; c !", "a\u00a0: b\u202f; c\u202f!"),
        ("« x »", "«\u00a0x\u00a0»"),
        ("12 €", "12\u00a0€"),
        (":phone: a:b", ":phone: a:b"),
    ],
)
def test_french_spaces_are_put_once(typed: str, expected: str) -> None:
    assert expected == typeset(typed)
    assert expected == typeset(expected)


def test_a_clipped_text_stands_on_one_line() -> None:
    assert clip(" a\n b ", 10) == "a b"
    assert clip("abcdef", 4) == "abc…"


def test_a_quote_is_quoted_line_by_line() -> None:
    assert quoted("a\n<b>") == "> a\n> &lt;b&gt;"
    assert isinstance(quoted("a"), Mrkdwn)


def test_amounts_are_never_added_across_currencies() -> None:
    several = [eur(150_000), Money(100, "USD"), Money(100, "GBP"), Money(100, "CHF")]

    assert words.amounts(several).endswith("et 1 autre devise")
