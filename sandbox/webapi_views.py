"""The views.* methods, and the stack of modals that each person sees."""

import json
import secrets
from typing import Literal

from sandbox import limits, shapes
from sandbox.blocks import with_ids
from sandbox.errors import ApiError
from sandbox.records import Json, View
from sandbox.undrawn import report
from sandbox.webapi_call import Call
from sandbox.workspace import Workspace

STACK_MOST = 3
VIEW_MOST = 250_000


def open_view(call: Call) -> Json:
    """Answer views.open: the modal replaces any stack that the person had open."""
    payload = checked(call.workspace, call.json("view"), "modal")
    user = call.delivery.permissions.exchange(call.needed("trigger_id"))
    with call.workspace.lock:
        view = stacked(call.workspace, user, payload, root=True)
    return {"view": shapes.view(view)}


def push_view(call: Call) -> Json:
    """Answer views.push: at most three modals deep."""
    payload = checked(call.workspace, call.json("view"), "modal")
    user = call.delivery.permissions.exchange(call.needed("trigger_id"))
    with call.workspace.lock:
        if not call.workspace.stacks.get(user):
            raise ApiError("not_found")
        view = stacked(call.workspace, user, payload)
    return {"view": shapes.view(view)}


def update_view(call: Call) -> Json:
    """Answer views.update, by view_id or external_id, refused when `hash` is not the last one."""
    space = call.workspace
    with space.lock:
        view = by_id(space, call.text("view_id")) or _by_external_id(space, call.text("external_id"))
        if view is None:
            raise ApiError("not_found")
        if call.text("hash") and call.text("hash") != view.hash:
            raise ApiError("hash_conflict")
        redraw(space, view, checked(space, call.json("view"), view.type, own=view))
    return {"view": shapes.view(view)}


def publish(call: Call) -> Json:
    """Answer views.publish, refused when `hash` is not the last one."""
    space, user = call.workspace, call.needed("user_id")
    if user not in space.users:
        raise ApiError("user_not_found")
    if space.users[user].is_bot:
        raise ApiError("not_enabled")
    payload = checked(space, call.json("view"), "home")
    with space.lock:
        known = space.homes.get(user)
        if known is not None and call.text("hash") and call.text("hash") != known.hash:
            raise ApiError("hash_conflict")
        if known is None:
            number = space.next_id("V")
            known = space.homes[user] = View(number, user, "home", payload, new_hash(space), number)
        redraw(space, known, payload)
    return {"view": shapes.view(known)}


def checked(space: Workspace, view: object, kind: Literal["modal", "home"], own: View | None = None) -> Json:
    """Give a view that Slack would take, ids filled in; raises ApiError with Slack's word for what is wrong.

    What the page cannot draw of it is told to the inspector.
    """
    found = limits.view_complaints(view, kind)
    if found or not isinstance(view, dict):
        raise ApiError("invalid_arguments", *found)
    if len(json.dumps(view)) > VIEW_MOST:
        raise ApiError("view_too_large")
    taken = _by_external_id(space, str(view.get("external_id") or ""))
    if taken is not None and taken is not own:
        raise ApiError("duplicate_external_ids")
    blocks = with_ids(view["blocks"])
    report(space, kind, blocks)
    return {**view, "blocks": blocks}


def stacked(space: Workspace, user: str, payload: Json, *, root: bool = False) -> View:
    """Put a modal on a person's stack, or in its place when `root`; raises ApiError push_limit_reached."""
    stack = [] if root else space.stacks.get(user, [])
    if len(stack) >= STACK_MOST:
        raise ApiError("push_limit_reached")
    number = space.next_id("V")
    root_id = stack[0].id if stack else number
    view = View(number, user, "modal", payload, new_hash(space), root_id, stack[-1].id if stack else None)
    space.stacks[user] = [*stack, view]
    space.tell("views", user=user)
    return view


def redraw(space: Workspace, view: View, payload: Json) -> None:
    """Set what a view shows, under a new hash."""
    view.payload, view.hash = payload, new_hash(space)
    space.tell("home" if view.type == "home" else "views", user=view.user)


def by_id(space: Workspace, view_id: str) -> View | None:
    """Give an open modal or a published Home by its id."""
    return next((view for view in _standing(space) if view.id == view_id), None)


def new_hash(space: Workspace) -> str:
    """Give a hash never given before."""
    return f"{int(space.now())}.{secrets.token_hex(4)}"


def _by_external_id(space: Workspace, external_id: str) -> View | None:
    same = (view for view in _standing(space) if external_id and view.payload.get("external_id") == external_id)
    return next(same, None)


def _standing(space: Workspace) -> list[View]:
    with space.lock:
        return [*space.homes.values(), *(view for stack in space.stacks.values() for view in stack)]
