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
from domain.calls import Call, Channel, Result, log_call
from domain.debts import overdue
from domain.digest import digest_key
from domain.imports import import_ledger
from domain.money import Money
from domain.notes import keep_note
from domain.owners import assign_debtor
from domain.promises import record_promise
from domain.replies import Reply, keep_reply
from domain.snoozes import snooze_debtor
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
        self._doors[deed.verb](deed)

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
    @cached_property
    def _doors(self) -> Mapping[str, Callable[[Deed], object]]:
        return {
            "assign": self._assign,
            "call": self._call,
            "note": self._note,
            "pay": self._pay,
            "promise": self._promise,
            "reply": self._reply,
            "snooze": self._snooze,
        }

    def _act(self, by: str) -> Act:
        return Act(by, self.program.clock.now(), self.program.clock.today())

    def _pay(self, deed: Deed) -> None:
        self.bring(payment(deed), f"reglements_{deed.day}_{deed.code.lower()}.csv")

    def _assign(self, deed: Deed) -> None:
        debtor_id, owner = self._debtor(deed.code), deed.facts["to"]
        assign_debtor(self.program.open_book, self._act(deed.by), debtor_id=debtor_id, owner=owner)

    def _call(self, deed: Deed) -> None:
        facts, debtor_id = deed.facts, self._debtor(deed.code)
        with self.program.open_reader() as reader:
            known = reader.contacts(debtor_id)
        contact = next((one for one in known if one.name not in {one.phone, one.email}), None)
        call = Call(
            debtor_id,
            Channel(facts.get("channel", Channel.PHONE)),
            Result(facts["result"]),
            contact.id if contact else None,
            contact.name if contact else "",
            facts.get("note", ""),
            self.days.named(facts["next"]) if "next" in facts else None,
        )
        log_call(self.program.open_book, self._act(deed.by), call)

    def _promise(self, deed: Deed) -> None:
        debtor_id, today = self._debtor(deed.code), self.program.clock.today()
        with self.program.open_reader() as reader:
            lines = overdue(reader.debt(debtor_id).lines, today)
        left = sum(line.left for line in lines)
        said = deed.facts.get("amount")
        record_promise(
            self.program.open_book,
            self._act(deed.by),
            debtor_id=debtor_id,
            lines=[line.id for line in lines],
            amount=Money(int(said.replace(".", "")) if said else left, lines[0].currency),
            on=self.days.named(deed.facts["on"]),
            note=deed.facts.get("note", ""),
        )

    def _snooze(self, deed: Deed) -> None:
        debtor_id, until = self._debtor(deed.code), self.days.named(deed.facts["until"])
        reason = deed.facts["reason"]
        snooze_debtor(self.program.open_book, self._act(deed.by), debtor_id=debtor_id, until=until, reason=reason)

    def _note(self, deed: Deed) -> None:
        debtor_id, text = self._debtor(deed.code), deed.facts["text"]
        keep_note(self.program.open_book, self._act(deed.by), debtor_id=debtor_id, text=text)

    def _reply(self, deed: Deed) -> None:
        """Write in the debtor's thread; what the bot would keep of it is kept here, whether it is there or not yet."""
        channel, thread = self.program.channel, self.thread(self._debtor(deed.code))
        if thread is None:
            return
        said = self.workspace.post(channel, deed.by, deed.facts["text"], thread_ts=thread)
        keep_reply(self.program.open_book, self._act(deed.by), Reply(channel, thread, said.ts, said.text))

    def _debtor(self, code: str) -> int:
        with self.program.open_reader() as reader:
            return reader.exact(code)[0].debtor_id

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
