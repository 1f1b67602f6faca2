"""Which screen each picture is of, kept beside the pictures, so that a change that left its picture behind is found."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sandbox.pictures.screens import Screen
from sandbox.pictures.shot import Shot

DOCS = Path(__file__).parents[2] / "docs"
BEGINNING = """# Screens

What people see, drawn by `make pictures` from one day of the demo. They read French.
"""


class Album:
    """The pictures of a folder and their list; one that is changed by hand counts as left behind."""

    def __init__(self, folder: Path = DOCS / "pictures") -> None:
        self.folder = folder
        self._list = folder / "pictures.json"

    def stale(self, screens: Iterable[Screen]) -> list[str]:
        """Give the names of the screens that have no picture, or one that was taken of something else."""
        kept = self._kept()
        return [one.shot.name for one in screens if kept.get(one.shot.name) != self._entry(one)]

    def surplus(self, shots: Iterable[Shot]) -> list[Path]:
        """Give the pictures that are no shot's."""
        names = {shot.name for shot in shots}
        return sorted(path for path in self.folder.glob("*.png") if path.stem not in names)

    def keep(self, screens: Iterable[Screen]) -> None:
        """Write of which screens the pictures are."""
        entries = {one.shot.name: self._entry(one) for one in screens}
        self._list.write_text(json.dumps(entries, indent=2, sort_keys=True) + "\n", encoding="utf-8")

    def _kept(self) -> Mapping[str, object]:
        kept: dict[str, object] = json.loads(self._list.read_text("utf-8")) if self._list.exists() else {}
        return kept

    def _entry(self, screen: Screen) -> Mapping[str, str]:
        path = self.folder / f"{screen.shot.name}.png"
        picture = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
        return {"picture": picture, "screen": screen.digest}


def page(shots: Sequence[Shot]) -> str:
    """Write the page of the documentation that shows every picture."""
    return "\n".join([BEGINNING, *(f"{shot.told}\n\n![{shot.told}](pictures/{shot.name}.png)\n" for shot in shots)])
