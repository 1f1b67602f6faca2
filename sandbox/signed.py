"""Slack's side of HTTP mode: requests signed with the app's secret and posted to the bot's address."""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from sandbox.records import SIGNING_SECRET, Json


@dataclass(frozen=True)
class HttpAnswer:
    """What the bot answered: status, body and whether it asks not to be sent the event again."""

    status: int
    body: str
    no_retry: bool


def signature(secret: str, timestamp: str, body: str) -> str:
    """Sign a body as docs.slack.dev « Verifying requests from Slack » says, version v0."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def body_of(kind: str, payload: Json) -> tuple[str, str]:
    """Give the content type and the body that Slack uses for this kind of delivery."""
    if kind == "events_api":
        return "application/json", json.dumps(payload)
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return "application/x-www-form-urlencoded", urlencode(form)


def post(
    url: str, kind: str, payload: Json, *, timeout: float, headers: Mapping[str, str], secret: str = SIGNING_SECRET
) -> HttpAnswer:
    """Post one delivery within `timeout` seconds; raises TimeoutError, or OSError when the bot cannot be reached."""
    content_type, body = body_of(kind, payload)
    stamp = str(int(time.time()))
    sent = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(secret, stamp, body),
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        **headers,
    }
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=timeout)
    try:
        connection.request("POST", parts.path or "/", body.encode(), sent)
        answer = connection.getresponse()
        no_retry = answer.headers.get("X-Slack-No-Retry") == "1"
        return HttpAnswer(answer.status, answer.read().decode("utf-8", "replace"), no_retry)
    except http.client.HTTPException as error:
        raise ConnectionError(str(error)) from error
    finally:
        connection.close()
