"""The folder of the demo: a fresh database, the company's policy, settings for a terminal, and one demo at a time."""

import fcntl
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from sqlalchemy import URL

from bot.failures import Failure

NAME = ".impayes-demo"
BUSY = "une démonstration tourne déjà dans ce dossier\u202f: arrêtez-la d’abord par Ctrl-C"


@contextmanager
def demo_folder(parent: Path) -> Iterator[Path]:
    """Give the folder `.impayes-demo`, made when there is none; raise `Failure` while another demo holds it."""
    folder = parent / NAME
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failure(BUSY) from None
        yield folder


def fresh(folder: Path) -> None:
    """Empty the folder of the database of an earlier demo."""
    for old in folder.glob("impayes.db*"):
        old.unlink()


def database_url(folder: Path) -> str:
    """Give the address of the demo's database, good from any folder."""
    return URL.create("sqlite", database=str(folder.resolve() / "impayes.db")).render_as_string()


def write_policy(folder: Path) -> Path:
    """Write the policy of the demo's company: the shipped one, and who the company is; give the file."""
    shipped, company = (
        (files(package) / "data" / name).read_text(encoding="utf-8")
        for package, name in (("domain", "policy.toml"), ("sandbox", "company.toml"))
    )
    path = folder.resolve() / "politique.toml"
    path.write_text(f"{company}\n{shipped[shipped.index('[reminders]') :]}", encoding="utf-8")
    return path


def write_env(folder: Path, variables: Mapping[str, str]) -> Path:
    """Write the settings as a shell reads them, for this person's eyes only; give the file."""
    path = folder / "env"
    path.unlink(missing_ok=True)
    lines = "".join(f"{name}={shlex.quote(value)}\n" for name, value in variables.items())
    path.touch(mode=0o600)
    path.write_text(lines, encoding="utf-8")
    return path
