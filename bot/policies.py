"""The policy in force: the company's file over the shipped one."""

import re
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
    except UnicodeDecodeError:
        raise PolicyUnreadableError(f"{path.name}\u00a0: l’encodage UTF-8 était attendu") from None
    except tomllib.TOMLDecodeError as error:
        raise PolicyUnreadableError(f"{path.name}\u00a0: fichier TOML illisible ({_where(error)})") from None


def _where(error: tomllib.TOMLDecodeError) -> str:
    """Say where a file stops being TOML, of what `tomllib` says in English."""
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f"ligne {found[1]}, colonne {found[2]}" if found else "à la fin du fichier"
