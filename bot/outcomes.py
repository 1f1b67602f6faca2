"""What an answer of Slack's Web API means for what we asked (SLACK.md, « Errors of the Web API »)."""

from enum import Enum, auto
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

SERVER_ERROR = 500
TOO_MANY = 429


class Outcome(Enum):
    """What to do next."""

    UNCLEAR = auto()
    """It may have been done: look it up before it is repeated."""
    LATER = auto()
    """It was not done: wait as long as Slack asks."""
    GONE = auto()
    """The message is no longer there: post it anew."""
    NEVER = auto()
    """It will not work again until somebody changes something."""
    NO_SLACK = auto()
    """There is no Slack for us any more: stop, keep everything."""


_UNCLEAR = {"internal_error", "fatal_error", "request_timeout", "service_unavailable", "team_added_to_org"}
_GONE = {"message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"}
NO_SLACK = frozenset(
    {"token_revoked", "account_inactive", "invalid_auth", "not_authed", "token_expired", "user_removed_from_team"}
)
LOST_ANSWER = (URLError, TimeoutError, OSError, HTTPException)


class Refused(Exception):  # noqa: N818 - an answer, not an error of ours
    """Slack did not do what was asked, or did not say: `code` is its own word, `wait` the seconds it asks for."""

    def __init__(self, outcome: Outcome, code: str, wait: float = 0.0) -> None:
        super().__init__(code)
        self.outcome = outcome
        self.code = code
        self.wait = wait


def refused(error: BaseException) -> Refused:
    """Say what an error of the Slack client means."""
    if isinstance(error, SlackApiError):
        return _answered(error.response)
    if isinstance(error, LOST_ANSWER):
        return Refused(Outcome.UNCLEAR, "no_answer")
    if isinstance(error, SlackClientError):
        return Refused(Outcome.UNCLEAR, "unreadable_answer")
    raise error


def _answered(response: Any) -> Refused:  # noqa: ANN401 - SlackResponse, or a dict when the body was no JSON
    if isinstance(response, dict):  # the client gives the bare answer when its body was no JSON
        status, headers = int(response.get("status") or SERVER_ERROR), response.get("headers") or {}
    else:
        status, headers = response.status_code, response.headers or {}
    code = str(response.get("error") or status)
    if status == TOO_MANY or code == "ratelimited":
        return Refused(Outcome.LATER, "ratelimited", _seconds(headers))
    if status >= SERVER_ERROR or code in _UNCLEAR or not response.get("error"):
        return Refused(Outcome.UNCLEAR, code)
    if code in _GONE:
        return Refused(Outcome.GONE, code)
    return Refused(Outcome.NO_SLACK if code in NO_SLACK else Outcome.NEVER, code)


def _seconds(headers: Any) -> float:  # noqa: ANN401 - a mapping whose values may be lists
    value = next((value for name, value in dict(headers).items() if name.lower() == "retry-after"), "1")
    text = value[0] if isinstance(value, list) else value
    return float(text) if str(text).isdecimal() else 1.0
