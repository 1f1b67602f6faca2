"""Block Kit that Slack takes and this page cannot draw yet: said in the inspector, once for each call that sent it."""

from collections.abc import Iterator

from sandbox.blocks import elements
from sandbox.charts import chart
from sandbox.limits_elements import ELEMENTS
from sandbox.records import Exchange, Json
from sandbox.workspace import Workspace

BLOCKS = frozenset(
    {"section", "header", "divider", "context", "actions", "input", "image", "rich_text", "table", "markdown", "alert"}
    | {"video", "file", "data_table", "data_visualization"}
)
DRAWN = frozenset(ELEMENTS) | {"workflow_button"}
RICH = frozenset({"rich_text_section", "rich_text_preformatted", "rich_text_quote", "rich_text_list"})
PIECES = frozenset({"text", "link", "emoji", "user", "channel", "usergroup", "broadcast", "date", "color"})
NAME = "page.unsupported"


def undrawn(blocks: list[Json]) -> list[str]:
    """Give the types that the page shows as « non pris en charge », each once, in order of their names."""
    return sorted({kind for block in blocks for kind in _unknown(block)})


def report(space: Workspace, source: str, blocks: list[Json]) -> None:
    """Keep for the inspector what `source`, a method or an answer, sent that the page cannot draw."""
    kinds = undrawn(blocks)
    if kinds:
        space.inspect(Exchange(space.now(), "in", NAME, {"sent_by": source}, {"unsupported": kinds}, 0.0))


def _unknown(block: Json) -> Iterator[str]:
    kind = str(block.get("type"))
    if kind not in BLOCKS or (kind == "data_visualization" and chart(block) is None):
        yield kind
        return
    yield from (str(one.get("type")) for one in elements(block) if one.get("type") not in DRAWN)
    if kind == "rich_text":
        yield from _unknown_pieces(block.get("elements") or [])


def _unknown_pieces(parts: list[Json]) -> Iterator[str]:
    for part in parts:
        kind = str(part.get("type"))
        if kind not in RICH | PIECES:
            yield kind
        yield from _unknown_pieces(part.get("elements") or [])
