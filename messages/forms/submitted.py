"""Reading a submitted form: what is missing, stale or cut short becomes a sentence under its field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from domain.refusals import DateInTheFuture, DateInThePast, Refusal
from messages import words
from messages.forms.fields import VERSION
from messages.refs import BadRef
from messages.refusals import sentence

E = TypeVar("E", bound=StrEnum)
_LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class FormRefusal:
    """What is wrong in a form: a sentence by block id, as Slack shows it under the field."""

    errors: dict[str, str]


def metadata(**facts: Any) -> str:  # noqa: ANN401 - small JSON values
    """Write what a modal carries: small versioned JSON."""
    return json.dumps({"v": VERSION, **facts}, ensure_ascii=False, separators=(",", ":"))


def under_field(refusal: Refusal, blocks: Mapping[str, str]) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; `blocks` gives the block of each; None when no field does."""
    block = blocks.get(refusal.field)
    return {block: sentence(refusal)} if block else None


@dataclass
class Submitted:
    """A `view_submission`'s view as a plain dict (SLACK.md, Bolt trap 9), with the faults found while reading it."""

    view: Mapping[str, Any]
    today: date
    errors: dict[str, str] = field(default_factory=dict)

    def carried(self) -> dict[str, Any]:
        """Give what the modal carried; raise `BadRef`."""
        try:
            facts = json.loads(self.view.get("private_metadata") or "")
        except (TypeError, ValueError):
            raise BadRef from None
        if not isinstance(facts, dict) or facts.get("v") != VERSION:
            raise BadRef
        return facts

    def debtor_id(self) -> int:
        """Give the debtor the modal is about; raise `BadRef`."""
        return self.key("debtor")

    def key(self, name: str) -> int:
        """Give the id that the modal carries under that name; raise `BadRef`."""
        key = self.carried().get(name)
        if not isinstance(key, int) or isinstance(key, bool) or not 0 < key < 2**63:
            raise BadRef
        return key

    def text(self, block: str) -> str:
        """Give a text without the spaces around it, "" when empty."""
        value = self._answer(block).get("value")
        return value.strip() if isinstance(value, str) else ""

    def day(self, block: str, *, needed: bool = True, past: type[Refusal] | None = DateInThePast) -> date | None:
        """Give a date; a past one is refused in the words of `past`, and taken when that is None."""
        value = self._answer(block).get("selected_date")
        if value is None and not needed:
            return None
        try:
            on = date.fromisoformat(value or "")
        except (TypeError, ValueError):
            self.refuse(block, "form.date_needed")
            return None
        if past and on < self.today:
            self.errors[block] = sentence(past())
            return None
        return on

    def past_day(self, block: str) -> date | None:
        """Give a date that is not to come."""
        try:
            on = date.fromisoformat(self._answer(block).get("selected_date") or "")
        except (TypeError, ValueError):
            self.refuse(block, "form.date_needed")
            return None
        if on > self.today:
            self.errors[block] = sentence(DateInTheFuture())
            return None
        return on

    def choice(self, block: str, kind: type[E]) -> E | None:
        """Give a coded choice."""
        value = self.option(block)
        if value is None:
            self.refuse(block, "form.choice_needed")
            return None
        try:
            return kind(value)
        except ValueError:
            self.refuse(block, "form.choice_gone")
            return None

    def option(self, block: str) -> str | None:
        """Give the value of the option chosen, None without one."""
        return _value(self._answer(block).get("selected_option"))

    def option_text(self, block: str) -> str:
        """Give the label of the option chosen, "" without one."""
        chosen = self._answer(block).get("selected_option")
        label = chosen.get("text") if isinstance(chosen, Mapping) else None
        words_ = label.get("text") if isinstance(label, Mapping) else None
        return words_ if isinstance(words_, str) else ""

    def options(self, block: str) -> tuple[str, ...]:
        """Give the values of the options chosen."""
        chosen = self._answer(block).get("selected_options")
        values = map(_value, chosen) if isinstance(chosen, list) else ()
        return tuple(value for value in values if value is not None)

    def contact(self) -> tuple[int | None, str]:
        """Give the contact chosen, by id and name; none, or one that cannot be read, is no contact."""
        value = self.option("contact")
        if value is None:
            return None, ""
        if not value.isascii() or not value.isdecimal() or len(value) > _LONGEST_ID:
            self.refuse("contact", "form.choice_gone")
            return None, ""
        return int(value), self.option_text("contact")

    def person(self, block: str) -> str:
        """Give the person chosen, "" for nobody."""
        value = self._answer(block).get("selected_user")
        return value if isinstance(value, str) else ""

    def user(self, block: str) -> str | None:
        """Give the person chosen."""
        value = self._answer(block).get("selected_user")
        if not isinstance(value, str) or not value:
            self.refuse(block, "form.person_needed")
            return None
        return value

    def refuse(self, block: str, name: str, **facts: Any) -> None:  # noqa: ANN401 - facts are for the words
        """Put a sentence under a field; the first one stays."""
        self.errors.setdefault(block, words.plain(name, **facts))

    def refusal(self) -> FormRefusal:
        """Give the faults found."""
        return FormRefusal(self.errors)

    def _answer(self, block: str) -> Mapping[str, Any]:
        """Give the answer in a block, empty when it is missing; each block holds one control."""
        place: object = self.view
        for name in ("state", "values", block):
            place = place.get(name) if isinstance(place, Mapping) else None
        answers = place.values() if isinstance(place, Mapping) else ()
        return next((answer for answer in answers if isinstance(answer, Mapping)), {})


def _value(chosen: object) -> str | None:
    value = chosen.get("value") if isinstance(chosen, Mapping) else None
    return value if isinstance(value, str) else None
