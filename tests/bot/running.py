"""A folder to run the program in, migrated and filled once and copied, and a workspace it can reach."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sandbox.records import APP_TOKEN, BOT_TOKEN, BOT_USER, SIGNING_SECRET
from sandbox.server import Server
from sandbox.workspace import Workspace
from storage.engine import make_engine
from storage.schema import migrate
from tests.bot.shell import Process, Shell
from tests.postgres import Cluster

CHANNEL = "CIMPAYES"
Start = Callable[..., Process]
LEDGER = """\
Code client;Raison sociale;N° facture;Date facture;Échéance;Montant TTC
DUPUIS;Menuiserie Dupuis;F-101;01/09/2026;01/10/2026;1 500,00
DUPUIS;Menuiserie Dupuis;F-102;01/10/2026;01/11/2026;500,00
MARTIN;Boulangerie Martin;F-201;15/08/2026;15/09/2026;800,00
"""


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated SQLite database, closed."""
    path = tmp_path_factory.mktemp("migrated") / "impayes.db"
    _migrate(f"sqlite:///{path}")
    return path


def _migrate(url: str) -> None:
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()


@pytest.fixture
def empty(tmp_path: Path) -> Shell:
    """Give a folder where nothing was done yet."""
    return Shell(tmp_path)


@pytest.fixture
def shell(empty: Shell, migrated: Path) -> Shell:
    """Give a folder with a migrated database and a ledger to import."""
    shutil.copy(migrated, empty.folder / "impayes.db")
    empty.write("grand_livre.csv", LEDGER)
    return empty


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """Give a SQLite database that holds the ledger, closed."""
    shell = Shell(tmp_path_factory.mktemp("imported"))
    shutil.copy(migrated, shell.folder / "impayes.db")
    shell.write("grand_livre.csv", LEDGER)
    shell.said("import", "grand_livre.csv")
    return shell.folder / "impayes.db"


@pytest.fixture
def filled(empty: Shell, imported: Path) -> Shell:
    """Give a folder whose database holds the ledger."""
    shutil.copy(imported, empty.folder / "impayes.db")
    return empty


@pytest.fixture
def bot(filled: Shell, slack: dict[str, str]) -> Shell:
    """Give that folder with the settings of the workspace."""
    filled.settings |= slack
    return filled


@pytest.fixture
def migrated_postgres(postgres: Cluster) -> Iterator[str]:
    """Give the address of a migrated database of PostgreSQL."""
    url = postgres.fresh_database(postgres.template("migrated", _migrate))
    yield url
    postgres.drop(url)


@pytest.fixture
def on_postgres(empty: Shell, migrated_postgres: str) -> Shell:
    """Give a folder whose database is one of PostgreSQL, with the same ledger."""
    empty.settings["DATABASE_URL"] = migrated_postgres
    empty.write("grand_livre.csv", LEDGER)
    return empty


@pytest.fixture
def server() -> Iterator[Server]:
    """Serve a workspace with Alice and Carole in the channel, and Olga outside."""
    space = Workspace()
    for name in ("alice", "carole", "olga"):
        space.add_user(name)
    space.add_user("guido", is_restricted=True)
    space.add_channel("impayes", {"UALICE", "UCAROLE", BOT_USER}, id=CHANNEL)
    with Server(space) as one:
        one.delivery.retry_delays = (0.05, 0.05, 0.05)
        yield one


@pytest.fixture
def slack(server: Server) -> dict[str, str]:
    """Give the settings of Slack for that workspace, both ways in."""
    return {
        "SLACK_API_URL": server.api_url,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "IMPAYES_CHANNEL": CHANNEL,
        "IMPAYES_DIGEST_TIME": "23:59",
    }


@pytest.fixture
def start() -> Iterator[Start]:
    """Start programs that are all ended with the test."""
    with ExitStack() as stack:

        def one(shell: Shell, *words: str, module: str = "bot", **settings: str) -> Process:
            process = shell.start(*words, module=module, **settings)
            stack.callback(process.close)
            return process

        yield one
