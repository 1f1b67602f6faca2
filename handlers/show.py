"""Slack calls after an ack, in one place: what Slack refuses becomes words for the person, and nothing is raised."""

import contextlib
import http.client
import logging
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from handlers.answers import Answer, Open, Say
from messages.blocks import plain_text
from messages.shown import Shown
from messages.words import plain, say

log = logging.getLogger(__name__)

TIMEOUT = 2  # seconds: Slack waits 3 for the answer
TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired"})
SILENT = "silent"
_HTTP_OK = 200

Later = Callable[[Callable[[], None]], object]


class _UrlRefusedError(Exception):
    """An answer at a response_url that Slack did not take."""


class Show:
    """Shows things to whoever made this request; `later` runs what the person need not wait for."""

    def __init__(self, client: WebClient, body: Mapping[str, Any], later: Later) -> None:
        self._client = client
        self._body = body
        self._later = later
        self.user = actor(body)

    def to_command(self, ack: Ack, answer: Answer) -> None:
        """Answer a slash command: words in the ack itself, which takes no call."""
        if isinstance(answer, Say):
            ack(text=answer.shown.text, blocks=answer.shown.blocks, response_type="ephemeral")
            return
        ack()
        self.open(answer.view)

    def to_press(self, ack: Ack, answer: Answer, *, replace: bool = False) -> None:
        """Answer a press: words beside the message, or in its place; in a window when it stands in one."""
        ack()
        if isinstance(answer, Open):
            self.open(answer.view)
        elif self._in_a_view():
            self.open(_window(answer.shown))
        else:
            self.tell(answer.shown, replace=replace)

    def to_form(self, ack: Ack, answer: Answer, channel: str) -> None:
        """Answer a submitted modal: the next form in its place, or words in the channel once it is closed."""
        if isinstance(answer, Open):
            ack(response_action="update", view=answer.view)
            return
        ack(response_action="clear")
        self.tell(answer.shown, channel=channel)

    def in_place(self, ack: Ack, shown: Shown) -> None:
        """Answer a submitted modal with words in its place: what the person came too late for."""
        ack(response_action="update", view=_window(shown))

    def open(self, view: Mapping[str, Any]) -> None:
        """Open a modal, on top of the one that was pressed in if any; a refusal is told to the person."""
        call = self._client.views_push if self._in_a_modal() else self._client.views_open
        refusal = self._done(call, trigger_id=str(self._body.get("trigger_id") or ""), view=dict(view))
        if refusal:
            name = "answers.too_late" if refusal in TOO_LATE or refusal == SILENT else "answers.not_opened"
            with contextlib.suppress(RuntimeError):  # the program is stopping
                self._later(lambda: self.tell(Shown(say(name), [])))

    def redraw(self, view_id: str, view: Mapping[str, Any], *, told: bool = True) -> None:
        """Draw a modal anew, whatever stands over it; a refusal is told to the person, when it is what they asked."""
        refusal = self._done(self._client.views_update, view_id=view_id, view=dict(view))
        if refusal and told:
            with contextlib.suppress(RuntimeError):  # the program is stopping
                self._later(lambda: self.tell(Shown(say("answers.not_opened"), [])))

    def publish(self, view: Mapping[str, Any]) -> None:
        """Draw the person's Home."""
        self._done(self._client.views_publish, user_id=self.user, view=dict(view))

    def write(self, shown: Shown) -> None:
        """Write to the person directly, in words that stay."""
        self._done(self._client.chat_postMessage, channel=self.user, text=shown.text, blocks=shown.blocks)

    def tell(self, shown: Shown, *, replace: bool = False, channel: str = "") -> None:
        """Tell the person alone: where they pressed, else in the channel, else directly."""
        told = {"text": shown.text, **({"blocks": shown.blocks} if shown.blocks else {})}
        if not self._told_there(told, replace=replace) and not self._told_in(channel or _channel(self._body), told):
            self._done(self._client.chat_postMessage, channel=self.user, **told)

    def _told_there(self, told: dict[str, Any], *, replace: bool) -> bool:
        """Tell at the address that came with the request; a silent Slack may have done it and is not asked again."""
        url = self._body.get("response_url")
        message = told | {"response_type": "ephemeral", "replace_original": replace}
        return isinstance(url, str) and bool(url) and self._done(_respond, url, message) in {"", SILENT}

    def _told_in(self, channel: str, told: dict[str, Any]) -> bool:
        call, thread = self._client.chat_postEphemeral, _thread(self._body)
        return bool(channel) and not self._done(call, channel=channel, user=self.user, thread_ts=thread, **told)

    def _in_a_view(self) -> bool:
        return _part(self._body, "container").get("type") == "view"

    def _in_a_modal(self) -> bool:
        return self._in_a_view() and _part(self._body, "view").get("type") == "modal"

    def _done(self, call: Callable[..., object], /, *args: object, **kwargs: object) -> str:
        """Make a call; give "" when it is done, else Slack's error code or `SILENT`."""
        try:
            call(*args, **kwargs)
        except SlackApiError as error:
            code = str(error.response.get("error") or "unknown_error")
        except (OSError, http.client.HTTPException):  # timeouts, refused and dropped connections
            code = SILENT
        except _UrlRefusedError as error:
            code = str(error)
        except (SlackClientError, ValueError, TypeError):  # what the SDK cannot send or read
            log.exception("slack call not made")
            code = "not_made"
        else:
            return ""
        log.warning("slack refused %s: %s", getattr(call, "__name__", "a call"), code)
        return code


def actor(body: Mapping[str, Any]) -> str:
    """Give the id of whoever made a request, the author for a message that was edited or deleted; "" for nobody."""
    event = _part(body, "event")
    found = (
        body.get("user_id"),
        _part(body, "user").get("id"),
        _part(event, "message").get("user"),
        _part(event, "previous_message").get("user"),
        event.get("user"),
    )
    return next((one for one in found if isinstance(one, str) and one), "")


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}


def _channel(body: Mapping[str, Any]) -> str:
    event = _part(body, "event")
    found = (body.get("channel_id"), _part(body, "container").get("channel_id"), event.get("channel"))
    return next((one for one in found if isinstance(one, str) and one), "")


def _thread(body: Mapping[str, Any]) -> str | None:
    thread = _part(body, "container").get("thread_ts") or _part(body, "event").get("thread_ts")
    return thread if isinstance(thread, str) else None


def _respond(url: str, message: dict[str, Any]) -> None:
    answer = WebhookClient(url, timeout=TIMEOUT, retry_handlers=[]).send_dict(message)
    if answer.status_code != _HTTP_OK:
        raise _UrlRefusedError(f"response_url_{answer.status_code}")


def _window(shown: Shown) -> dict[str, Any]:
    blocks = shown.blocks or [{"type": "section", "text": {"type": "mrkdwn", "text": shown.text}}]
    title, close = plain_text(plain("answers.title")), plain_text(plain("answers.close"))
    return {"type": "modal", "title": title, "close": close, "blocks": blocks}
