"""Wiring: what speaks to Slack, put together from the program, once, explicitly."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime

from bot.announcer import Announcer
from bot.delivery import Delivery
from bot.pacing import Pacing
from bot.papers import Papers
from bot.pictures import Pictures
from bot.program import Program, make_program
from bot.slack_post import SlackPost, make_client
from domain.people import People
from handlers.office import Office
from messages.warm import warm
from messages.words import plain

__all__ = ["Program", "make_announcer", "make_office", "make_program"]

log = logging.getLogger(__name__)


def make_office(program: Program, people: People, nudge: Callable[[], None]) -> Office:
    """Give listeners what they work with, words and calendar warmed up: the first person must not wait for them."""
    warm(program.policy, program.clock.today())
    return Office(
        open_book=program.open_book,
        open_reader=program.open_reader,
        policy=program.policy,
        people=people,
        now=program.clock.now,
        today=program.clock.today,
        nudge=nudge,
        channel=program.channel,
        approvals=program.settings.approvals_in or program.channel,
    )


def make_announcer(program: Program, today: Callable[[], date] | None = None) -> Announcer:
    """Make the announcer of a worker. Leases and rates are counted on the machine's own clock."""
    slack = SlackPost(make_client(program.settings.slack_bot_token or "", program.settings.slack_api_url))
    day = today or program.clock.today
    pictures = Pictures(program.open_reader, day)
    papers = Papers(program.open_book, program.open_reader, program.policy)

    def delivery(wait: Callable[[float], bool]) -> Delivery:
        return Delivery(program.outbox, slack, pictures, Pacing(program.outbox, _now, wait), _now, papers)

    return Announcer(
        program.outbox,
        delivery,
        channel=program.channel,
        now=_now,
        today=day,
        zone=program.settings.zone,
        warn=_warner(slack, program.settings.admins),
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _warner(slack: SlackPost, admins: tuple[str, ...]) -> Callable[[str], None]:
    """Tell the administrators that Slack refuses what only they can mend; groups cannot be written to."""

    def warn(code: str) -> None:
        for user in (one for one in admins if one.startswith(("U", "W"))):
            try:
                slack.tell(user, plain("admin.refused", code=code))
            except Exception:  # noqa: BLE001 - a warning that cannot be given must not stop the rest
                log.warning("an administrator could not be warned")

    return warn
