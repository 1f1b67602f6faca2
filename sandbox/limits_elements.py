"""Slack's limits on each element of Block Kit, by its type (docs.slack.dev, Block elements)."""

from collections.abc import Mapping
from types import MappingProxyType

from sandbox import limits_base as base
from sandbox import limits_choices as choices
from sandbox import limits_fields as fields
from sandbox.limits_base import Check, Found, said
from sandbox.records import Json

PLACEHOLDER = 150


def button(one: Json, where: str) -> Found:
    """Check a button."""
    yield from base.keys(
        one, where, ("action_id", "url", "value", "style", "confirm", "accessibility_label"), ("text",)
    )
    yield from base.text(one, "text", where, 75, plain=True)
    yield from base.string(one, "value", where, 2000)
    yield from base.string(one, "url", where, base.URL)
    yield from base.string(one, "accessibility_label", where, 75)
    yield from base.one_of(one, "style", where, ("primary", "danger"))


def image(one: Json, where: str) -> Found:
    """Check a small image."""
    yield from base.keys(one, where, ("image_url", "slack_file"), ("alt_text",))
    yield from base.string(one, "alt_text", where, 2000, least=1)
    yield from base.string(one, "image_url", where, base.URL, least=1)
    if not (one.get("image_url") or one.get("slack_file")):
        yield said(where, "missing required field: image_url")


ELEMENTS: Mapping[str, Check] = MappingProxyType(
    {
        "button": button,
        "overflow": choices.overflow,
        "static_select": choices.static_select,
        "multi_static_select": choices.multi_static_select,
        "external_select": choices.external_select,
        "multi_external_select": choices.multi_external_select,
        "users_select": choices.people("initial_user"),
        "multi_users_select": choices.people("initial_users", many=True),
        "conversations_select": choices.people("initial_conversation"),
        "multi_conversations_select": choices.people("initial_conversations", many=True),
        "channels_select": choices.people("initial_channel"),
        "multi_channels_select": choices.people("initial_channels", many=True),
        "checkboxes": choices.checkboxes,
        "radio_buttons": choices.radio_buttons,
        "plain_text_input": fields.plain_text_input,
        "number_input": fields.number_input,
        "email_text_input": fields.typed_input,
        "url_text_input": fields.typed_input,
        "rich_text_input": fields.rich_text_input,
        "file_input": fields.file_input,
        "datepicker": fields.datepicker,
        "timepicker": fields.timepicker,
        "datetimepicker": fields.datetimepicker,
        "image": image,
    }
)
TYPED_INPUTS = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"})
INPUTS = frozenset(ELEMENTS) - {"button", "overflow", "image"}
ACTIONS = frozenset(ELEMENTS) - TYPED_INPUTS - {"file_input", "image"}
ACCESSORIES = ACTIONS | {"image"}


def element(one: object, where: str, allowed: frozenset[str], surface: str) -> Found:
    """Check one element in a block that takes the `allowed` kinds, on a message, modal or home."""
    if not isinstance(one, dict):
        yield said(where, "must be an object")
        return
    kind = one.get("type")
    if not isinstance(kind, str) or kind not in allowed:
        yield said(where, f"unsupported type: {str(kind)[:80]}")
        return
    yield from ELEMENTS[kind](one, where)
    yield from base.id_(one, "action_id", where)
    yield from base.text(one, "placeholder", where, PLACEHOLDER, plain=True)
    yield from base.confirm(one, where)
    yield from base.flags(one, where, "focus_on_load")
    if kind == "file_input" and surface != "modal":
        yield said(where, "file_input is only allowed in modals")
