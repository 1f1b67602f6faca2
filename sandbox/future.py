"""Tells the days to come, one at a time: the rest of this one, then the next working morning until its digest."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from bot.jobs import Jobs
from domain.overdue import Filters
from domain.refusals import Refusal
from sandbox.colleagues import agenda, deeds_of, slots
from sandbox.deeds import Deeds
from sandbox.habits import Character, Payment, draw, payments
from sandbox.people import APPROVER
from sandbox.portfolio import Deed, characters, ledger, received, scenes
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
        money = self._money(today) if worked else []
        spared = self._touched() | {payment.code for payment in money}
        office = worked and now.time() < CLOSED
        if office:
            first, last = max(now + SHORTLY, _at(now, today, OPENED)), _at(now, today, CLOSED) + SHORTLY
            self._play(self._calls(visitor, spared, first, last))
        if (morrow - today).days > 1:
            say("Week-end…" if morrow.weekday() == 0 else "Jours chômés…")
        self._money_comes(today, morrow, money, say)
        if not office:
            first = _at(now, morrow, EARLY)
            self._play(self._calls(visitor, spared, first, first + 12 * SHORTLY))
        self._digest(morrow, say)

    # -- the parts of a day ------------------------------------------------------------------------------------------
    def _money_comes(self, today: date, morrow: date, money: Sequence[Payment], say: Callable[[str], None]) -> None:
        if morrow.isocalendar()[:2] != today.isocalendar()[:2]:
            say("Import de la balance…")
            self._clock.stand(morrow, IMPORT_AT)
            self._deeds.bring(ledger(self._deeds.days, morrow), f"balance_clients_{morrow}.csv")
            self._deeds.announce_all()
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
        for deed in deeds:
            self._clock.stand(deed.day, deed.at)
            try:
                self._deeds.do(deed)
            except Refusal:  # somebody did meanwhile what leaves nothing to do
                continue
            self._deeds.announce_all()

    # -- who pays, who is called -------------------------------------------------------------------------------------
    def _money(self, today: date) -> list[Payment]:
        with self._deeds.program.open_reader() as reader:
            known = {reader.exact(code)[0].debtor_id for code in self._characters}
            late = {row.id for row in reader.overdue(Filters(), today, page=1, size=EVERYBODY).rows}
            cards = [reader.card(debtor_id) for debtor_id in sorted(known | late)]
        paid = (payments(card, self._character(card.debtor.code), today, self._calendar) for card in cards)
        return [one for some in paid for one in some]

    def _calls(self, visitor: str, spared: set[str], first: datetime, last: datetime) -> list[Deed]:
        today, program = first.date(), self._deeds.program
        with program.open_reader() as reader:
            rows = reader.overdue(Filters(), today, page=1, size=EVERYBODY).rows
            called = agenda(rows, visitor, today, self._calendar, spared)
            cards = [reader.card(row.id) for _, row in called]
        deeds: list[Deed] = []
        for (caller, _), card, slot in zip(called, cards, slots(first, last, len(called)), strict=True):
            heard = scene(scenes(), card, self._character(card.debtor.code), today, self._told)
            if heard and not card.debtor.may_not_be_contacted(today):
                replies = visitor != APPROVER
                deeds += deeds_of(heard, card, caller, slot, calendar=self._calendar, replies=replies, told=self._told)
        return deeds

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
