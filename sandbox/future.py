"""Tells the days to come, one at a time: the rest of this one, then the next working morning until its digest."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from bot.jobs import Jobs
from domain.cards import Card
from domain.overdue import Filters
from domain.people import Role
from domain.refusals import Refusal
from sandbox.answers import moves
from sandbox.colleagues import agenda, deed, deeds_of, slots
from sandbox.deeds import Deeds
from sandbox.habits import Character, Payment, credit_notes, draw, payments
from sandbox.people import APPROVER, COLLECTORS
from sandbox.portfolio import Deed, characters, credited, ledger, received, scenes
from sandbox.scenes import Told, scene
from sandbox.story import IMPORT_AT, TICK_AT, StoryClock

RECEIVED_AT, EARLY, OPENED, CLOSED = time(8, 10), time(8, 34), time(9, 40), time(17, 15)
SHORTLY = timedelta(minutes=2)
EVERYBODY = 10_000


class Future:
    """Tells one more day each time it is asked; what happens follows from the database, from who debtors are and when.

    What people did since the last morning is left to them: no colleague acts on those debtors that day.
    """

    def __init__(self, deeds: Deeds, clock: StoryClock) -> None:
        self._deeds, self._clock = deeds, clock
        self._calendar = deeds.days.calendar
        self._characters = characters()
        self._jobs = Jobs(deeds.program, lambda: None)
        self._told = Told()
        self._dawn = deeds.workspace.next_ts()

    def tell(self, visitor: str, say: Callable[[str], None]) -> None:
        """Tell the rest of the day without the visitor, then the next working morning; `say` is told what happens."""
        today, now = self._clock.today(), self._clock.now()
        try:
            self._tell(visitor, today, now, say)
        finally:
            self._clock.run()
            self._dawn = self._deeds.workspace.next_ts()

    def _tell(self, visitor: str, today: date, now: datetime, say: Callable[[str], None]) -> None:
        worked, morrow = self._calendar.is_working_day(today), self._calendar.add_working_days(today, 1)
        say("Fin de journée…" if worked else "Jour chômé…")
        self._deeds.announce_all()
        cards = self._cards(today) if worked else []
        money = [one for card in cards for one in self._paid(card, today)]
        spared = self._touched() | {payment.code for payment in money}
        office = worked and now.time() < CLOSED
        if office:
            first, last = max(now + SHORTLY, _at(now, today, OPENED)), _at(now, today, CLOSED) + SHORTLY
            self._play(self._calls(visitor, spared, first, last))
        if (morrow - today).days > 1:
            say("Week-end…" if morrow.weekday() == 0 else "Jours chômés…")
        self._papers_come(today, morrow, cards, say)
        self._money_comes(today, morrow, money, say)
        first = _at(now, morrow, EARLY)
        calls = [] if office else self._calls(visitor, spared, first, first + 12 * SHORTLY)
        self._play(sorted([*calls, *self._answers(visitor, first)], key=lambda one: one.at))
        self._digest(morrow, say)

    # -- the parts of a day ------------------------------------------------------------------------------------------
    def _papers_come(self, today: date, morrow: date, cards: Sequence[Card], say: Callable[[str], None]) -> None:
        self._clock.stand(morrow, IMPORT_AT)
        if morrow.isocalendar()[:2] != today.isocalendar()[:2]:
            say("Import de la balance…")
            self._deeds.bring(ledger(self._deeds.days, morrow), f"balance_clients_{morrow}.csv")
        if notes := [one for card in cards for one in credit_notes(card, today, self._calendar)]:
            say("Avoirs…")
            self._deeds.bring(credited(notes), f"avoirs_{today}.csv")
        self._deeds.announce_all()

    def _money_comes(self, today: date, morrow: date, money: Sequence[Payment], say: Callable[[str], None]) -> None:
        if money:
            say("Règlements reçus…")
            self._clock.stand(morrow, RECEIVED_AT)
            self._deeds.bring(received(money), f"reglements_{today}.csv")
            self._deeds.announce_all()
        say("Promesses…")
        self._clock.stand(morrow, TICK_AT)
        self._jobs.due()
        self._deeds.announce_all()

    def _digest(self, morrow: date, say: Callable[[str], None]) -> None:
        say("Digest…")
        digest_time = self._deeds.program.settings.digest_time
        self._clock.stand(morrow, digest_time)
        self._jobs.due()
        self._deeds.announce_all(digest=True)
        after = datetime.combine(morrow, digest_time) + SHORTLY
        self._clock.stand(after.date(), after.time())

    def _play(self, deeds: Sequence[Deed]) -> None:
        for one in deeds:
            self._clock.stand(one.day, one.at)
            try:
                self._deeds.do(one)
            except Refusal:  # somebody did meanwhile what leaves nothing to do
                continue
            self._deeds.announce_all()

    # -- who pays, who is called -------------------------------------------------------------------------------------
    def _cards(self, today: date) -> list[Card]:
        with self._deeds.program.open_reader() as reader:
            known = {reader.exact(code)[0].debtor_id for code in self._characters}
            late = {row.id for row in reader.overdue(Filters(), today, page=1, size=EVERYBODY).rows}
            return [reader.card(debtor_id) for debtor_id in sorted(known | late)]

    def _paid(self, card: Card, today: date) -> list[Payment]:
        return payments(card, self._character(card.debtor.code), today, self._calendar)

    def _answers(self, visitor: str, first: datetime) -> list[Deed]:
        today, away = first.date(), set(COLLECTORS) - set(self._present(first.date()))
        possible = moves(self._cards(today), visitor, today, self._calendar, self._told)
        answered = [move for move in possible if move.by not in away]
        timed = slots(first, first + 12 * SHORTLY, len(answered))
        return [deed(slot, move) for slot, move in zip(timed, answered, strict=True)]

    def _calls(self, visitor: str, spared: set[str], first: datetime, last: datetime) -> list[Deed]:
        today, program = first.date(), self._deeds.program
        with program.open_reader() as reader:
            rows = reader.overdue(Filters(), today, page=1, size=EVERYBODY).rows
            callers = [one for one in self._present(today) if one != visitor]
            called = agenda(rows, callers, today, self._calendar, spared)
            cards = [reader.card(row.id) for _, row in called]
        deeds: list[Deed] = []
        for (caller, _), card, slot in zip(called, cards, slots(first, last, len(called)), strict=True):
            heard = scene(scenes(), card, self._character(card.debtor.code), today, self._told)
            if heard:
                replies = visitor != APPROVER
                deeds += deeds_of(heard, card, caller, slot, calendar=self._calendar, replies=replies, told=self._told)
        return deeds

    def _present(self, today: date) -> list[str]:
        with self._deeds.program.open_reader() as reader:
            return [one for one in COLLECTORS if not reader.day(one, Role.COLLECTOR, today).away]

    def _character(self, code: str) -> Character:
        """Give a debtor's character; those of the visitor's own files have one too."""
        return self._characters.get(code) or list(Character)[draw(code, "character") % len(Character)]

    def _touched(self) -> set[str]:
        """Give the codes of the debtors of whom anything was told since the last morning."""
        space, channel = self._deeds.workspace, self._deeds.program.channel
        roots = [one for one in space.history(channel) if space.replies(channel, one.ts)[-1].ts > self._dawn]
        keys = [str((one.metadata or {}).get("event_payload", {}).get("key", "")) for one in roots]
        with self._deeds.program.open_reader() as reader:
            return {reader.debtor(int(key.partition(":")[2])).code for key in keys if key.startswith("debtor:")}


def _at(now: datetime, day: date, at: time) -> datetime:
    return datetime.combine(day, at, now.tzinfo)
