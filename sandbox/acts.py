"""What people do with the bot: slash commands, buttons, menus, modals and shortcuts, as Slack's client does them."""

from collections.abc import Mapping

from sandbox import blocks as kit
from sandbox import complaints, limits, shapes, state
from sandbox.delivery import Ack, Delivery
from sandbox.errors import ApiError, refuse_answer
from sandbox.payloads import Payloads, failure
from sandbox.records import Json, Message, View
from sandbox.responses import say
from sandbox.state import Values
from sandbox.submission import answered
from sandbox.talk import BOT_COMMAND, Outcome, Talk, escaped, refused
from sandbox.webapi_views import by_id
from sandbox.workspace import Workspace

__all__ = ["Acts", "Outcome"]

Where = Message | View | str | tuple[str, str]
QUERY_LEAST = 3


class Acts(Talk):
    """Every act of a person at the workspace; each gives an Outcome and never raises for what a bot did wrong."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        super().__init__(workspace, delivery)
        self.payloads = Payloads(workspace, delivery.permissions)
        self.should_escape = True
        self._offered: dict[tuple[str, str], list[Json]] = {}

    def command(self, user: str, channel: str, text: str) -> Outcome:
        """Type a slash command; `text` is the whole line, or what follows `/impayes`."""
        line = text if text.startswith("/") else f"{BOT_COMMAND} {text}"
        command, _, rest = line.strip().partition(" ")
        if (error := self._barred(user, channel)) is not None:
            return refused(error)
        if command != BOT_COMMAND:
            return refused(f"{command} n’est pas une commande valide.")
        typed = escaped(self.workspace, rest.strip(), named=True) if self.should_escape else rest.strip()
        before = self._top(user)
        ack = self.delivery.ask("slash_commands", self.payloads.command(user, channel, command, typed))
        return self._told(user, before, self._say(user, channel, ack))

    def press(
        self,
        user: str,
        where: Where,
        block_id: str,
        action_id: str,
        *,
        values: Values | None = None,
        **choice: object,
    ) -> Outcome:
        """Press a button, or choose in a menu by one `choice`, such as value= or selected_option=.

        `values` is what else stands in the form, by block_id and action_id.
        """
        place, found = self._find(user, where, block_id, action_id)
        if place is None or found is None:
            return refused("Cet élément n’est plus là.")
        element = found[1]
        try:
            action = self._action(element, choice) | {"block_id": block_id, "action_id": action_id}
            typed = self._state(place, {**(values or {}), **_chosen(action, element, values or {})})
        except ValueError as error:
            return refused(str(error))
        before = self._top(user)
        ack = self.delivery.ask("interactive", self._pressed(user, place, action, typed))
        return self._told(user, before, ack)

    def suggest(
        self, user: str, where: Where, block_id: str, action_id: str, typed: str, values: Values | None = None
    ) -> list[Json]:
        """Type in a select whose options the bot gives, and get them, groups flattened; a failure is a toast."""
        offer = self.offer(user, where, block_id, action_id, typed, values)
        if offer.error is not None:
            self.workspace.toast(user, offer.error)
        return offer.options

    def offer(
        self, user: str, where: Where, block_id: str, action_id: str, typed: str, values: Values | None = None
    ) -> Outcome:
        """Type in a select whose options the bot gives; the outcome holds them, groups flattened."""
        place, found = self._find(user, where, block_id, action_id)
        if place is None or found is None or len(typed) < found[1].get("min_query_length", QUERY_LEAST):
            return Outcome(ok=True)
        payload = self.payloads.suggestion(user, place, (block_id, action_id), typed, self._state(place, values or {}))
        ack = self.delivery.ask("interactive", payload)
        wrong = limits.suggestion_complaints(ack.body) if ack.error is None else []
        error = refuse_answer(self.workspace, ack.body, ApiError("invalid_options", *wrong)) if wrong else ack.error
        if error:
            return refused(failure(error))
        options = kit.options(ack.body)
        self._offered.setdefault((user, action_id), []).extend(options)
        return Outcome(ok=True, options=options)

    def check(self, user: str, view_id: str, values: Values) -> Outcome:
        """Look at a modal as it is being filled in; the outcome holds what the client complains of."""
        view = by_id(self.workspace, view_id)
        if view is None or view.user != user:
            return Outcome(ok=True)
        try:
            return Outcome(ok=True, errors=complaints.complaints(_blocks(view), self._state(view, values)))
        except ValueError as error:
            return refused(str(error))

    def submit(self, user: str, view_id: str, values: Values | None = None) -> Outcome:
        """Submit a modal with values by block_id and action_id; what is not given stands at its first value."""
        view = by_id(self.workspace, view_id)
        if view is None or view.user != user or not view.payload.get("submit"):
            return refused("Cette fenêtre n’est plus ouverte.")
        try:
            typed = self._state(view, values or {})
        except ValueError as error:
            return refused(str(error))
        if wrong := complaints.complaints(view.payload["blocks"], typed):
            return Outcome(ok=False, errors=wrong)
        before = self._top(user)
        ack = self.delivery.ask("interactive", self.payloads.submission(view, typed))
        outcome = answered(self.workspace, view, ack)
        return self._opened(user, before, outcome)

    def close(self, user: str, view_id: str, *, everything: bool = False) -> Outcome:
        """Close a modal, or the whole stack as the cross does; the bot hears of it when it asked to."""
        with self.workspace.lock:
            stack = self.workspace.stacks.get(user, [])
            at = next((at for at, view in enumerate(stack) if view.id == view_id), None)
            if at is None:
                return refused("Cette fenêtre n’est plus ouverte.")
            clear = everything or bool(stack[at].payload.get("clear_on_close"))
            gone, self.workspace.stacks[user] = (stack, []) if clear else (stack[at:], stack[:at])
        self.workspace.tell("views", user=user)
        for view in gone:
            if view.payload.get("notify_on_close"):
                self.delivery.ask("interactive", self.payloads.closed(view, cleared=clear))
        return Outcome(ok=True, closed=True)

    def shortcut(self, user: str, callback_id: str) -> Outcome:
        """Take a global shortcut."""
        before = self._top(user)
        ack = self.delivery.ask("interactive", self.payloads.shortcut(user, callback_id))
        return self._told(user, before, ack)

    def message_shortcut(self, user: str, callback_id: str, channel: str, ts: str) -> Outcome:
        """Take a shortcut in the menu of a message."""
        message = self.workspace.find(channel, ts)
        if message is None or message.ephemeral_to or (error := self._barred(user, channel)) is not None:
            return refused("Ce message n’est plus là." if message is None else error or "Ce message est éphémère.")
        before = self._top(user)
        ack = self.delivery.ask("interactive", self.payloads.message_shortcut(user, callback_id, message))
        return self._told(user, before, ack)

    # -- where things are --------------------------------------------------------------------------------------------
    def place(self, user: str, where: Where) -> Message | View | None:
        """Give the message or the view as it stands now, when this person sees it."""
        if isinstance(where, View | str):
            view = by_id(self.workspace, where if isinstance(where, str) else where.id)
            return view if view is not None and view.user == user else None
        channel, ts = (where.channel, where.ts) if isinstance(where, Message) else where
        message = self.workspace.find(channel, ts)
        if message is None or self._barred(user, channel) or message.ephemeral_to not in {None, user}:
            return None
        return message

    def _find(
        self, user: str, where: Where, block_id: str, action_id: str
    ) -> tuple[Message | View | None, tuple[Json, Json] | None]:
        place = self.place(user, where)
        return place, kit.find(_blocks(place), block_id, action_id) if place else None

    def _state(self, place: Message | View, values: Values) -> Json:
        known = {action_id: options for (_, action_id), options in self._offered.items()}
        return state.state(_blocks(place), values, known | self._given_files(place))

    def _given_files(self, place: Message | View) -> dict[str, list[Json]]:
        asked = [str(one["action_id"]) for _, one in kit.interactive(_blocks(place)) if one["type"] == "file_input"]
        files = [shapes.file(one, self.workspace.base_url) for one in self.workspace.files.values() if asked]
        return dict.fromkeys(asked, files)

    def _action(self, element: Json, choice: Mapping[str, object]) -> Json:
        told = {"type": element["type"], "action_ts": self.workspace.next_ts()}
        if element["type"] == "button":
            return told | {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        known = [
            one
            for (_, action_id), options in self._offered.items()
            if action_id == element["action_id"]
            for one in options
        ]
        given = next(iter(choice.values()), None)
        placeholder = {"placeholder": element["placeholder"]} if "placeholder" in element else {}
        return told | state.entry(element, given, known) | placeholder

    def _pressed(self, user: str, place: Message | View, action: Json, typed: Json) -> Json:
        if isinstance(place, View):
            return self.payloads.view_actions(place, [action], typed)
        return self.payloads.message_actions(user, place, [action], typed)

    # -- what comes of it --------------------------------------------------------------------------------------------
    def _say(self, user: str, channel: str, ack: Ack) -> Ack:
        if ack.error is not None or not (ack.body.get("text") or ack.body.get("blocks")):
            return ack
        try:
            say(self.delivery, ack.body, user=user, channel=channel)
        except ApiError as refusal:
            return Ack(error=refuse_answer(self.workspace, ack.body, refusal))
        return ack

    def _told(self, user: str, before: View | None, ack: Ack) -> Outcome:
        if ack.error is not None:
            self.workspace.toast(user, failure(ack.error))
            return refused(failure(ack.error))
        return self._opened(user, before, Outcome(ok=True, text=ack.body.get("text")))

    def _opened(self, user: str, before: View | None, outcome: Outcome) -> Outcome:
        top = self._top(user)
        if top is not None and top is not before and (before is None or top.id > before.id):
            outcome.opened = top.id
        return outcome

    def _top(self, user: str) -> View | None:
        stack = self.workspace.stacks.get(user)
        return stack[-1] if stack else None


def _blocks(place: Message | View) -> list[Json]:
    return list(place.payload["blocks"]) if isinstance(place, View) else place.blocks


def _chosen(action: Json, element: Json, values: Values) -> dict[str, dict[str, object]]:
    if element["type"] in state.STATELESS:
        return {}
    block_id = str(action["block_id"])
    return {block_id: {**values.get(block_id, {}), str(action["action_id"]): action[state.key_of(element)]}}
