"""What the demo's page proposes after a slash: the product's own words for its verbs, and its manifest's shortcuts."""

import re
from pathlib import Path
from typing import Literal

from messages import words
from messages.help import EXAMPLES
from sandbox.page.hints import Hint
from sandbox.records import Json

COMMAND = "/impayes"
MANIFEST = Path(__file__).parent.parent / "manifest.yml"
_SHORTCUT = re.compile(r"- name: (.+)\n +type: (\w+)\n +callback_id: (\S+)")


def hints() -> list[Hint]:
    """Give one hint for each verb of the help, in its order, with how the verb is used."""
    return [Hint(COMMAND, one.verb, _usage(one.verb), words.typeset(one.does)) for one in EXAMPLES]


def shortcuts(kind: Literal["message", "global"]) -> list[Json]:
    """Give the shortcuts of that kind that the manifest names, none where it does not stand beside the program."""
    told = MANIFEST.read_text("utf-8") if MANIFEST.is_file() else ""
    return [{"name": name, "callback_id": id_} for name, type_, id_ in _SHORTCUT.findall(told) if type_ == kind]


def _usage(verb: str) -> str:
    name = f"usage.{verb}"
    return words.plain(name) if name in words.names() else verb
