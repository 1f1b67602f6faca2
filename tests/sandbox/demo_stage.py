"""The demo without its page: a workspace, the program, and the past told as of a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.settings import load_settings
from bot.wiring import Program, make_program
from domain.cards import Card
from domain.plan_views import State
from sandbox.deeds import Deeds
from sandbox.demo_folder import write_policy
from sandbox.future import Future
from sandbox.people import APPROVALS, CHANNEL, ROLES, settle
from sandbox.portfolio import Days
from sandbox.server import Server
from sandbox.story import Story, StoryClock
from sandbox.workspace import APP_TOKEN, BOT_TOKEN, Message, Workspace
from storage.schema import migrate

PARIS = ZoneInfo("Europe/Paris")


@dataclass
class DemoStage:
    """The demo once its past has been told; `future` tells the days to come."""

    program: Program
    clock: StoryClock
    server: Server
    deeds: Deeds
    future: Future

    @property
    def workspace(self) -> Workspace:
        return self.server.workspace

    @property
    def channel(self) -> list[Message]:
        return self.workspace.history(CHANNEL)

    def thread(self, words: str) -> list[str]:
        root = next(one for one in self.channel if words in one.text)
        return [one.text for one in self.workspace.replies(CHANNEL, root.ts)[1:]]

    def card(self, code: str) -> Card:
        with self.program.open_reader() as reader:
            return reader.card(reader.exact(code)[0].debtor_id)

    def plan(self, code: str) -> State:
        """Give where the debtor's plan stands."""
        return self.card(code).plans[0].state

    def turn(self, visitor: str = "UNADIA", count: int = 1) -> None:
        for _ in range(count):
            self.future.tell(visitor, lambda _doing: None)


@contextmanager
def demo_stage(today: date, folder: Path, hour: int = 10) -> Iterator[DemoStage]:
    """Tell the past as of a day, the machine's clock standing at an hour of it."""
    clock = StoryClock(PARIS, lambda: datetime.combine(today, time(hour), UTC))
    workspace = Workspace(clock.seconds)
    settle(workspace)
    with Server(workspace) as server:
        variables = {
            "DATABASE_URL": f"sqlite:///{folder / 'impayes.db'}",
            "SLACK_API_URL": server.api_url,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "IMPAYES_CHANNEL": CHANNEL,
            "IMPAYES_APPROVAL_CHANNEL": APPROVALS,
            "IMPAYES_POLICY": str(write_policy(folder)),
            **ROLES,
        }
        program = make_program(load_settings(variables, slack="socket"), clock)
        try:
            migrate(program.engine)
            deeds = Deeds(program, workspace, Days(today, program.policy.reminders.calendar))
            Story(deeds, clock).play()
            yield DemoStage(program, clock, server, deeds, Future(deeds, clock))
        finally:
            program.close()
