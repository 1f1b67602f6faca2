"""Files fetched from Slack: with the token, from the one host that Slack's API address implies, and within bounds."""

import time
import urllib.request
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import SplitResult, urlsplit

from slack_sdk import WebClient

from bot.outcomes import Outcome as Answer
from bot.outcomes import Refused, refused
from bot.pacing import Stopping
from bot.slack_post import CLIENT_ERRORS
from domain.proofs import MOST_BYTES, Fetched, Outcome

TIMEOUT_S = 10.0
LONGEST_S = 60.0
"""A file that comes drop by drop is left there: nobody else's would ever come."""
_PIECE = 65_536
_SLACKS = frozenset({"slack.com", "slack-gov.com"})
_PORTS = {"https": 443, "http": 80}
_GONE = frozenset({"file_not_found", "file_deleted", "not_found"})
_CLOSED = frozenset({"access_denied", "no_permission", "not_visible", "file_not_shared"})
_ANSWERS: Mapping[int, Outcome] = MappingProxyType({404: Outcome.GONE, 410: Outcome.GONE})


class NotGiven(Exception):  # noqa: N818 - an answer, not an error of ours
    """Slack will never give the file: `outcome` says why, `name` is the file's when it is known."""

    def __init__(self, outcome: Outcome, name: str = "") -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.name = name


class Origin(NamedTuple):
    """Where files may come from."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, parts: SplitResult) -> "Origin":
        """Give the origin of an address; raise `ValueError` for a port that is none."""
        return cls(parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0))


def files_origin(api_url: str) -> Origin:
    """Give the origin of the files of a Slack: a host of their own at Slack's, the API's own elsewhere."""
    api = Origin.of(urlsplit(api_url))
    return api._replace(host=f"files.{api.host}") if api.host in _SLACKS else api


class SlackFiles:
    """The files of one Slack. `stopping` says that the program stops: what is under way is left."""

    def __init__(
        self,
        client: WebClient,
        *,
        stopping: Callable[[], bool] = lambda: False,
        timeout: float = TIMEOUT_S,
        longest: float = LONGEST_S,
    ) -> None:
        self._client = client
        self._origin = files_origin(client.base_url)
        self._stopping = stopping
        self._timeout = timeout
        self._longest = longest
        self._opener = urllib.request.build_opener(_NoRedirect)

    def fetch(self, file_id: str) -> Fetched:
        """Fetch a file by its id; raise `NotGiven` when it never will be, `Refused` when it may be later."""
        told = self._told(file_id)
        name = str(told.get("name") or told.get("title") or "")
        try:
            content = self._content(str(told.get("url_private_download") or told.get("url_private") or ""), told)
        except NotGiven as answer:
            raise NotGiven(answer.outcome, name) from None
        return Fetched(name, str(told.get("mimetype") or ""), content)

    def _told(self, file_id: str) -> Mapping[str, Any]:
        """Ask what a file is now: since it was shared it may have been renamed or deleted."""
        try:
            told: Mapping[str, Any] = self._client.files_info(file=file_id)["file"]
        except CLIENT_ERRORS as error:
            answer = refused(error)
            if answer.code in _GONE:
                raise NotGiven(Outcome.GONE) from None
            if answer.code in _CLOSED:
                raise NotGiven(Outcome.NO_ACCESS) from None
            raise answer from None
        return told

    def _content(self, url: str, told: Mapping[str, Any]) -> bytes:
        size = told.get("size")
        if isinstance(size, int) and size > MOST_BYTES:
            raise NotGiven(Outcome.TOO_BIG)
        if not self._is_ours(url):
            raise NotGiven(Outcome.NO_ACCESS)
        headers = {"Authorization": f"Bearer {self._client.token}", "Accept-Encoding": "identity"}
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - its origin was just checked
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                return self._read(response)
        except HTTPError as error:
            raise _answered(error) from None
        except (OSError, HTTPException):  # timeouts, refused and dropped connections
            raise Refused(Answer.UNCLEAR, "no_answer") from None

    def _is_ours(self, url: str) -> bool:
        """Say whether an address is one to which the token may be shown."""
        try:
            return Origin.of(urlsplit(url)) == self._origin
        except ValueError:
            return False

    def _read(self, response: HTTPResponse) -> bytes:
        """Read an answer within bounds; a page to sign in at is no file."""
        if response.headers.get_content_type() == "text/html":
            raise NotGiven(Outcome.NO_ACCESS)
        until, content = time.monotonic() + self._longest, bytearray()
        while piece := response.read1(_PIECE):
            content += piece
            if len(content) > MOST_BYTES:
                raise NotGiven(Outcome.TOO_BIG)
            if self._stopping():
                raise Stopping
            if time.monotonic() > until:
                raise TimeoutError
        promised = response.headers.get("Content-Length") or ""
        if promised.isdecimal() and len(content) < int(promised):
            raise HTTPException("the answer was cut short")
        return bytes(content)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nothing: a redirect leads to a page to sign in at, or away."""

    def redirect_request(self, *_: Any) -> None:  # noqa: ANN401 - as urllib calls it
        """Refuse."""


def _answered(error: HTTPError) -> Exception:
    with error:
        if error.code == HTTPStatus.TOO_MANY_REQUESTS:
            wait = error.headers.get("Retry-After") or "1"
            return Refused(Answer.LATER, "ratelimited", float(wait) if wait.isdecimal() else 1.0)
        if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR or error.code == HTTPStatus.REQUEST_TIMEOUT:
            return Refused(Answer.UNCLEAR, str(error.code))
        return NotGiven(_ANSWERS.get(error.code, Outcome.NO_ACCESS))
