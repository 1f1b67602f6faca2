"""Who the people of the workspace are to the bot: roles from the settings, persons and groups from Slack."""

import contextlib
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.kept import Kept, SilentError
from bot.settings import Settings
from domain.folding import fold
from domain.people import CannotTell, Role

PAGE = 1000
MOST_PAGES = 20
SLACKBOT = "USLACKBOT"
_NOBODY_THERE = frozenset({"user_not_found", "user_not_visible", "users_not_found", "no_such_subteam"})
_NOT_OURS = frozenset({"channel_not_found", "subteam_not_found", "not_in_channel", "fetch_members_failed"})
_ALL = "*"


class Person(NamedTuple):
    """A person: `full` members of this workspace alone may have a role; `handles` are folded."""

    id: str
    full: bool
    handles: frozenset[str] = frozenset()


class Directory:
    """The port `People` over Slack; answers are kept, so that a request rarely waits for Slack."""

    def __init__(self, client: WebClient, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._channel = settings.channel or ""
        self._listed: Mapping[Role, tuple[str, ...]] = {
            Role.COLLECTOR: (self._channel,) if settings.collectors is None else settings.collectors,
            Role.APPROVER: settings.approvers,
            Role.ADMIN: settings.admins,
        }
        self._teams: Kept[str] = Kept(self._ask_team, clock)
        self._persons: Kept[Person] = Kept(self._ask_person, clock)
        self._groups: Kept[frozenset[str]] = Kept(self._ask_members, clock)
        self._everybody: Kept[tuple[Person, ...]] = Kept(self._ask_everybody, clock)

    def roles(self, user: str) -> Role:
        """Give a person's roles, `NOBODY` for a guest, a stranger, a bot or who left; raise `CannotTell`."""
        roles = self._listed_roles(user)
        return roles if roles and self._persons.get(user).full else Role.NOBODY

    def is_colleague(self, user: str) -> bool:
        """Say whether a person is a full member of the workspace, with a role or without; raise `CannotTell`."""
        return bool(user) and self._persons.get(user).full

    def find(self, handle: str) -> str | None:
        """Find the only person with a role who bears that handle or name; None when it is nobody, or several."""
        wanted = fold(handle.removeprefix("@"))
        found = [one.id for one in self._everybody.get(_ALL) if one.full and wanted and wanted in one.handles]
        known = [user for user in found if self._listed_roles(user)]
        return known[0] if len(known) == 1 else None

    def refresh(self) -> None:
        """Ask, off the path of requests, what was never asked or will soon not be fresh; never raises."""
        with contextlib.suppress(CannotTell):
            self._teams.get(_ALL)
            for group in {one for ids in self._listed.values() for one in ids if _is_group(one)}:
                self._groups.get(group)
        for kept in (self._teams, self._groups, self._persons):
            kept.refresh()

    def _listed_roles(self, user: str) -> Role:
        roles = Role.NOBODY
        for role, ids in self._listed.items():
            if user and self._among(user, ids):
                roles |= role
        return roles

    def _among(self, user: str, ids: Iterable[str]) -> bool:
        groups = [one for one in ids if _is_group(one)]
        return user in ids or any(user in self._groups.get(group) for group in groups)

    # -- what Slack is asked -----------------------------------------------------------------------------------------
    def _ask_team(self, _: str) -> str:
        return str(_asked(self._client.auth_test).get("team_id"))

    def _ask_person(self, user: str) -> Person:
        answer = _asked(self._client.users_info, user=user)
        told = answer.get("user")
        return self._person(told) if isinstance(told, Mapping) else Person(user, full=False)

    def _ask_members(self, group: str) -> frozenset[str]:
        if group.startswith("S"):
            return frozenset(_asked(self._client.usergroups_users_list, usergroup=group).get("users") or ())
        call = self._client.conversations_members
        return frozenset(one for page in _pages(call, channel=group) for one in page.get("members") or ())

    def _ask_everybody(self, _: str) -> tuple[Person, ...]:
        told = [one for page in _pages(self._client.users_list) for one in page.get("members") or ()]
        return tuple(map(self._person, told))

    def _person(self, told: Mapping[str, Any]) -> Person:
        profile = told.get("profile") or {}
        names = (told.get("name"), profile.get("display_name"), told.get("real_name"), profile.get("real_name"))
        handles = frozenset(fold(str(name)) for name in names if name)
        return Person(str(told.get("id")), self._is_full(told), handles)

    def _is_full(self, told: Mapping[str, Any]) -> bool:
        """Tell whether a person is a full, living member of this very workspace."""
        apart = ("deleted", "is_bot", "is_app_user", "is_restricted", "is_ultra_restricted", "is_stranger")
        if told.get("id") == SLACKBOT or any(told.get(name) for name in apart):
            return False
        try:
            ours = self._teams.get(_ALL)
        except CannotTell:
            raise SilentError("auth.test") from None
        return ours in (told.get("team_id"), *((told.get("enterprise_user") or {}).get("teams") or ()))


def _is_group(listed: str) -> bool:
    """Tell whether an id of the settings names a group or a channel, and not a person."""
    return listed[:1] in {"S", "C", "G"}


def _asked(call: Callable[..., Any], **asked: Any) -> Mapping[str, Any]:  # noqa: ANN401 - Slack's arguments
    """Ask Slack; an answer that there is no such person or group is one, anything else that fails is silence."""
    try:
        answer = call(**asked)
    except SlackApiError as error:
        code = str(error.response.get("error"))
        if code in _NOBODY_THERE | _NOT_OURS:
            return {}
        raise SilentError(code) from None
    except (SlackClientError, OSError, ValueError) as error:
        raise SilentError(type(error).__name__) from None
    data: Mapping[str, Any] = answer.data if isinstance(answer.data, Mapping) else {}
    return data


def _pages(call: Callable[..., Any], **asked: Any) -> Iterable[Mapping[str, Any]]:  # noqa: ANN401 - same
    cursor = ""
    for _ in range(MOST_PAGES):
        page = _asked(call, limit=PAGE, **asked, **({"cursor": cursor} if cursor else {}))
        yield page
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return
