"""`impayes check`: each thing that may be wrong is told in one line with what to do, and stops no other check."""

import re
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.checks import findings
from bot.findings import Mark, note, safely
from bot.scopes import SCOPES
from sandbox.server import Server
from sandbox.webapi import MANIFEST_SCOPES
from storage.engine import make_engine, writing
from storage.tables import places
from tests.bot.running import CHANNEL
from tests.bot.shell import Shell

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PEOPLE = {"IMPAYES_COLLECTORS": "UALICE", "IMPAYES_APPROVERS": "UCAROLE", "IMPAYES_ADMINS": "UCAROLE"}
COMPANY = '[company]\nname = "Atelier Martineau SAS"\n'


@pytest.fixture
def ready(shell: Shell, slack: dict[str, str]) -> Shell:
    """Give a folder where all is well."""
    policy = shell.write("politique.toml", COMPANY)
    database = f"sqlite:///{shell.folder / 'impayes.db'}"
    shell.settings |= {**slack, **PEOPLE, "IMPAYES_POLICY": str(policy), "DATABASE_URL": database}
    return shell


def lines(shell: Shell, **settings: str) -> list[str]:
    """Check in this process, which is quicker, and give the lines with ordinary spaces."""
    found = findings({**shell.settings, **settings}, shell.folder / ".env", NOW)
    return [re.sub("[\u00a0\u202f]", " ", str(finding)) for finding in found]


def faults(shell: Shell, **settings: str) -> list[str]:
    """Give the lines that are not good."""
    return [line for line in lines(shell, **settings) if not line.startswith(Mark.GOOD)]


def test_all_is_well(ready: Shell) -> None:
    done = ready.run("check")

    assert (0, "") == (done.returncode, done.stderr)
    assert {Mark.GOOD} == {line[0] for line in done.stdout.splitlines()}
    assert (
        [
            "Réglages",
            "Politique",
            "Société",
            "Base de données",
            "Schéma",
            "À dire dans Slack",
            "Jeton du bot",
            "Portées",
            "Canal",
            "Chargés de recouvrement",
            "Approbateurs",
            "Administrateurs",
            "Socket Mode",
            "Digest",
        ]
    ) == [line[2:].partition("\u00a0:")[0] for line in done.stdout.splitlines()]


def test_nothing_is_set_and_each_thing_to_do_is_told(empty: Shell) -> None:
    done = empty.run("check")
    wrong = [line for line in done.stdout.splitlines() if line.startswith(Mark.WRONG)]

    assert (1, "") == (done.returncode, done.stderr)
    assert ["SLACK_BOT_TOKEN", "IMPAYES_CHANNEL", "Base de données", "Réception"] == [
        line[2:].partition("\u00a0:")[0] for line in wrong
    ]
    assert "aucun approbateur" in done.stdout
    assert [] == list(empty.folder.iterdir()), "a check creates nothing"


def test_wrong_settings_are_all_told_and_what_hangs_on_them_is_left_out(ready: Shell) -> None:
    said = faults(ready, DATABASE_URL="mysql://me:hush@host/x", SLACK_BOT_TOKEN="hush", IMPAYES_TIMEZONE="Mars")

    assert ["SLACK_BOT_TOKEN", "DATABASE_URL", "IMPAYES_TIMEZONE"] == [line[2:].partition(" :")[0] for line in said]
    assert "hush" not in "".join(said)


def test_a_dotenv_that_cannot_be_read_is_one_fault_among_others(ready: Shell) -> None:
    (ready.folder / ".env").write_bytes(b"IMPAYES_CHANNEL=\xff\xfe")

    assert ["✗ .env : fichier illisible, l’encodage UTF-8 était attendu"] == faults(ready)


def test_faults_of_the_policy_are_told_each(ready: Shell) -> None:
    ready.write("politique.toml", COMPANY + '[promises]\ntolerance_days = "deux"\nhorizon_days = -1\n')
    said = faults(ready)

    assert ["promises.tolerance_days", "promises.horizon_days"] == [line.split()[3] for line in said]
    ready.write("politique.toml", "[company\n")
    assert "fichier TOML illisible" in faults(ready)[0]


def test_no_company_is_a_note_and_no_failure(ready: Shell) -> None:
    ready.write("politique.toml", "")
    done = ready.run("check")

    assert 0 == done.returncode
    assert "! Société" in done.stdout
    assert "rien ne peut être envoyé ni imprimé" in done.stdout


def test_a_schema_that_is_not_current_is_told(ready: Shell) -> None:
    (ready.folder / "impayes.db").write_bytes(b"")

    assert ["✗ Schéma : il n’est pas à jour, lancez « impayes migrate »"] == faults(ready)


def test_a_database_that_does_not_answer_is_told_without_its_password(ready: Shell) -> None:
    said = faults(ready, DATABASE_URL="postgresql://me:hush@127.0.0.1:1/base")

    assert ["✗ Base de données : la base de données ne répond pas : vérifiez DATABASE_URL"] == said


@pytest.mark.postgres
def test_postgresql_is_checked_too(ready: Shell, migrated_postgres: str) -> None:
    said = lines(ready, DATABASE_URL=migrated_postgres)

    assert "✓ Base de données : PostgreSQL, joignable" in said
    assert "✓ Schéma : à jour" in said


def test_a_token_slack_does_not_know_is_told_and_the_rest_still_checked(ready: Shell, server: Server) -> None:
    server.api.revoked = True
    said = faults(ready)

    assert 3 == len(said)
    assert said[0].startswith("✗ Jeton du bot : jeton révoqué, réinstallez l’application, recopiez SLACK_BOT_TOKEN")
    assert said[1].startswith("! Canaux et personnes")
    assert said[2].startswith("✗ Socket Mode : jeton révoqué")
    assert lines(ready)[-1].startswith("✓ Digest")


def test_a_slack_that_does_not_answer_is_told(ready: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: whoever connects is refused
        said = faults(ready, SLACK_API_URL=f"http://127.0.0.1:{taken.getsockname()[1]}/api/")

    assert "✗ Jeton du bot : Slack ne répond pas, vérifiez le réseau et SLACK_API_URL" in said


def test_scopes_that_are_missing_are_named(ready: Shell, server: Server) -> None:
    server.api.scopes -= {"im:write", "files:read"}
    (said,) = faults(ready)

    assert said.startswith("✗ Portées : il manque files:read, im:write, ajoutez-les")


def test_the_bot_must_be_in_the_channel(ready: Shell, server: Server) -> None:
    server.workspace.channels[CHANNEL].members.discard("UIMPAYES")

    assert ["✗ Canal : le bot n’est pas dans #impayes (CIMPAYES), invitez-le en y tapant /invite"] == faults(ready)


def test_an_archived_channel_and_one_that_is_not_there_are_told(ready: Shell, server: Server) -> None:
    server.workspace.channels[CHANNEL].is_archived = True
    said = faults(ready, IMPAYES_APPROVAL_CHANNEL="CABSENT")

    assert 2 == len(said)
    assert said[0].startswith("✗ Canal : #impayes (CIMPAYES) est archivé")
    assert said[1].startswith("✗ Canal des approbations : CABSENT, canal introuvable, vérifiez son identifiant")


def test_people_slack_does_not_know_are_named(ready: Shell, server: Server) -> None:
    server.workspace.add_group("equipe", ["UALICE"], id="SEQUIPE")
    said = faults(
        ready, IMPAYES_COLLECTORS="UALICE,UNOBODY,SEQUIPE", IMPAYES_APPROVERS="SGONE", IMPAYES_ADMINS="UGUIDO"
    )

    assert [
        "✗ Chargés de recouvrement : UNOBODY est inconnu de Slack, corrigez l’identifiant",
        "✗ Approbateurs : SGONE est inconnu de Slack, corrigez l’identifiant",
        "✗ Administrateurs : UGUIDO est un compte fermé, invité, extérieur ou un robot, il n’aura aucun rôle",
    ] == said


def test_no_approver_is_warned_of(ready: Shell) -> None:
    said = faults(ready, IMPAYES_APPROVERS="", IMPAYES_COLLECTORS="")

    assert ["! Approbateurs : aucun approbateur, personne ne peut approuver (IMPAYES_APPROVERS)"] == said


def test_one_way_in_is_enough_and_one_is_needed(ready: Shell, server: Server) -> None:
    http = lines(ready, SLACK_APP_TOKEN="")
    none = faults(ready, SLACK_APP_TOKEN="", SLACK_SIGNING_SECRET="")
    server.faults.add("error", "apps.connections.open", error="not_allowed_token_type")
    mixed = faults(ready)

    assert any(line.startswith("✓ Mode HTTP : SLACK_SIGNING_SECRET est là") for line in http)
    assert ["✗ Réception : donnez SLACK_APP_TOKEN (Socket Mode) ou SLACK_SIGNING_SECRET (mode HTTP)"] == none
    assert mixed[0].startswith("✗ Socket Mode : ce n’est pas le bon type de jeton, recopiez SLACK_APP_TOKEN")


def test_what_waits_and_what_slack_refused_are_told(ready: Shell) -> None:
    ready.said("import", "grand_livre.csv")
    _refused(ready, "digest:2026-11-20", "channel_not_found")
    _refused(ready, "digest:2026-11-23", "no_answer")
    later = datetime.now(UTC) + timedelta(hours=3)
    said = [str(finding) for finding in findings(ready.settings, ready.folder / ".env", later)]
    about = [re.sub("[\u00a0\u202f]", " ", line) for line in said if "À dire" in line]

    assert about[0].startswith("! À dire dans Slack : 2 actes attendent, le plus ancien depuis 3 heures, « run »")
    assert about[1].startswith("✗ À dire dans Slack : digest du 2026-11-20 refusé par Slack (channel_not_found)")
    assert about[2].startswith("! À dire dans Slack : digest du 2026-11-23 refusé par Slack (no_answer)")


def _refused(shell: Shell, key: str, code: str) -> None:
    engine = make_engine(shell.settings["DATABASE_URL"])
    with writing(engine) as connection:
        connection.execute(
            places.insert().values(key=key, channel=CHANNEL, created_at=NOW, wanted=1, drawn=0, failure=code)
        )
    engine.dispose()


def test_a_check_that_fails_is_a_line_and_no_traceback() -> None:
    def broken() -> list[object]:
        raise KeyError("hush")

    assert ["✗ Ceci\u00a0: vérification impossible (KeyError)"] == [str(one) for one in safely("Ceci", broken)]  # type: ignore[arg-type]


def test_a_finding_is_one_line_with_its_typography() -> None:
    assert "! Ceci\u00a0: deux lignes, «\u00a0dites\u00a0» ainsi" == str(
        note("Ceci", "deux\n  lignes, «\u00a0dites\u00a0» ainsi")
    )


def test_the_manifest_asks_for_the_scopes_that_are_checked() -> None:
    manifest = Path("manifest.yml").read_text(encoding="utf-8")
    listed = manifest.partition("    bot:\n")[2].partition("settings:")[0]

    assert sorted(SCOPES) == sorted(re.findall(r"^ {6}- (\S+)", listed, re.MULTILINE))
    assert sorted(SCOPES) == sorted(MANIFEST_SCOPES.split(",")), "and the local workspace grants them"
