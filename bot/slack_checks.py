"""What `impayes check` asks Slack: the tokens, the scopes, the channels and the people of the settings."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.findings import Finding, good, note, safely, wrong
from bot.outcomes import LOST_ANSWER, Refused, refused
from bot.scopes import SCOPES
from bot.settings import Settings
from bot.slack_advice import APP_TOKEN, advice
from bot.slack_post import make_client

TIMEOUT_S = 5
_APART = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
_ROLES = (
    ("IMPAYES_COLLECTORS", "Chargés de recouvrement"),
    ("IMPAYES_APPROVERS", "Approbateurs"),
    ("IMPAYES_ADMINS", "Administrateurs"),
)


def slack(settings: Settings, unread: frozenset[str]) -> Iterator[Finding]:
    """Check all that Slack knows; a setting that could not be read is told elsewhere and left out here."""
    if "SLACK_API_URL" in unread:
        return
    if settings.slack_bot_token:
        yield from _as_the_bot(settings, unread)
    if not {"SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"} & unread:
        yield from safely("Réception", partial(_receiving, settings))
    yield from _nobody(settings, unread)


def _as_the_bot(settings: Settings, unread: frozenset[str]) -> Iterator[Finding]:
    client = make_client(settings.slack_bot_token or "", settings.slack_api_url, timeout=TIMEOUT_S)
    try:
        said = _ask(client.auth_test)
    except Refused as error:
        yield wrong("Jeton du bot", advice(error.code))
        yield note("Canaux et personnes", "non vérifiés tant que Slack ne répond pas au bot")
        return
    yield good("Jeton du bot", f"accepté, {said.get('user')} dans l’espace {said.get('team')}")
    yield from safely("Portées", partial(_scopes, said.headers))
    channels = dict.fromkeys((settings.channel, settings.approval_channel))
    for name in filter(None, channels):
        about = "Canal" if name == settings.channel else "Canal des approbations"
        yield from safely(about, partial(_channel, client, about, name))
    for variable, about in _ROLES:
        if variable not in unread:
            ids = getattr(settings, variable.removeprefix("IMPAYES_").lower())
            yield from safely(about, partial(_people, client, about, ids or ()))


def _scopes(headers: Mapping[str, Any]) -> Iterator[Finding]:
    told = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), None)
    if told is None:
        yield note("Portées", "Slack ne les dit pas")
        return
    text = told[0] if isinstance(told, list) else str(told)
    missing = sorted(SCOPES - {scope.strip() for scope in text.split(",")})
    if missing:
        what = f"il manque {', '.join(missing)}"
        yield wrong(
            "Portées", f"{what}, ajoutez-les page «\u00a0OAuth & Permissions\u00a0» et réinstallez l’application"
        )
    else:
        yield good("Portées", "toutes accordées")


def _channel(client: WebClient, about: str, name: str) -> Iterator[Finding]:
    try:
        channel = _ask(client.conversations_info, channel=name).get("channel") or {}
    except Refused as error:
        yield wrong(about, f"{name}, {advice(error.code)}")
        return
    shown = f"#{channel.get('name')} ({name})"
    if channel.get("is_archived"):
        yield wrong(about, f"{shown} est archivé, désarchivez-le ou choisissez-en un autre")
    elif not channel.get("is_member"):
        yield wrong(about, f"le bot n’est pas dans {shown}, invitez-le en y tapant /invite")
    else:
        yield good(about, f"{shown}, le bot en est membre")


def _receiving(settings: Settings) -> Iterator[Finding]:
    """Check the way in: the token of Socket Mode when there is one, else the signing secret of HTTP mode."""
    if settings.slack_app_token:
        client = make_client(settings.slack_app_token, settings.slack_api_url, timeout=TIMEOUT_S)
        try:
            _ask(client.apps_connections_open, app_token=settings.slack_app_token)
        except Refused as error:
            yield wrong("Socket Mode", advice(error.code, APP_TOKEN))
        else:
            yield good("Socket Mode", "jeton accepté")
    elif settings.slack_signing_secret:
        yield good("Mode HTTP", "SLACK_SIGNING_SECRET est là (Slack seul peut dire si c’est le bon)")
    else:
        yield wrong("Réception", "donnez SLACK_APP_TOKEN (Socket Mode) ou SLACK_SIGNING_SECRET (mode HTTP)")


def _people(client: WebClient, about: str, ids: tuple[str, ...]) -> Iterator[Finding]:
    faults = [fault for one in ids for fault in _somebody(client, one)]
    yield from (wrong(about, fault) for fault in faults)
    if ids and not faults:
        yield good(about, ", ".join(ids))


def _somebody(client: WebClient, one: str) -> Iterator[str]:
    """Say what is wrong with a person or a group, if anything."""
    try:
        if one.startswith("S"):
            if not _ask(client.usergroups_users_list, usergroup=one).get("users"):
                yield f"le groupe {one} est vide"
            return
        person = _ask(client.users_info, user=one).get("user") or {}
    except Refused as error:
        unknown = error.code in {"user_not_found", "user_not_visible", "no_such_subteam", "subteam_not_found"}
        yield f"{one} est inconnu de Slack, corrigez l’identifiant" if unknown else f"{one}, {advice(error.code)}"
        return
    if any(person.get(trait) for trait in _APART):
        yield f"{one} est un compte fermé, invité, extérieur ou un robot, il n’aura aucun rôle"


def _nobody(settings: Settings, unread: frozenset[str]) -> Iterator[Finding]:
    """Say who is not named in the settings, and what follows."""
    if settings.collectors is None and "IMPAYES_COLLECTORS" not in unread:
        yield good("Chargés de recouvrement", "les membres du canal, sans les invités")
    if not settings.approvers and "IMPAYES_APPROVERS" not in unread:
        yield note("Approbateurs", "aucun approbateur, personne ne peut approuver (IMPAYES_APPROVERS)")
    if not settings.admins and "IMPAYES_ADMINS" not in unread:
        yield note("Administrateurs", "aucun, personne n’est prévenu quand Slack refuse un message (IMPAYES_ADMINS)")


def _ask(call: Callable[..., Any], **asked: Any) -> Any:  # noqa: ANN401 - a Web API answer
    try:
        return call(**asked)
    except (SlackClientError, *LOST_ANSWER) as error:
        raise refused(error) from None
