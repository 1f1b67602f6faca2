"""What the command line says of bad usage, of settings and of policies, without ever showing a secret."""

import subprocess
import sys

import pytest

from tests.bot.shell import Shell


def words(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "nothing",
        "tick --on 31/12/2026",
        "tick --on 2026-02-30",
        "digest --on demain",
        "import",
        "serve --port 70000",
        "serve --port http",
        "tick --json",
    ],
)
def test_bad_usage_ends_with_2(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    from bot.cli import main  # noqa: PLC0415 - nothing of the program is started: the words alone are read

    with pytest.raises(SystemExit) as ended:
        main(typed.split())

    assert 2 == ended.value.code
    assert "Traceback" not in capsys.readouterr().err


def test_a_bad_date_is_named_and_the_usage_shown(empty: Shell) -> None:
    said = words(empty.refused("tick", "--on", "31/12/2026", code=2))

    assert "« 31/12/2026 » n’est pas une date AAAA-MM-JJ" in said


def test_every_wrong_or_missing_setting_is_named_at_once_and_no_secret_is_shown(empty: Shell) -> None:
    said = empty.refused(
        "run",
        SLACK_BOT_TOKEN="hush-hush",
        DATABASE_URL="mysql://me:hush-hush@host/base",
        IMPAYES_DIGEST_TIME="25:00",
        IMPAYES_TIMEZONE="Europe/Lutece",
        IMPAYES_POLICY="absente.toml",
        IMPAYES_LOG_LEVEL="LOUD",
        IMPAYES_ADMINS="carole",
    )
    named = [line.strip().partition("\u00a0:")[0] for line in said.splitlines()[1:]]

    assert said.startswith("impayes run\u00a0: réglages à corriger\n")
    assert sorted(named) == sorted(
        [
            "SLACK_BOT_TOKEN",
            "SLACK_APP_TOKEN",
            "DATABASE_URL",
            "IMPAYES_CHANNEL",
            "IMPAYES_DIGEST_TIME",
            "IMPAYES_TIMEZONE",
            "IMPAYES_POLICY",
            "IMPAYES_LOG_LEVEL",
            "IMPAYES_ADMINS",
        ]
    )
    assert "hush" not in said


def test_settings_are_read_from_a_dotenv_file_too(shell: Shell) -> None:
    (shell.folder / "impayes.db").rename(shell.folder / "autre.db")
    shell.write(".env", "DATABASE_URL=sqlite:///autre.db\nIMPAYES_LOG_LEVEL=WARNING\n")

    assert "0 engagement jugé.\n" == shell.said("tick")


def test_every_fault_of_a_policy_is_told_with_its_key(shell: Shell) -> None:
    shell.write("politique.toml", '[promises]\ntolerance_days = "deux"\nhorizon_days = -1\n')
    said = shell.refused("tick", IMPAYES_POLICY="politique.toml")

    assert said.startswith("impayes tick\u00a0: politique à corriger\n")
    assert ["promises.tolerance_days", "promises.horizon_days"] == [line.split()[0] for line in said.splitlines()[1:]]


def test_a_policy_that_is_no_toml_says_where(shell: Shell) -> None:
    shell.write("politique.toml", "[company]\nname = \n")
    said = words(shell.refused("tick", IMPAYES_POLICY="politique.toml"))

    assert "impayes tick : politique.toml : fichier TOML illisible (ligne 2, colonne 8)\n" == said


def test_a_verb_that_asks_nothing_of_slack_does_not_wait_for_its_client_to_load() -> None:
    verbs = "migrate, import_, tick, digest"
    loaded = f"import sys, bot.cli; from bot.commands import {verbs}; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout

    assert set() == {"slack_sdk", "slack_bolt", "alembic", "apscheduler", "gunicorn", "holidays"} & set(said.split())
