"""What becomes of a modal once the bot has answered its submission: errors, another view, or closed."""

from sandbox.delivery import Ack
from sandbox.errors import ApiError, refuse_answer
from sandbox.payloads import failure
from sandbox.records import Json, View
from sandbox.talk import Outcome, refused
from sandbox.webapi_views import checked, redraw, stacked
from sandbox.workspace import Workspace

TROUBLE = "Nous avons eu quelques difficultés à nous connecter. Réessayer\N{NARROW NO-BREAK SPACE}?"


def answered(workspace: Workspace, view: View, ack: Ack) -> Outcome:
    """Do what the bot answered to a view_submission; whatever it may not answer is told as Slack's client does."""
    if ack.error is not None:
        return refused(TROUBLE)
    action = ack.body.get("response_action")
    try:
        with workspace.lock:
            if action == "errors":
                return _errors(view, ack.body.get("errors"))
            if action in {"update", "push"}:
                return _drawn(workspace, view, ack.body)
            _close(workspace, view, everything=action == "clear")
    except ApiError as refusal:
        return refused(failure(refuse_answer(workspace, ack.body, refusal)))
    if action not in {None, "clear"}:
        return refused(failure(refuse_answer(workspace, ack.body, ApiError(f"invalid response_action {action}"))))
    return Outcome(ok=True, closed=True)


def _errors(view: View, errors: object) -> Outcome:
    fields = {block["block_id"] for block in view.payload["blocks"] if block.get("type") == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= fields:
        raise ApiError("invalid_errors", f"{sorted(errors) if isinstance(errors, dict) else errors}")
    return Outcome(ok=False, errors={str(block_id): str(sentence) for block_id, sentence in errors.items()})


def _drawn(workspace: Workspace, view: View, body: Json) -> Outcome:
    own = view if body["response_action"] == "update" else None
    payload = checked(workspace, body.get("view"), "modal", own=own)
    if own is not None:
        redraw(workspace, view, payload)
    else:
        stacked(workspace, view.user, payload)
    return Outcome(ok=True)


def _close(workspace: Workspace, view: View, *, everything: bool) -> None:
    stack = workspace.stacks.get(view.user, [])
    at = next((at for at, one in enumerate(stack) if one.id == view.id), None)
    if at is not None:
        workspace.stacks[view.user] = [] if everything else stack[:at]
        workspace.tell("views", user=view.user)
