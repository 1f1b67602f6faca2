"""A worker overtaken by another one while it waits for its turn."""

from datetime import timedelta

from bot.delivery import Delivery
from bot.pacing import Pacing
from bot.pictures import Pictures
from bot.slack_post import SlackPost, make_client
from sandbox.workspace import BOT_TOKEN
from storage.outbox import LeaseLost, Outbox, debtor_key
from tests.bot.announcing import AT_ONCE, CHANNEL, TODAY, Newsroom
from tests.storage.books import now


def overtaken(room: Newsroom) -> None:
    """Have a worker wait for its turn until its lease is over and the others have told all."""
    slow = Outbox(room.company.engine, "slow", timedelta())
    room.note("un")
    key, debtor_id = debtor_key(room.company.debtor()), room.company.debtor()
    place = slow.take(key, now(), channel=CHANNEL, debtor_id=debtor_id)
    assert place is not None
    rows = slow.waiting(debtor_id)

    def wait(_seconds: float) -> bool:
        room.sweep()
        return False

    slack = SlackPost(make_client(BOT_TOKEN, room.server.api_url))
    pictures = Pictures(room.company.open_reader, lambda: TODAY)
    late = Delivery(slow, slack, pictures, Pacing(slow, now, wait, AT_ONCE), now)
    try:
        late.deliver(place, rows, room.digest_key())
    except LeaseLost:
        return
    raise AssertionError("it went on")
