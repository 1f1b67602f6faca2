"""The courier fetches the files that people join and hands out the documents they ask for, apart from announcing."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Event, Thread

from sqlalchemy import Engine

from bot.outcomes import Outcome as Answer
from bot.outcomes import Refused
from bot.pacing import Stopping
from bot.program import Program
from bot.slack_files import NotGiven, SlackFiles
from bot.slack_post import SlackPost, make_client
from domain.acts import Act
from domain.documents import Document
from domain.handouts import Handout
from domain.ports import OpenBook
from domain.proofs import Outcome, WantedFile, give_up, keep_file
from messages.words import say
from storage.documents import SqlDocuments
from storage.engine import reading
from storage.errands import Errands
from storage.handouts import read_handout
from storage.proofs import read_wanted
from storage.tables import handouts, wanted_files

EVERY_S = 2.0
MOST_TRIES = 24
"""About an hour and a half, at the waits below."""
LONGEST_WAIT_S = 300.0
NO_SLACK_WAIT_S = 60.0
SENT, NOT_SENT = "sent", "not_sent"

log = logging.getLogger(__name__)


class Courier:
    """One worker's courier; several may run. `nudge` wakes the announcer once something is to be told."""

    def __init__(
        self,
        engine: Engine,
        open_book: OpenBook,
        slack: SlackPost,
        files: Callable[[Callable[[], bool]], SlackFiles],
        *,
        today: Callable[[], date],
        now: Callable[[], datetime],
        nudge: Callable[[], None],
    ) -> None:
        self._stop = Event()
        self._engine = engine
        self._wanted, self._handouts = Errands(engine, wanted_files), Errands(engine, handouts)
        self._open_book = open_book
        self._slack = slack
        self._files = files(self._stop.is_set)
        self._today = today
        self._now = now
        self._nudge = nudge
        self._thread = Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Start, beginning with what an earlier process left."""
        self._thread.start()

    def stop(self, timeout: float) -> None:
        """Stop; what is under way is left to the next one when it does not end in time."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def sweep(self) -> None:
        """Run every errand that can be now."""
        while not self._stop.is_set() and (self._fetch_one() or self._hand_one()):
            pass

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.sweep()
            except Stopping:
                return
            except Exception:
                log.exception("an errand could not be run")
            self._stop.wait(EVERY_S)

    def _fetch_one(self) -> bool:
        """Fetch the file that waits longest; say False when none does."""
        wanted_id = self._wanted.take(self._now())
        if wanted_id is None:
            return False
        with reading(self._engine) as connection:
            wanted = read_wanted(connection, wanted_id)
        try:
            self._fetch(wanted)
        except Refused as error:
            if not self._later(self._wanted, wanted, error):
                never = error.outcome is Answer.NEVER
                self._give_up(wanted, Outcome.NO_ACCESS if never else Outcome.UNREACHABLE)
        self._nudge()
        return True

    def _fetch(self, wanted: WantedFile) -> None:
        """Fetch a file and keep it, or tell why it is not; raise `Refused` when it may be later."""
        try:
            fetched = self._files.fetch(wanted.file_id)
            keep_file(self._open_book, self._act(wanted), wanted, fetched)
        except NotGiven as answer:
            self._give_up(wanted, answer.outcome, answer.name)
        except (Refused, Stopping):
            raise
        except Exception:
            log.exception("a file could not be kept")
            raise Refused(Answer.UNCLEAR, "error") from None

    def _give_up(self, wanted: WantedFile, outcome: Outcome, name: str = "") -> None:
        give_up(self._open_book, self._act(wanted), wanted, outcome, name)

    def _hand_one(self) -> bool:
        """Send the document that waits longest; say False when none does."""
        handout_id = self._handouts.take(self._now())
        if handout_id is None:
            return False
        with reading(self._engine) as connection:
            handout = read_handout(connection, handout_id)
            document = SqlDocuments(connection).get(handout.document_id)
        try:
            self._hand(handout, document)
        except Refused as error:
            if not self._later(self._handouts, handout, error):
                self._handouts.finish(handout.id, self._now(), NOT_SENT)
                self._tell_not_sent(handout, document)
        else:
            self._handouts.finish(handout.id, self._now(), SENT)
        return True

    def _hand(self, handout: Handout, document: Document) -> None:
        """Send a document to a person, unless an attempt whose answer was lost has sent it; raise `Refused`."""
        room = self._slack.room(handout.user)
        if handout.tried and self._slack.find(room, document.name, handout.tried):
            return
        self._handouts.begin(handout.id, self._now())
        self._slack.share(room, document, say("document.handed", name=document.name, debtor=handout.debtor))

    def _tell_not_sent(self, handout: Handout, document: Document) -> None:
        try:
            self._slack.tell(handout.user, say("document.not_handed", name=document.name))
        except Refused as error:
            log.warning("a person could not be told: %s", error.code)

    def _later(self, errands: Errands, errand: WantedFile | Handout, error: Refused) -> bool:
        """Put an errand off; say False when it will never be done, or was tried often enough."""
        log.warning("Slack did not do an errand: %s", error.code)
        counted = error.outcome not in {Answer.LATER, Answer.NO_SLACK}
        if error.outcome is Answer.NEVER or (counted and errand.tries >= MOST_TRIES):
            return False
        waits = {Answer.LATER: error.wait, Answer.NO_SLACK: NO_SLACK_WAIT_S}
        wait = waits.get(error.outcome, min(2.0 ** min(errand.tries, 10), LONGEST_WAIT_S))
        errands.put_off(errand.id, self._now() + timedelta(seconds=wait), counted=counted)
        return True

    def _act(self, wanted: WantedFile) -> Act:
        return Act(wanted.asked_by, self._now(), self._today())


def make_courier(program: Program, nudge: Callable[[], None]) -> Courier:
    """Make the courier of a worker; leases are counted on the machine's own clock."""
    client = make_client(program.settings.slack_bot_token or "", program.settings.slack_api_url)
    return Courier(
        program.engine,
        program.open_book,
        SlackPost(client),
        lambda stopping: SlackFiles(client, stopping=stopping),
        today=program.clock.today,
        now=lambda: datetime.now(UTC),
        nudge=nudge,
    )
