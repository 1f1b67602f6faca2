"""What nobody caught becomes a sentence for the person and a reference in the log, with nothing of the request."""

import logging
import secrets
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse

from domain.people import CannotTell
from domain.refusals import Refusal
from handlers.doors import Door, door_of, refuse
from messages.refs import BadRef
from messages.refusals import sentence
from messages.words import say

log = logging.getLogger(__name__)


def failed(error: Exception, ack: Ack, body: dict[str, Any], context: BoltContext) -> BoltResponse:
    """Answer the person; an event is answered 500, so that Slack sends it again, unless that would change nothing."""
    door, show = door_of(body), context.get("show")
    said = _said(error, door)
    if door is Door.EVENT:
        final = isinstance(error, Refusal | BadRef) and not isinstance(error, CannotTell)
        return BoltResponse(status=200 if final else 500, body="")
    if show is None or door is Door.NONE:
        return BoltResponse(status=500, body="")
    return refuse(body, ack, show, said)


def _said(error: Exception, door: Door) -> str:
    if isinstance(error, BadRef):
        return say("answers.stale_form" if door is Door.FORM else "answers.stale")
    if isinstance(error, Refusal):
        return sentence(error)
    reference = secrets.token_hex(3).upper()
    log.error("a listener failed, reference %s", reference, exc_info=error)
    return say("answers.error", reference=reference)
