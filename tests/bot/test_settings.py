"""Settings: read from the environment and `.env`, and every fault told at once in French."""

from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings import Settings, SettingsError, SlackMode, load_settings

SLACK = {
    "SLACK_BOT_TOKEN": "xoxb-1-secret",
    "SLACK_APP_TOKEN": "xapp-1-secret",
    "SLACK_SIGNING_SECRET": "0123456789abcdef",
    "IMPAYES_CHANNEL": "C0IMPAYES",
}


def test_nothing_set_gives_the_documented_defaults() -> None:
    settings = load_settings({})

    assert "https://slack.com/api/" == settings.slack_api_url
    assert "sqlite:///impayes.db" == settings.database_url
    assert time(9) == settings.digest_time
    assert ZoneInfo("Europe/Paris") == settings.zone
    assert "INFO" == settings.log_level
    assert settings.collectors is None
    assert () == settings.approvers == settings.admins


def test_every_setting_is_read(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.touch()
    settings = load_settings(
        SLACK
        | {
            "SLACK_API_URL": "http://127.0.0.1:8080/api",
            "DATABASE_URL": "postgres://impayes:mot@base/impayes",
            "IMPAYES_APPROVAL_CHANNEL": "G0ACCORDS",
            "IMPAYES_COLLECTORS": "U1, W2,S3 ,U1",
            "IMPAYES_APPROVERS": "U4",
            "IMPAYES_ADMINS": "U5",
            "IMPAYES_DIGEST_TIME": "08:30",
            "IMPAYES_TIMEZONE": "Indian/Reunion",
            "IMPAYES_POLICY": str(policy),
            "IMPAYES_SMTP_URL": "smtp://a:b@mail.example:587",
            "IMPAYES_IMAP_URL": "imaps://a:b@mail.example",
            "IMPAYES_LOG_LEVEL": "debug",
        }
    )

    assert (
        Settings(
            slack_bot_token="xoxb-1-secret",
            slack_app_token="xapp-1-secret",
            slack_signing_secret="0123456789abcdef",
            slack_api_url="http://127.0.0.1:8080/api/",
            database_url="postgresql+psycopg://impayes:mot@base/impayes",
            channel="C0IMPAYES",
            approval_channel="G0ACCORDS",
            collectors=("U1", "W2", "S3"),
            approvers=("U4",),
            admins=("U5",),
            digest_time=time(8, 30),
            zone=ZoneInfo("Indian/Reunion"),
            policy=policy,
            smtp_url="smtp://a:b@mail.example:587",
            imap_url="imaps://a:b@mail.example",
            log_level="DEBUG",
        )
        == settings
    )


def test_the_environment_wins_over_the_file_and_blank_means_unset(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("IMPAYES_CHANNEL=C1\nIMPAYES_ADMINS=U1  # la cheffe\nSLACK_SIGNING_SECRET=abc\n", "utf-8")
    settings = load_settings({"IMPAYES_CHANNEL": "C2", "SLACK_SIGNING_SECRET": " "}, dotenv)

    assert ("C2", ("U1",), None) == (settings.channel, settings.admins, settings.slack_signing_secret)


def test_a_password_of_the_file_is_taken_as_it_stands(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("IMPAYES_SMTP_URL='smtp://a:${HOME}@mail.example'\n", "utf-8")

    assert "smtp://a:${HOME}@mail.example" == load_settings({}, dotenv).smtp_url


def test_a_missing_file_is_no_fault(tmp_path: Path) -> None:
    assert Settings() == load_settings({}, tmp_path / ".env")


def test_a_file_in_another_encoding_is_said(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes("IMPAYES_ADMINS=U1 # équipe".encode("cp1252"))

    with pytest.raises(SettingsError) as refused:
        load_settings({}, dotenv)

    assert (".env : fichier illisible, l’encodage UTF-8 était attendu",) == refused.value.faults


BAD = {
    "SLACK_BOT_TOKEN": ("xoxp-1", "valeur refusée, attendu : un jeton qui commence par « xoxb- »"),
    "SLACK_APP_TOKEN": ("xoxb-1", "valeur refusée, attendu : un jeton qui commence par « xapp- »"),
    "SLACK_API_URL": (
        "http://slack.example/api",
        "« http://slack.example/api » refusé, attendu : une adresse https://… (http:// seulement vers cette machine)",
    ),
    "DATABASE_URL": (
        "mysql://a:b@c/d",
        "valeur refusée, attendu : sqlite:///fichier.db ou postgresql://utilisateur:motdepasse@machine/base",
    ),
    "IMPAYES_CHANNEL": (
        "#impayes",
        (
            "« #impayes » refusé, attendu : l’identifiant d’un canal, qui commence par C ou G"
            " (en bas de « Voir les détails du canal »)"
        ),
    ),
    "IMPAYES_COLLECTORS": (
        "@alice",
        (
            "« @alice » refusé, attendu : des identifiants de personnes (U… ou W…) ou de groupes (S…),"
            " séparés par des virgules"
        ),
    ),
    "IMPAYES_DIGEST_TIME": (
        "9h",
        "« 9h » refusé, attendu : une heure HH:MM, hors de 02:00–02:59 que le changement d’heure saute",
    ),
    "IMPAYES_TIMEZONE": (
        "Europe/Pari",
        "« Europe/Pari » refusé, attendu : un fuseau horaire comme Europe/Paris ou Indian/Reunion",
    ),
    "IMPAYES_POLICY": ("nulle/part.toml", "« nulle/part.toml » refusé, attendu : le chemin d’un fichier lisible"),
    "IMPAYES_SMTP_URL": (
        "mail.example",
        (
            "valeur refusée, attendu : smtp://utilisateur:motdepasse@serveur:port"
            " ou smtps://utilisateur:motdepasse@serveur:port"
        ),
    ),
    "IMPAYES_LOG_LEVEL": ("bavard", "« bavard » refusé, attendu : DEBUG, INFO, WARNING ou ERROR"),
}


def test_all_wrong_settings_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({name: text for name, (text, _) in BAD.items()})

    assert tuple(f"{name} : {fault}" for name, (_, fault) in BAD.items()) == refused.value.faults
    assert "\n".join(refused.value.faults) == str(refused.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "postgresql://machine"),
        ("DATABASE_URL", "n'importe quoi"),
        ("IMPAYES_DIGEST_TIME", "24:00"),
        ("IMPAYES_DIGEST_TIME", "02:30"),
        ("IMPAYES_TIMEZONE", "Europe"),
        ("IMPAYES_TIMEZONE", "../etc/passwd"),
        ("IMPAYES_SMTP_URL", "smtp://a:b@mail.example:99999"),
        ("IMPAYES_APPROVERS", ","),
        ("SLACK_SIGNING_SECRET", "à copier"),
    ],
)
def test_what_would_fail_later_is_refused_at_start(name: str, text: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({name: text})

    assert [name] == [fault.split(" ")[0] for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("mode", "needed"),
    [
        ("post", ["SLACK_BOT_TOKEN", "IMPAYES_CHANNEL"]),
        ("socket", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "IMPAYES_CHANNEL"]),
        ("http", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "IMPAYES_CHANNEL"]),
    ],
)
def test_each_way_to_slack_names_all_it_misses(mode: SlackMode, needed: list[str]) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({}).require_slack(mode)

    assert needed == [fault.split(" ")[0] for fault in refused.value.faults]
    load_settings({name: SLACK[name] for name in needed}).require_slack(mode)


def test_what_is_wrong_and_what_is_missing_are_told_together() -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({"SLACK_BOT_TOKEN": "xoxp-1", "IMPAYES_DIGEST_TIME": "9h"}, slack="http")

    told = ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "IMPAYES_CHANNEL", "IMPAYES_DIGEST_TIME"]
    assert told == [fault.split(" ")[0] for fault in refused.value.faults]
    assert "valeur refusée" in refused.value.faults[0]


def test_secrets_do_not_show() -> None:
    secret = {
        "DATABASE_URL": "postgresql://a:motdepasse@b/c",
        "IMPAYES_SMTP_URL": "smtp://a:motdepasse@b",
        "IMPAYES_IMAP_URL": "imap://a:motdepasse@b",
    }
    shown = repr(load_settings(SLACK | secret))

    assert "C0IMPAYES" in shown
    assert not [word for word in ("secret", "0123456789abcdef", "motdepasse") if word in shown.replace("signing_", "")]


def test_approvals_go_to_the_main_channel_unless_they_have_their_own() -> None:
    assert "C1" == load_settings({"IMPAYES_CHANNEL": "C1"}).approvals_in
    assert "C2" == load_settings({"IMPAYES_CHANNEL": "C1", "IMPAYES_APPROVAL_CHANNEL": "C2"}).approvals_in
