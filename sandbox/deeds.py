"""The product's own doors, as the story uses them: one small function for each thing that people do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from threading import Event

from bot.announcer import Announcer
from bot.delivery import Delivery
from bot.pacing import Pacing, Rate, Rates
from bot.papers import Papers
from bot.pictures import Pictures
from bot.slack_post import SlackPost, make_client
from bot.wiring import Program
from connectors.files import read_ledger
from domain.acts import PROGRAM, Act
from domain.digest import digest_key
from domain.imports import import_ledger
from domain.replies import Reply, keep_reply
from sandbox.doing import Doing
from sandbox.doors_money import MONEY
from sandbox.doors_people import PEOPLE
from sandbox.doors_talk import TALK
from sandbox.portfolio import Days, Deed, payment
from sandbox.workspace import Workspace
from storage.outbox import debtor_key

PATIENCE_S = 10.0
BREATH_S = 0.05
AT_ONCE = Rates(*[Rate(timedelta(), 1)] * 3)


@dataclass(frozen=True)
class Deeds:
    """Does what people do by the product's doors, at the instant the clock of `program` shows, and has it told."""

    program: Program
    workspace: Workspace
    days: Days

    def do(self, deed: Deed) -> None:
        """Do it; raise what its use case refuses."""
        self._doors[deed.verb](Doing(self.program, self.days, deed))

    def bring(self, data: bytes, name: str) -> None:
        """Import a file as the schedule would."""
        file = read_ledger(data, today=self.program.clock.today())
        import_ledger(self.program.open_book, self._act(PROGRAM), file, name)

    def announce(self) -> None:
        """Tell Slack all that waits."""
        self._announcer.sweep()

    def announce_all(self, *, digest: bool = False) -> None:
        """Tell Slack all that waits, what another announcer holds now included, for `PATIENCE_S` at most.

        `digest` says that the day's digest is to stand there as well.
        """
        breath, left = Event(), PATIENCE_S
        self.announce()
        while left > 0 and not self._all_told(digest=digest):
            breath.wait(BREATH_S)
            left -= BREATH_S
            self.announce()

    def thread(self, debtor_id: int) -> str | None:
        """Give where a debtor's thread stands, if there is one."""
        wanted = {"key": debtor_key(debtor_id)}
        posted = self.workspace.history(self.program.channel)
        return next((one.ts for one in posted if (one.metadata or {}).get("event_payload") == wanted), None)

    # -- the doors ---------------------------------------------------------------------------------------------------
    def _act(self, by: str) -> Act:
        return Act(by, self.program.clock.now(), self.program.clock.today())

    def _pay(self, one: Doing) -> None:
        deed = one.deed
        self.bring(payment(deed), f"reglements_{deed.day}_{deed.code.lower()}.csv")

    def _reply(self, one: Doing) -> None:
        """Write in the debtor's thread; what the bot would keep of it is kept here, whether it is there or not yet."""
        channel, thread = self.program.channel, self.thread(one.debtor_id)
        if thread is None:
            return
        said = self.workspace.post(channel, one.deed.by, one.facts["text"], thread_ts=thread)
        keep_reply(self.program.open_book, one.act, Reply(channel, thread, said.ts, said.text))

    @cached_property
    def _doors(self) -> Mapping[str, Callable[[Doing], object]]:
        return {**TALK, **MONEY, **PEOPLE, "pay": self._pay, "reply": self._reply}

    # -- the announcer -----------------------------------------------------------------------------------------------
    def _all_told(self, *, digest: bool) -> bool:
        waiting, _ = self.program.outbox.state()
        key = digest_key(self.program.clock.today())
        return not waiting and (not digest or self.program.outbox.standing(key).drawn)

    @cached_property
    def _announcer(self) -> Announcer:
        """Make the announcer of the story: the program's own, which neither waits for turns nor reserves any.

        Leases are counted on the machine's clock, as those of the announcer that may run beside it.
        """
        settings, outbox = self.program.settings, self.program.outbox
        slack = SlackPost(make_client(settings.slack_bot_token or "", settings.slack_api_url))
        pictures, today = Pictures(self.program.open_reader, self.program.clock.today), self.program.clock.today
        papers = Papers(self.program.open_book, self.program.open_reader, self.program.policy)
        pacing = Pacing(outbox, _now, lambda _seconds: False, AT_ONCE)
        return Announcer(
            outbox,
            lambda _wait: Delivery(outbox, slack, pictures, pacing, _now, papers),
            channel=self.program.channel,
            now=_now,
            today=today,
            warn=lambda _code: None,
        )


def _now() -> datetime:
    return datetime.now(UTC)
