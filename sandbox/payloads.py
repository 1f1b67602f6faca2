"""What Slack writes in commands and interactions, field by field."""

from sandbox import shapes
from sandbox.events import channel_type, snapshot
from sandbox.records import APP, BOT, BOT_NAME, TEAM, TEAM_DOMAIN, Channel, Json, Message, View
from sandbox.triggers import Permissions
from sandbox.workspace import Workspace

VERIFICATION = "local-verification-token"


class Payloads:
    """Writes the payloads of one workspace, with a new trigger each."""

    def __init__(self, workspace: Workspace, permissions: Permissions) -> None:
        self.workspace = workspace
        self.permissions = permissions

    def command(self, user: str, channel: str, command: str, text: str) -> Json:
        """Write a slash command, a flat form."""
        place = self.workspace.channels[channel]
        return {
            "token": VERIFICATION,
            "team_id": TEAM,
            "team_domain": TEAM_DOMAIN,
            "channel_id": channel,
            "channel_name": _name(place),
            "user_id": user,
            "user_name": self.workspace.users[user].name,
            "command": command,
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": self.permissions.address(user, channel),
            "trigger_id": self.permissions.trigger(user),
        }

    def message_actions(self, user: str, message: Message, actions: list[Json], values: Json) -> Json:
        """Write a press in a message; an ephemeral one is not sent along."""
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.ephemeral_to is not None,
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        told = self._base("block_actions", user) | {
            "container": container,
            "channel": self._channel(message.channel),
            "state": {"values": values},
            "response_url": self.permissions.address(user, message.channel, message),
            "actions": actions,
        }
        if message.ephemeral_to is None:
            told["message"] = snapshot(self.workspace, message)
        return told

    def view_actions(self, view: View, actions: list[Json], values: Json) -> Json:
        """Write a press in a modal or a Home."""
        return self._base("block_actions", view.user) | {
            "container": {"type": "view", "view_id": view.id},
            "view": shapes.view(view, values),
            "actions": actions,
        }

    def suggestion(self, user: str, where: Message | View, ids: tuple[str, str], typed: str, values: Json) -> Json:
        """Write what a person typed in a select whose options the bot gives."""
        told = self._base("block_suggestion", user) | {"block_id": ids[0], "action_id": ids[1], "value": typed}
        del told["trigger_id"]
        if isinstance(where, View):
            container: Json = {"type": "view", "view_id": where.id}
            return told | {"container": container, "view": shapes.view(where, values)}
        container = {"type": "message", "message_ts": where.ts, "channel_id": where.channel}
        container["is_ephemeral"] = where.ephemeral_to is not None
        whole = {} if where.ephemeral_to else {"message": snapshot(self.workspace, where)}
        return told | {"container": container, "channel": self._channel(where.channel), **whole}

    def submission(self, view: View, values: Json) -> Json:
        """Write a submitted modal."""
        return self._base("view_submission", view.user) | {"view": shapes.view(view, values), "response_urls": []}

    def closed(self, view: View, *, cleared: bool) -> Json:
        """Write a modal that was closed without being submitted."""
        told = self._base("view_closed", view.user) | {"view": shapes.view(view), "is_cleared": cleared}
        del told["trigger_id"]
        return told

    def shortcut(self, user: str, callback_id: str) -> Json:
        """Write a global shortcut."""
        told = self._base("shortcut", user) | {"callback_id": callback_id}
        return told | {"action_ts": self.workspace.next_ts()}

    def message_shortcut(self, user: str, callback_id: str, message: Message) -> Json:
        """Write a shortcut taken in the menu of a message."""
        return self._base("message_action", user) | {
            "callback_id": callback_id,
            "action_ts": self.workspace.next_ts(),
            "message_ts": message.ts,
            "message": snapshot(self.workspace, message),
            "channel": self._channel(message.channel),
            "response_url": self.permissions.address(user, message.channel, message if message.bot_id == BOT else None),
        }

    def _base(self, kind: str, user: str) -> Json:
        person = self.workspace.users[user]
        return {
            "type": kind,
            "user": {"id": user, "username": person.name, "name": person.name, "team_id": TEAM},
            "api_app_id": APP,
            "token": VERIFICATION,
            "trigger_id": self.permissions.trigger(user),
            "team": {"id": TEAM, "domain": TEAM_DOMAIN},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _channel(self, channel: str) -> Json:
        return {"id": channel, "name": _name(self.workspace.channels[channel])}


def _name(channel: Channel) -> str:
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel_type(channel) == "group" else channel.name


def failure(error: str) -> str:
    """Say in French what Slack's client shows when an app does not do its part."""
    if error == "operation_timeout":
        return f"{BOT_NAME} n’a pas répondu à temps (operation_timeout)"
    if error == "dispatch_failed":
        return f"{BOT_NAME} n’a pas pu être joint ou a échoué (dispatch_failed)"
    return f"{BOT_NAME} a donné une réponse que Slack ne comprend pas ({error})"
