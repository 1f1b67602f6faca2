"""The role gate, the same on every door: whoever has no role reads nothing and does nothing (INTERFACE §5)."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse

from domain.people import CannotTell, NotAllowed, may_work
from handlers.doors import Door, door_of, refuse
from handlers.office import Office
from handlers.replies import in_a_thread, is_direct
from handlers.sales import is_asked
from handlers.show import Show
from messages.home import home_refused
from messages.refusals import sentence

_HOME = "app_home_opened"


def gate(ack: Ack, body: dict[str, Any], context: BoltContext, next_: Callable[[], None]) -> BoltResponse | None:
    """Let in who has a role, or answers what they were asked; tell the others no, whatever it is that they asked."""
    office, show, door = context["office"], context["show"], door_of(body)
    if door is Door.NONE or (door is Door.EVENT and not _concerns_us(body, office, context.bot_id)):
        return ack()
    try:
        roles = office.people.roles(show.user)
        let_in = may_work(roles) or is_asked(body, office, show.user)
    except CannotTell as refusal:
        return BoltResponse(status=503, body="") if door is Door.EVENT else refuse(body, ack, show, sentence(refusal))
    if not let_in:
        return _out(body, ack, show)
    context["roles"] = roles
    next_()
    return None


def _out(body: Mapping[str, Any], ack: Ack, show: Show) -> BoltResponse:
    if _event(body).get("type") == _HOME and show.user:
        show.publish(home_refused())
    return refuse(body, ack, show, sentence(NotAllowed()))


def _concerns_us(body: Mapping[str, Any], office: Office, bot_id: str | None) -> bool:
    """Tell whether an event is worth asking who made it: every message of every channel comes by here."""
    event = _event(body)
    return event.get("type") != "message" or is_direct(event) or in_a_thread(event, office.channel, bot_id)


def _event(body: Mapping[str, Any]) -> Mapping[str, Any]:
    event = body.get("event")
    return event if isinstance(event, Mapping) else {}
