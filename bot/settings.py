"""The settings of INTERFACE  5, read once at start, with every fault told at once.

Each field of `Settings` names its variable, how it is read and whether its value is a secret; nothing else lists them.
"""

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import time
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from dotenv import dotenv_values

from bot import setting_values as read

SlackMode = Literal["socket", "http", "post"]


class SettingsError(Exception):
    """Settings that cannot be used: `faults` holds one French line for each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _setting(name: str, reader: Callable[[str], object], default: object = None, *, secret: bool = False) -> Any:  # noqa: ANN401 - dataclasses' own `field` is as untyped
    return field(default=default, repr=not secret, metadata={"variable": name, "reader": reader, "secret": secret})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What one company configures; a secret never shows in `repr`."""

    slack_bot_token: str | None = _setting("SLACK_BOT_TOKEN", read.token("xoxb-"), secret=True)
    slack_app_token: str | None = _setting("SLACK_APP_TOKEN", read.token("xapp-"), secret=True)
    slack_signing_secret: str | None = _setting("SLACK_SIGNING_SECRET", read.signing_secret, secret=True)
    slack_api_url: str = _setting("SLACK_API_URL", read.api_url, "https://slack.com/api/")
    database_url: str = _setting("DATABASE_URL", read.database_url, "sqlite:///impayes.db", secret=True)
    channel: str | None = _setting("IMPAYES_CHANNEL", read.channel)
    approval_channel: str | None = _setting("IMPAYES_APPROVAL_CHANNEL", read.channel)
    collectors: tuple[str, ...] | None = _setting("IMPAYES_COLLECTORS", read.people)
    approvers: tuple[str, ...] = _setting("IMPAYES_APPROVERS", read.people, ())
    admins: tuple[str, ...] = _setting("IMPAYES_ADMINS", read.people, ())
    digest_time: time = _setting("IMPAYES_DIGEST_TIME", read.time_of_day, time(9))
    zone: ZoneInfo = _setting("IMPAYES_TIMEZONE", read.zone, ZoneInfo("Europe/Paris"))
    policy: Path | None = _setting("IMPAYES_POLICY", read.readable_file)
    smtp_url: str | None = _setting("IMPAYES_SMTP_URL", read.mail_url("smtp", "smtps"), secret=True)
    imap_url: str | None = _setting("IMPAYES_IMAP_URL", read.mail_url("imap", "imaps"), secret=True)
    log_level: str = _setting("IMPAYES_LOG_LEVEL", read.log_level, "INFO")

    @property
    def approvals_in(self) -> str | None:
        """Return the channel where approvals are asked: its own, or the main one."""
        return self.approval_channel or self.channel

    def require_slack(self, mode: SlackMode) -> None:
        """Raise `SettingsError` naming all that `mode` needs of Slack's settings and has not.

        `post` only calls the Web API, `socket` also receives by Socket Mode, `http` by signed requests.
        """
        if missing := _missing(self, mode):
            raise SettingsError(tuple(missing.values()))


_WHERE = {
    "SLACK_BOT_TOKEN": "jeton xoxb-… de la page « OAuth & Permissions » de l’application Slack",
    "SLACK_APP_TOKEN": "jeton xapp-… de la page « Basic Information », « App-Level Tokens », portée connections:write",
    "SLACK_SIGNING_SECRET": "« Signing Secret » de la page « Basic Information »",
    "IMPAYES_CHANNEL": "identifiant C… du canal où le digest est publié",
}


_NEEDED: dict[SlackMode, tuple[str, ...]] = {
    "post": ("SLACK_BOT_TOKEN", "IMPAYES_CHANNEL"),
    "socket": ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "IMPAYES_CHANNEL"),
    "http": ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "IMPAYES_CHANNEL"),
}


def _missing(settings: Settings, mode: SlackMode) -> dict[str, str]:
    """Return variable -> French line for each one that `mode` needs and that is unset."""
    unset = {each.metadata["variable"] for each in fields(settings) if getattr(settings, each.name) is None}
    return {name: f"{name} : réglage absent ({_WHERE[name]})" for name in _NEEDED[mode] if name in unset}


def variables() -> tuple[str, ...]:
    """Return the name of every variable that is read, in the order of `Settings`."""
    return tuple(each.metadata["variable"] for each in fields(Settings))


def load_settings(
    environment: Mapping[str, str], dotenv: Path | None = None, *, slack: SlackMode | None = None
) -> Settings:
    """Read the settings from `environment`, then from the file `dotenv` where it is given and there.

    A variable that is present and blank counts as unset. Raises `SettingsError` with every fault: what is wrong and,
    where `slack` says how Slack is reached, what is missing for it.
    """
    given = {**_dotenv(dotenv), **environment}
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for each in fields(Settings):
        text = given.get(each.metadata["variable"], "").strip()
        if text:
            _read(each, text, values, faults)
    settings = Settings(**values)
    if slack:
        faults = _missing(settings, slack) | faults
    if faults:
        raise SettingsError(tuple(faults[name] for name in variables() if name in faults))
    return settings


def _dotenv(path: Path | None) -> dict[str, str]:
    """Read a `.env` file without interpolation: a password may hold `${`."""
    if path is None or not path.is_file():
        return {}
    try:
        pairs = dotenv_values(path, interpolate=False, encoding="utf-8")
    except UnicodeDecodeError:
        raise SettingsError((f"{path.name} : fichier illisible, l’encodage UTF-8 était attendu",)) from None
    return {name: value for name, value in pairs.items() if value is not None}


def _read(each: "Field[Any]", text: str, values: dict[str, Any], faults: dict[str, str]) -> None:
    name = each.metadata["variable"]
    try:
        values[each.name] = each.metadata["reader"](text)
    except ValueError as expected:
        seen = "valeur refusée" if each.metadata["secret"] else f"« {text} » refusé"
        faults[name] = f"{name} : {seen}, attendu : {expected}"
