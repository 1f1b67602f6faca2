"""What is shown is a text that says it all, for notifications and screen readers, and blocks that show it well."""

from typing import Any, NamedTuple

Block = dict[str, Any]


class Shown(NamedTuple):
    """A message ready for Slack."""

    text: str
    blocks: list[Block]
