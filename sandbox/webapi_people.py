"""The methods about people, groups and the app itself."""

from sandbox import shapes
from sandbox.errors import ApiError
from sandbox.records import APP, BOT, BOT_NAME, BOT_USER, TEAM, TEAM_DOMAIN, Json
from sandbox.webapi_call import Call


def auth_test(call: Call) -> Json:
    """Answer auth.test."""
    return {
        "url": f"{call.workspace.base_url}/",
        "team": TEAM_DOMAIN,
        "user": BOT_NAME,
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Json:
    """Answer api.test: the arguments again, or the error asked for."""
    if call.text("error"):
        raise ApiError(call.text("error"))
    return {"args": {key: value for key, value in call.args.items() if key != "token"}}


def connections_open(call: Call) -> Json:
    """Answer apps.connections.open with the address of a WebSocket, good for one connection."""
    base = call.workspace.base_url.replace("http://", "ws://", 1)
    return {"url": f"{base}/link/?ticket={call.delivery.sockets.ticket()}&app_id={APP}"}


def user_info(call: Call) -> Json:
    """Answer users.info."""
    person = call.workspace.users.get(call.needed("user"))
    if person is None:
        raise ApiError("user_not_found")
    return {"user": shapes.user(person)}


def user_list(call: Call) -> Json:
    """Answer users.list."""
    with call.workspace.lock:
        people = [shapes.user(one) for one in call.workspace.users.values()]
    members, following = call.page(people)
    return {"members": members, "cache_ts": int(call.workspace.now()), "response_metadata": following}


def group_list(call: Call) -> Json:
    """Answer usergroups.list."""
    with_users = call.flag("include_users")
    with call.workspace.lock:
        groups = list(call.workspace.groups.values())
    return {
        "usergroups": [
            {
                "id": one.id,
                "team_id": TEAM,
                "is_usergroup": True,
                "name": one.handle,
                "handle": one.handle,
                "user_count": len(one.users),
                **({"users": list(one.users)} if with_users else {}),
            }
            for one in groups
        ]
    }


def group_users(call: Call) -> Json:
    """Answer usergroups.users.list."""
    group = call.workspace.groups.get(call.needed("usergroup"))
    if group is None:
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}


def bot_info(call: Call) -> Json:
    """Answer bots.info."""
    if call.text("bot") not in {"", BOT}:
        raise ApiError("bot_not_found")
    return {"bot": shapes.bot_profile()}
