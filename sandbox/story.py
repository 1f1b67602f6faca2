"""Tells the demo's past through the product's own doors: imports, use cases, ticks and the announcer, day by day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.announcer import Announcer
from bot.delivery import Delivery
from bot.jobs import post_digest, tick
from bot.pacing import Pacing
from bot.pictures import Pictures
from bot.slack_post import SlackPost, make_client
from bot.wiring import Program
from connectors.files import read_ledger
from domain.acts import PROGRAM, Act
from domain.calls import Call, Channel, Result, log_call
from domain.debts import overdue
from domain.imports import import_ledger
from domain.money import Money
from domain.notes import keep_note
from domain.owners import assign_debtor
from domain.promises import record_promise
from domain.replies import Reply, keep_reply
from domain.snoozes import snooze_debtor
from sandbox.portfolio import Days, PastAct, history, ledger, payment
from sandbox.workspace import Workspace
from storage.outbox import debtor_key

BEGINS = -40
"""Working days from today to the first import."""
MONDAY = 0
IMPORT_AT, TICK_AT, DIGEST_AT = time(8, 5), time(8, 30), time(9)


class StoryClock:
    """A clock that stands where the story is, then runs with the machine's; program and workspace share it."""

    def __init__(self, zone: ZoneInfo, present: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._zone = zone
        self._present = present
        self._at: datetime | None = None

    def now(self) -> datetime:
        """Return the instant of the story, or the present one once it is over."""
        return (self._at or self._present()).astimezone(self._zone)

    def today(self) -> date:
        """Return the day of that instant."""
        return self.now().date()

    def seconds(self) -> float:
        """Return that instant as seconds since 1970."""
        return self.now().timestamp()

    def stand(self, day: date, at: time) -> None:
        """Stand at an hour of a past day."""
        self._at = datetime.combine(day, at, self._zone)

    def run(self) -> None:
        """Run with the machine's clock."""
        self._at = None


@dataclass(frozen=True)
class Story:
    """Plays the past into an empty database, and has the announcer tell it to the workspace at the dates it bears."""

    program: Program
    clock: StoryClock
    workspace: Workspace

    def play(self) -> None:
        """Play all days until today's digest, then let the clock run."""
        days = Days(self.clock.today(), self.program.policy.reminders.calendar)
        acts, every_day = history(days), list(days.between(BEGINS))
        for day in every_day:
            self._morning(day, days, first=day == every_day[0], last=day == every_day[-1])
            for act in (one for one in acts if one.day == day):
                self.clock.stand(day, act.at)
                self._doors[act.verb](act, days)
                self._announcer.sweep()
        self._everybody_has_read()
        self.clock.run()
        self._digest()

    def _morning(self, day: date, days: Days, *, first: bool, last: bool) -> None:
        """Import on Mondays, judge promises every day, and publish the digest of the eve alone."""
        if first or last or day.weekday() == MONDAY:
            self.clock.stand(day, IMPORT_AT)
            self._import(ledger(days, day), f"balance_clients_{day}.csv")
        self.clock.stand(day, TICK_AT)
        tick(self.program, day, self.clock.now())
        self._announcer.sweep()
        if last:
            self.clock.stand(day, DIGEST_AT)
            self._digest()

    def _digest(self) -> None:
        now, today = self.clock.now(), self.clock.today()
        tick(self.program, today, now)
        post_digest(self.program, today, now)
        self._announcer.sweep()

    def _everybody_has_read(self) -> None:
        for user in self.workspace.users:
            self.workspace.mark_read(user, self.program.channel)

    # -- the doors ---------------------------------------------------------------------------------------------------
    @cached_property
    def _doors(self) -> Mapping[str, Callable[[PastAct, Days], object]]:
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
        return Act(by, self.clock.now(), self.clock.today())

    def _import(self, data: bytes, name: str) -> None:
        file = read_ledger(data, today=self.clock.today())
        import_ledger(self.program.open_book, self._act(PROGRAM), file, name)

    def _pay(self, past: PastAct, _days: Days) -> None:
        self._import(payment(past), f"reglements_{past.day}_{past.code.lower()}.csv")

    def _assign(self, past: PastAct, _days: Days) -> None:
        assign_debtor(
            self.program.open_book, self._act(past.by), debtor_id=self._debtor(past.code), owner=past.facts["to"]
        )

    def _call(self, past: PastAct, days: Days) -> None:
        facts, debtor_id = past.facts, self._debtor(past.code)
        with self.program.open_reader() as reader:
            contact = next(iter(reader.contacts(debtor_id)), None)
        call = Call(
            debtor_id,
            Channel(facts.get("channel", Channel.PHONE)),
            Result(facts["result"]),
            contact.id if contact else None,
            contact.name if contact else "",
            facts.get("note", ""),
            days.named(facts["next"]) if "next" in facts else None,
        )
        log_call(self.program.open_book, self._act(past.by), call)

    def _promise(self, past: PastAct, days: Days) -> None:
        debtor_id, today = self._debtor(past.code), self.clock.today()
        with self.program.open_reader() as reader:
            lines = overdue(reader.debt(debtor_id).lines, today)
        left = sum(line.left for line in lines)
        said = past.facts.get("amount")
        record_promise(
            self.program.open_book,
            self._act(past.by),
            debtor_id=debtor_id,
            lines=[line.id for line in lines],
            amount=Money(int(said.replace(".", "")) if said else left, lines[0].currency),
            on=days.named(past.facts["on"]),
            note=past.facts.get("note", ""),
        )

    def _snooze(self, past: PastAct, days: Days) -> None:
        snooze_debtor(
            self.program.open_book,
            self._act(past.by),
            debtor_id=self._debtor(past.code),
            until=days.named(past.facts["until"]),
            reason=past.facts["reason"],
        )

    def _note(self, past: PastAct, _days: Days) -> None:
        keep_note(
            self.program.open_book, self._act(past.by), debtor_id=self._debtor(past.code), text=past.facts["text"]
        )

    def _reply(self, past: PastAct, _days: Days) -> None:
        """Write in the debtor's thread; the bot is not there yet to hear of it, so what it would keep is kept here."""
        channel, thread = self.program.channel, self._thread(self._debtor(past.code))
        said = self.workspace.post(channel, past.by, past.facts["text"], thread_ts=thread)
        keep_reply(self.program.open_book, self._act(past.by), Reply(channel, thread, said.ts, said.text))

    def _debtor(self, code: str) -> int:
        with self.program.open_reader() as reader:
            return reader.exact(code)[0].debtor_id

    def _thread(self, debtor_id: int) -> str:
        wanted = {"key": debtor_key(debtor_id)}
        posted = self.workspace.history(self.program.channel)
        return next(one.ts for one in posted if (one.metadata or {}).get("event_payload") == wanted)

    # -- the announcer -----------------------------------------------------------------------------------------------
    @cached_property
    def _announcer(self) -> Announcer:
        """Make the announcer that tells the past: the program's own, which waits for no turn."""
        settings, outbox, now = self.program.settings, self.program.outbox, self.clock.now
        slack = SlackPost(make_client(settings.slack_bot_token or "", settings.slack_api_url))
        pictures = Pictures(self.program.open_reader, self.clock.today)
        return Announcer(
            outbox,
            lambda _wait: Delivery(outbox, slack, pictures, Pacing(outbox, now, lambda _seconds: False), now),
            channel=self.program.channel,
            now=now,
            today=self.clock.today,
            warn=lambda _code: None,
        )
