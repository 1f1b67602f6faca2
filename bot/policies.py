"""The policy in force: the company's file over the shipped one."""

import tomllib
from importlib.resources import files
from pathlib import Path

from domain.policy import Policy
from domain.policy_reading import read_policy


class PolicyUnreadableError(Exception):
    """The file is no TOML: the sentence says where it goes wrong, in French."""


def load_policy(path: Path | None) -> Policy:
    """Load the policy; raise `PolicyError` with every fault, `PolicyUnreadableError` when the file is no TOML."""
    shipped = tomllib.loads((files("domain") / "data" / "policy.toml").read_text(encoding="utf-8"))
    return read_policy(_given(path), shipped)


def _given(path: Path | None) -> dict[str, object]:
    if path is None:
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyUnreadableError(f"{path.name} : fichier TOML illisible ({error})") from None
