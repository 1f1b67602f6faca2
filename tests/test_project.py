"""The files a newcomer copies say all that the program reads, and only that."""

import re
import tomllib
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.scopes import SCOPES
from bot.settings import Settings, load_settings, variables

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / ".env.example"
TASKS = ("install", "demo", "test", "check", "fix", "cover", "pictures", "bench")


def test_each_setting_is_in_the_example_and_nothing_else() -> None:
    assert len(fields(Settings)) == len(variables())
    assert list(variables()) == list(dotenv_values(EXAMPLE))


def test_each_setting_of_the_example_is_documented() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()

    assert [] == [
        line
        for before, line in pairwise(lines)
        if "=" in line and not line.startswith("#") and not before.startswith("# ")
    ]


def test_the_example_as_it_stands_holds_the_defaults() -> None:
    assert Settings() == load_settings({}, EXAMPLE)


@pytest.mark.parametrize("task", TASKS)
def test_each_task_is_in_the_makefile(task: str) -> None:
    assert re.search(rf"^{task}:.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_the_lock_names_the_version_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]

    assert [project["version"]] == [each["version"] for each in locked if each["name"] == project["name"]]


def test_each_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    assert [] == [name for name in variables() if f"| `{name}` |" not in readme]


def test_each_scope_is_explained_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    assert [] == [scope for scope in SCOPES if f"`{scope}`" not in readme]
