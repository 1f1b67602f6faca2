"""Submitting a form as Slack does: the state of each field, the untouched ones as they were drawn."""

from typing import Any


def submit(view: dict[str, Any], **answers: Any) -> dict[str, Any]:
    """Answer some fields of a drawn form, by block id; the others keep what they show."""
    values = {block["block_id"]: {block["block_id"]: _shown(block["element"])} for block in inputs(view)}
    for name, answer in answers.items():
        values[name] = {name: answer}
    return {
        "callback_id": view["callback_id"],
        "private_metadata": view["private_metadata"],
        "state": {"values": values},
    }


def inputs(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in view["blocks"] if block["type"] == "input"]


def labels(view: dict[str, Any]) -> list[str]:
    return [block["label"]["text"] for block in inputs(view)]


def element(view: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(block["element"] for block in inputs(view) if block["block_id"] == name)
    return found


def options(view: dict[str, Any], name: str) -> list[str]:
    return [option["text"]["text"] for option in element(view, name)["options"]]


def pick(view: dict[str, Any], name: str, *labels_: str) -> dict[str, Any]:
    """Choose options by label."""
    found = element(view, name)
    chosen = [option for option in found["options"] if option["text"]["text"] in labels_]
    return {"selected_options": chosen} if found["type"] != "static_select" else {"selected_option": chosen[0]}


def text(value: str) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": value}


def day(value: str | None) -> dict[str, Any]:
    return {"type": "datepicker", "selected_date": value}


def _shown(drawn: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": drawn["type"],
        "value": drawn.get("initial_value"),
        "selected_date": drawn.get("initial_date"),
        "selected_option": drawn.get("initial_option"),
        "selected_options": drawn.get("initial_options", []),
        "selected_user": drawn.get("initial_user"),
    }
