"""The throw-away cluster itself: fresh databases, copies of a template, nothing left behind."""

import os
import subprocess
import sys

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.postgres import Cluster


def _fill(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE seen (n int)"))
    engine.dispose()


@pytest.mark.postgres
def test_a_fresh_database_is_a_copy_of_its_template(postgres: Cluster) -> None:
    url = postgres.fresh_database(postgres.template("with_seen", _fill))
    engine = create_engine(url)
    with engine.begin() as connection:
        found = connection.execute(text("SELECT count(*) FROM seen")).scalar_one()
    engine.dispose()
    postgres.drop(url)

    assert 0 == found


@pytest.mark.postgres
def test_a_dropped_database_is_gone(postgres: Cluster) -> None:
    url = postgres.fresh_database()
    postgres.drop(url)

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url.replace("+psycopg", ""))


def test_the_database_url_fixture_serves_both_kinds(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT 1")).scalar_one()
    engine.dispose()

    assert 1 == found


@pytest.mark.parametrize(
    ("ci", "told"), [("", "1 skipped"), ("true", "skipped, while CI must run every postgres test")]
)
def test_without_postgresql_a_test_is_skipped_at_a_desk_and_fails_in_ci(ci: str, told: str) -> None:
    one = f"{__file__}::test_a_fresh_database_is_a_copy_of_its_template"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", one],
        env=os.environ | {"CI": ci, "PG_BIN": "/nowhere", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == (1 if ci else 0)
    assert told in ran.stdout
    assert "no PostgreSQL found: set PG_BIN" in ran.stdout
