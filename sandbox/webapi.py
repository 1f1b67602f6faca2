"""The door of the Web API: token, scope, faults and rates, then the method, and all of it kept for the inspector."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from werkzeug import Request, Response

from sandbox import webapi_chat as chat
from sandbox import webapi_conversations as conversations
from sandbox import webapi_files as files
from sandbox import webapi_people as people
from sandbox import webapi_views as views
from sandbox.delivery import Delivery
from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.records import APP_TOKEN, BOT_TOKEN, Exchange, Json
from sandbox.webapi_call import Call

Method = Callable[[Call], Json]
API_FAULTS = frozenset({"ratelimited", "5xx", "accepted_then_dropped", "dropped", "slow", "error"})
MANIFEST_SCOPES = (
    "commands,chat:write,app_mentions:read,channels:read,channels:history,groups:read,groups:history,im:read,"
    "im:history,im:write,users:read,usergroups:read,files:read,files:write"
)
# method -> what answers it, and the scope Slack asks for; several scopes by | mean any of them
METHODS: Mapping[str, tuple[Method, str]] = MappingProxyType(
    {
        "api.test": (people.api_test, ""),
        "auth.test": (people.auth_test, ""),
        "apps.connections.open": (people.connections_open, ""),
        "bots.info": (people.bot_info, "users:read"),
        "chat.delete": (chat.delete, "chat:write"),
        "chat.getPermalink": (chat.get_permalink, ""),
        "chat.postEphemeral": (chat.post_ephemeral, "chat:write"),
        "chat.postMessage": (chat.post_message, "chat:write"),
        "chat.update": (chat.update, "chat:write"),
        "conversations.history": (conversations.history, "channels:history|groups:history|im:history"),
        "conversations.info": (conversations.info, "channels:read|groups:read|im:read"),
        "conversations.list": (conversations.list_all, "channels:read|groups:read|im:read"),
        "conversations.members": (conversations.members, "channels:read|groups:read|im:read"),
        "conversations.open": (conversations.open_direct, "im:write"),
        "conversations.replies": (conversations.replies, "channels:history|groups:history|im:history"),
        "files.completeUploadExternal": (files.complete_upload, "files:write"),
        "files.getUploadURLExternal": (files.upload_url, "files:write"),
        "files.info": (files.info, "files:read"),
        "reactions.add": (chat.add_reaction, "reactions:write"),
        "usergroups.list": (people.group_list, "usergroups:read"),
        "usergroups.users.list": (people.group_users, "usergroups:read"),
        "users.info": (people.user_info, "users:read"),
        "users.list": (people.user_list, "users:read"),
        "views.open": (views.open_view, ""),
        "views.publish": (views.publish, ""),
        "views.push": (views.push_view, ""),
        "views.update": (views.update_view, ""),
    }
)


class DroppedError(ConnectionError):
    """The connection closes without an answer, as asked by a fault; `done` holds what was answered, unsent."""

    def __init__(self, done: Json | None = None) -> None:
        super().__init__("dropped")
        self.done = done or {}


@dataclass
class WebApi:
    """Slack's Web API over one workspace; `revoked` makes every token invalid, `scopes` are those of the app."""

    delivery: Delivery
    revoked: bool = False
    scopes: set[str] = field(default_factory=lambda: set(MANIFEST_SCOPES.split(",")))

    def answer(self, request: Request, method: str) -> Response:
        """Answer one HTTP request; raises DroppedError when a fault closes the connection."""
        started = time.monotonic()
        args = arguments(request)
        fault = self.delivery.faults.take(method, kinds=API_FAULTS)
        if fault is not None and fault.kind == "slow":
            time.sleep(fault.seconds)
        try:
            return self._answered(request, method, args, fault, started)
        except DroppedError as dropped:
            self._note(method, args, {"error": "connection_closed", **dropped.done}, started, fault)
            raise

    def _answered(self, request: Request, method: str, args: Json, fault: Fault | None, started: float) -> Response:
        response = _faulty(fault) or self._too_fast(method, args)
        told = _sent(response) if response else self._call(request, method, args, fault)
        if fault is not None and fault.kind == "accepted_then_dropped":
            raise DroppedError({"done": told})
        self._note(method, args, told, started, fault)
        return response or self._written(told)

    def _call(self, request: Request, method: str, args: Json, fault: Fault | None) -> Json:
        if fault is not None and fault.kind == "error":
            return ApiError(fault.error).answer()
        try:
            handler = self._allowed(request, method, args)
            return {"ok": True, **handler(Call(self.delivery, args))}
        except ApiError as refusal:
            return refusal.answer()

    def _allowed(self, request: Request, method: str, args: Json) -> Method:
        if method not in METHODS:
            raise ApiError("unknown_method", req_method=method)
        handler, scope = METHODS[method]
        if method != "api.test":
            self.authorize(token_of(request, args), app_level=method == "apps.connections.open")
        if scope and not self.scopes & set(scope.split("|")):
            raise ApiError("missing_scope", needed=scope.partition("|")[0], provided=",".join(sorted(self.scopes)))
        return handler

    def authorize(self, token: str, *, app_level: bool = False) -> None:
        """Raise ApiError unless this is the bot's token, or the app's for Socket Mode."""
        if not token:
            raise ApiError("not_authed")
        if self.revoked:
            raise ApiError("token_revoked")
        if token not in {BOT_TOKEN, APP_TOKEN}:
            raise ApiError("invalid_auth")
        if token != (APP_TOKEN if app_level else BOT_TOKEN):
            raise ApiError("not_allowed_token_type")

    def _too_fast(self, method: str, args: Json) -> Response | None:
        wait = self.delivery.faults.too_fast(method, str(args.get("channel")))
        return _ratelimited(wait) if wait else None

    def _written(self, told: Json) -> Response:
        response = Response(json.dumps(told), content_type="application/json; charset=utf-8")
        response.headers["X-OAuth-Scopes"] = ",".join(sorted(self.scopes))
        return response

    def _note(self, method: str, args: Json, told: Json, started: float, fault: Fault | None) -> None:
        space, ms = self.delivery.workspace, (time.monotonic() - started) * 1000
        shown = {key: value for key, value in args.items() if key != "token"}
        space.inspect(Exchange(space.now(), "in", method, shown, told, ms, fault.kind if fault else ""))


def arguments(request: Request) -> Json:
    """Read the arguments of a call, in the query, in a form or in a JSON body."""
    args: Json = dict(request.args.items())
    if request.mimetype == "application/json":
        body = request.get_json(silent=True)
        return args | body if isinstance(body, dict) else args
    return args | dict(request.form.items())


def token_of(request: Request, args: Json) -> str:
    """Give the token of a call, from its header or its arguments."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if kind.lower() == "bearer" else str(args.get("token") or "")


def _faulty(fault: Fault | None) -> Response | None:
    if fault is None:
        return None
    if fault.kind == "dropped":
        raise DroppedError
    if fault.kind == "ratelimited":
        return _ratelimited(fault.retry_after)
    return Response("upstream connect error", status=fault.status) if fault.kind == "5xx" else None


def _sent(response: Response) -> Json:
    """Tell of an answer that is no word of the Web API, its status first."""
    told: Json = {"status": response.status_code}
    if wait := response.headers.get("Retry-After"):
        told |= {"error": "ratelimited", "retry_after": int(wait)}
    return told


def _ratelimited(seconds: int) -> Response:
    body = json.dumps({"ok": False, "error": "ratelimited"})
    headers = {"Retry-After": str(seconds)}
    return Response(body, status=429, headers=headers, content_type="application/json")
