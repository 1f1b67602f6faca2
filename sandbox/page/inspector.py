"""The inspector as a page: what the bot and the workspace said to each other, live, and faults provoked by hand."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args

from markupsafe import Markup
from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers.response import Response as AnyResponse

from sandbox.faults import Fault, FaultKind
from sandbox.page.exchanges import row, sides
from sandbox.page.parts import PARIS, SPACE
from sandbox.records import Exchange, Json
from sandbox.render import Cast, fragment
from sandbox.server import Server
from sandbox.webapi import METHODS

WATCH_SECONDS = 2.0
OFFERED: Mapping[str, Sequence[str]] = {
    "api": [*METHODS, "chat.*", "views.*"],
    "deliveries": ["events_api", "interactive", "slash_commands"],
    "events": ["app_home_opened", "app_mention", "message"],
}
"""What a fault may be asked for, by the calls and deliveries that it happens to."""
CODES = ("channel_not_found", "fatal_error", "is_archived", "missing_scope", "not_in_channel", "token_revoked")
MOST = 1000
SECONDS_MOST = 60.0
ROUTES = (
    ("/inspector", "inspector", "GET"),
    ("/page/inspector", "inspector_panel", "GET"),
    ("/page/inspector/events", "inspector_events", "GET"),
    ("/page/inspector/<int:number>", "inspector_exchange", "GET"),
    ("/page/inspector", "inspector_deed", "POST"),
)


class Inspector:
    """Draws the exchanges that the workspace keeps, and provokes faults."""

    def __init__(self, server: Server) -> None:
        self._workspace, self._faults = server.workspace, server.faults
        self.doors: dict[str, Callable[..., AnyResponse]] = {
            "inspector": lambda _request: self._panel("window"),
            "inspector_panel": lambda _request: self._panel("panel"),
            "inspector_events": self._events,
            "inspector_exchange": self._exchange,
            "inspector_deed": self._deed,
        }

    # -- what is shown -----------------------------------------------------------------------------------------------
    def _panel(self, part: str) -> Response:
        kept = self._kept(0)
        facts = {"rows": [row(one, PARIS) for one in kept], "last": kept[-1].number if kept else 0}
        offers = {"kinds": get_args(FaultKind), "methods": OFFERED, "codes": CODES}
        return _html(_draw(part, **facts, **offers, **self._troubles(), space=SPACE))

    def _exchange(self, _request: Request, number: int) -> Response:
        found = next((one for one in self._kept(number - 1) if one.number == number), None)
        if found is None:
            raise NotFound
        return _html(_draw("sides", sides=sides(found, PARIS)))

    def _kept(self, after: int) -> list[Exchange]:
        with self._workspace.lock:
            return [one for one in self._workspace.inspector if one.number > after]

    def _troubles(self) -> Json:
        return {"pending": self._faults.pending(), "strict": self._faults.strict}

    # -- live --------------------------------------------------------------------------------------------------------
    def _events(self, request: Request) -> Response:
        since = request.headers.get("Last-Event-ID") or request.args.get("since", "")
        stream = self._watch(int(since) if since.isascii() and since.isdigit() else 0)
        return Response(stream, content_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    def _watch(self, last: int) -> Iterator[str]:
        rev, told = self._workspace.rev, ("", 0)
        while True:
            news = self._news(last)
            last, was, told = news["last"], told, (news["troubles"], news["first"])
            yield f"id: {last}\ndata: {json.dumps(news)}\n\n" if news["rows"] or told != was else ": still here\n\n"
            changes = self._workspace.changes(rev, WATCH_SECONDS)
            rev = changes[-1].rev if changes else rev

    def _news(self, last: int) -> Json:
        """Tell what came after `last`, the oldest exchange that is still kept, and the faults as they stand."""
        kept = self._kept(0)
        fresh = [row(one, PARIS) for one in kept if one.number > last]
        newest = kept[-1].number if kept else last
        return {
            "rows": _draw("rows", rows=fresh) if fresh else "",
            "first": kept[0].number if kept else newest + 1,
            "last": newest,
            "troubles": _draw("troubles", **self._troubles()),
        }

    # -- what is done ------------------------------------------------------------------------------------------------
    def _deed(self, request: Request) -> Response:
        body = request.get_json(silent=True)
        deeds: Mapping[str, Callable[[Json], object]] = {
            "empty": lambda _body: self._workspace.forget_exchanges(),
            "provoke": lambda asked: self._faults.add(**fault_of(asked)),
            "calm": lambda _body: self._faults.clear(),
            "strict": self._hold_rates,
        }
        if not isinstance(body, dict) or body.get("act") not in deeds:
            raise BadRequest
        try:
            deeds[body["act"]](body)
        except (KeyError, TypeError, ValueError) as error:
            raise BadRequest from error
        self._workspace.tell("inspector")
        return _html(_draw("troubles", **self._troubles()))

    def _hold_rates(self, body: Json) -> None:
        self._faults.strict = bool(body["on"])


def fault_of(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Read the fault that a form asks for, as the arguments of `Faults.add`; raises KeyError or ValueError.

    `seconds` is how long a slow answer takes, `retry_after` how long a refused bot must wait, both bounded.
    """
    fault = Fault(asked["kind"], str(asked["method"]).strip() or "*", int(asked["count"]))
    if not 1 <= fault.count <= MOST:
        raise ValueError(fault.count)
    how = {"slow": _slow, "ratelimited": _limited, "error": _error}.get(fault.kind)
    return {"kind": fault.kind, "method": fault.method, "count": fault.count, **(how(asked) if how else {})}


def _slow(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {"seconds": min(max(float(asked["seconds"]), 0.0), SECONDS_MOST)}


def _limited(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {"retry_after": int(min(max(int(asked["retry_after"]), 1), SECONDS_MOST))}


def _error(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {"error": str(asked["error"]).strip() or "fatal_error"}


def _draw(part: str, **facts: object) -> Markup:
    return fragment("inspector.html", Cast(), part=part, **facts)


def _html(words: str) -> Response:
    return Response(words, content_type="text/html; charset=utf-8")
