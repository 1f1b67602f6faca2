"""« Jour suivant » and « Recommencer » on the page: the part that shows the day, and the doors that turn it."""

import json
from collections.abc import Callable, Sequence

from markupsafe import Markup
from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers.response import Response as AnyResponse

from sandbox.page.place import Place
from sandbox.records import Change, Json
from sandbox.render import Cast, fragment
from sandbox.turns import Turns
from sandbox.workspace import Workspace

ROUTES = (("/page/turns/next", "next_day", "POST"), ("/page/turns/anew", "start_over", "POST"))


class TurnsDoors:
    """Draws the day and answers the two buttons."""

    def __init__(self, turns: Turns, workspace: Workspace) -> None:
        self._turns, self._workspace = turns, workspace
        self.doors: dict[str, Callable[..., AnyResponse]] = {
            "next_day": self._next_day,
            "start_over": self._start_over,
        }

    def draw(self, _place: Place) -> Markup:
        """Draw the day with its buttons."""
        return fragment("turns.html", Cast(), turns=self._turns.standing)

    def _next_day(self, request: Request) -> AnyResponse:
        asked = _asked(request)
        visitor = str(asked.get("as"))
        if visitor not in self._workspace.users:
            raise BadRequest
        return _answer(self._turns.next_day(visitor, str(asked.get("seen"))))

    def _start_over(self, request: Request) -> AnyResponse:
        return _answer(self._turns.start_over(str(_asked(request).get("life"))))


class Held:
    """Holds back what changed while a day is told, but for the telling: windows draw the new day once."""

    def __init__(self, turns: Turns | None) -> None:
        self._turns = turns
        self._held: list[Change] = []

    def let(self, changes: Sequence[Change]) -> list[Change]:
        """Give those of the changes, and of those held, that windows may hear of now."""
        known = [*self._held, *changes]
        if self._turns is None or not self._turns.standing.doing:
            self._held = []
            return known
        self._held = [one for one in known if one.kind != "turn"]
        return [one for one in known if one.kind == "turn"]


def _asked(request: Request) -> Json:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise BadRequest
    return body


def _answer(error: str) -> Response:
    return Response(json.dumps({"ok": not error, "error": error}), content_type="application/json")
