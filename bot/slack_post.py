"""Posting to Slack so that nothing is said twice: each post carries its key, an unclear outcome is looked up."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.outcomes import LOST_ANSWER, Outcome, Refused, refused
from domain.documents import Document
from messages.shown import Shown

EVENT_TYPE = "impayes"
TIMEOUT_S = 10
PAGES = 50
_PAGE = 200
SKEW = timedelta(minutes=5)
"""How far Slack's clock may be from ours."""

CLIENT_ERRORS = (SlackClientError, *LOST_ANSWER)


def make_client(token: str, base_url: str, *, timeout: int = TIMEOUT_S) -> WebClient:
    """Make a client that never retries by itself: the default one posts twice after a dropped connection."""
    return WebClient(token=token, base_url=base_url, timeout=timeout, retry_handlers=[])


class SlackPost:
    """The calls of the announcer; each raises `Refused` when it was not done, or not for sure."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def post(self, channel: str, shown: Shown, key: str, thread_ts: str | None = None) -> str:
        """Post a message that carries its key, give its ts."""
        answer = _call(
            self._client.chat_postMessage,
            channel=channel,
            text=shown.text,
            blocks=shown.blocks or None,
            thread_ts=thread_ts,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(answer["ts"])

    def room(self, user: str) -> str:
        """Give the channel of direct messages with a person, opened if it never was; asked again, it is the same."""
        return str(_call(self._client.conversations_open, users=user)["channel"]["id"])

    def update(self, channel: str, ts: str, shown: Shown, key: str) -> None:
        """Draw a message anew, whole; the key is given again since Slack drops what is not."""
        _call(
            self._client.chat_update,
            channel=channel,
            ts=ts,
            text=shown.text,
            blocks=shown.blocks,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
        )

    def share(self, channel: str, document: Document, comment: str, thread_ts: str | None = None) -> str:
        """Upload a file into a channel or a thread; give "", since Slack shares it a moment later and says no ts.

        It carries no key, so its name must be its own there: that is what `find` looks for.
        """
        _call(
            self._client.files_upload_v2,
            content=document.content,
            filename=document.name,
            title=document.name,
            channel=channel,
            initial_comment=comment,
            thread_ts=thread_ts,
        )
        return ""

    def tell(self, user: str, text: str) -> None:
        """Write to one person."""
        _call(self._client.chat_postMessage, channel=user, text=text)

    def find(self, channel: str, key: str, since: datetime, thread_ts: str | None = None) -> str | None:
        """Look for a message of ours by its key, or by the name of its file, in a channel or in a thread.

        None when it is not there for sure.
        """
        for message in self._messages(channel, since - SKEW, thread_ts):
            metadata = message.get("metadata") or {}
            keyed = metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload", {}).get("key") == key
            if keyed or key in (file.get("name") for file in message.get("files") or ()):
                return str(message["ts"])
        return None

    def _messages(self, channel: str, since: datetime, thread_ts: str | None) -> Iterator[dict[str, Any]]:
        """Read the messages of a channel or of a thread since an instant, to the last one."""
        method: Callable[..., Any] = self._client.conversations_history
        oldest = f"{since.timestamp():.6f}"
        asked: dict[str, Any] = {"channel": channel, "limit": _PAGE, "include_all_metadata": True, "oldest": oldest}
        if thread_ts:
            method, asked["ts"] = self._client.conversations_replies, thread_ts
        for _ in range(PAGES):
            answer = _call(method, **asked)
            yield from answer.get("messages", [])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
            asked["cursor"] = cursor
        raise Refused(Outcome.UNCLEAR, "history_too_long")


def _call(method: Callable[..., Any], **arguments: Any) -> Any:  # noqa: ANN401 - a Web API answer
    try:
        return method(**arguments)
    except CLIENT_ERRORS as error:
        raise refused(error) from None
