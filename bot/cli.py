"""The command line: one verb a module of `bot.commands`, loaded when it is asked for."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from bot.failures import sentence
from bot.logs import setup
from bot.settings import SettingsError, load_settings

VERBS = {
    "demo": "tout sur cette machine, sans compte Slack, dans le navigateur",
    "run": "le bot en Socket Mode, l’horaire et l’annonceur en un seul processus",
    "serve": "le bot en mode HTTP : /slack/events, /healthz, /readyz, /metrics",
    "worker": "l’horaire et l’annonceur, à côté de serve ; plusieurs peuvent tourner",
    "migrate": "met la base au dernier schéma",
    "import": "importe factures, avoirs, règlements et contacts",
    "digest": "publie le digest du jour, ou le redessine",
    "tick": "ce que l’horaire ferait maintenant ; peut être répété",
    "export": "écrit la balance âgée ou le journal dans un fichier CSV",
    "check": "vérifie réglages, base et Slack, une ligne chacun",
}

LASTING = frozenset({"demo", "run", "serve", "worker"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb: 0 on success, 1 on failure with one line on stderr, 2 on bad usage (argparse exits by itself)."""
    options = _parser().parse_args(arguments)
    try:
        setup(_log_level(options.verb))
        run: Callable[[argparse.Namespace], int] = import_module(_module(options.verb)).run
        code = run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left: there is nobody to tell
        return 1
    except Exception as error:
        said = sentence(error)
        if said is None:
            raise
        sys.stderr.write(f"impayes {options.verb}\u00a0: {said}\n")
        return 1
    return code


def _log_level(verb: str) -> str:
    """Read it ahead of the rest, which the verb reads: what is wrong is told by the verb, all at once.

    A verb that ends by itself says in one line what its person must know: warnings are for those that go on.
    """
    try:
        level = load_settings(os.environ, Path(".env")).log_level
    except (SettingsError, OSError):
        level = "INFO"
    return level if verb in LASTING or level == "DEBUG" else "CRITICAL"


def _module(verb: str) -> str:
    return f"bot.commands.{verb}_" if verb == "import" else f"bot.commands.{verb}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="impayes", description="Relancer les impayés en équipe, depuis Slack.")
    verbs = parser.add_subparsers(dest="verb", metavar="VERBE", required=True)
    by_name = {name: verbs.add_parser(name, help=text, description=text) for name, text in VERBS.items()}
    by_name["demo"].add_argument("--port", type=_port, default=8420, help="port de la page (8420)")
    by_name["demo"].add_argument("--no-browser", action="store_true", help="ne pas ouvrir le navigateur")
    by_name["serve"].add_argument("--host", default="127.0.0.1", help="adresse d’écoute (127.0.0.1)")
    by_name["serve"].add_argument(
        "--port", type=_port, default=os.environ.get("PORT") or "8000", help="port d’écoute (8000)"
    )
    by_name["import"].add_argument("files", nargs="+", type=Path, metavar="FICHIER")
    by_name["export"].add_argument("what", choices=("balance", "journal"), help="ce qui est exporté")
    by_name["export"].add_argument(
        "-o", "--output", required=True, metavar="FICHIER", help="le fichier à écrire, « - » pour la sortie standard"
    )
    for name in ("digest", "tick"):
        by_name[name].add_argument("--on", type=_day, help="le jour, AAAA-MM-JJ (aujourd’hui)")
    for name in ("import", "digest"):
        by_name[name].add_argument("--dry-run", action="store_true", help="montrer sans rien écrire ni publier")
        by_name[name].add_argument("--json", action="store_true", help="répondre en JSON")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:  # noqa: PLR2004 - the last TCP port
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un port")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas une date AAAA-MM-JJ") from None
