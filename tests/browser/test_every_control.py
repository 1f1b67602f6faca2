"""Every control that the bot offers has a case that presses it on the page: a new one must bring its own."""

import ast
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from handlers.command import COMMAND, verbs
from messages.ids import Action, Callback, Shortcut
from tests.browser.stage import Pressed

FOLDER = Path(__file__).parent


def declared() -> set[Pressed]:
    """Gather what the cases of this folder declare; each is held to it when it runs."""
    modules = (import_module(f"tests.browser.{path.stem}") for path in FOLDER.glob("test_*.py") if _declares(path))
    cases = (case for module in modules for case in vars(module).values() if callable(case))
    return {one for case in cases for one in getattr(case, "presses", ())}


def _declares(path: Path) -> bool:
    names: Iterable[ast.AST] = ast.walk(ast.parse(path.read_text("utf-8")))
    return any(isinstance(one, ast.alias) and one.name == "presses" for one in names)


def test_every_button_menu_and_select_is_pressed() -> None:
    assert set() == set(Action) - declared()


def test_every_modal_is_submitted() -> None:
    assert set() == set(Callback) - declared()


def test_every_shortcut_is_taken() -> None:
    assert set() == set(Shortcut) - declared()


def test_every_verb_is_typed() -> None:
    assert set() == {f"{COMMAND} {verb}".strip() for verb in ("", *verbs())} - declared()


def test_no_id_stands_for_two_controls() -> None:
    everything = [*Action, *Callback, *Shortcut]

    assert len(everything) == len({str(one) for one in everything})
