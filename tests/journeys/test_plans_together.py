"""Two hundred presses of « Approuver » at once by ten people, on PostgreSQL: one decision, everybody answered."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import func, select

from domain.acts import PROGRAM, Act
from domain.imports import import_ledger
from domain.policy import Policy
from sandbox.acts import Outcome
from sandbox.desk import Desk
from sandbox.records import Message
from sandbox.server import Server
from storage.book import book_opener
from storage.engine import make_engine
from storage.tables import decisions, journal
from tests.journeys.ledger import ledger
from tests.journeys.program import APPROVALS, CHANNEL, NOW, Program, a_workspace, program_on
from tests.journeys.words import plainly
from tests.postgres import Cluster
from tests.storage.books import migrated

PEOPLE = [f"UPERSON{number}" for number in range(10)]
PRESSES = 200
ANSWERED_WITHIN = 60.0  # seconds: how fast is measured elsewhere

pytestmark = pytest.mark.postgres


@pytest.fixture
def crowd() -> Iterator[Server]:
    """Give a workspace with ten more collectors."""
    space = a_workspace()
    for user in PEOPLE:
        space.add_user(user.lower(), id=user)
        for channel in (CHANNEL, APPROVALS):
            space.channels[channel].members.add(user)
    with Server(space) as server:
        server.delivery.patience = ANSWERED_WITHIN
        yield server


@pytest.fixture
def on_postgres(postgres: Cluster, crowd: Server, policy: Policy) -> Iterator[Program]:
    url = postgres.fresh_database(postgres.template("migrated", migrated))
    engine = make_engine(url)
    import_ledger(book_opener(engine, policy), Act(PROGRAM, NOW, NOW.date()), ledger(), "grand_livre.csv")
    with program_on(engine, crowd, policy) as running:
        running.settle()
        yield running
    postgres.drop(url)


def press_together(server: Server, message: Message) -> list[Outcome]:
    """Press « Approuver » two hundred times at once, twenty times each."""
    barrier = Barrier(PRESSES)

    def press(user: str) -> Outcome:
        barrier.wait(ANSWERED_WITHIN)
        return server.acts.press(user, message, "plan:decide", "plan.approve")

    with ThreadPoolExecutor(PRESSES) as pool:
        done = [pool.submit(partial(press, PEOPLE[number % len(PEOPLE)])) for number in range(PRESSES)]
        return [one.result(ANSWERED_WITHIN) for one in done]


def test_one_decision_one_note_and_everybody_is_answered(on_postgres: Program, crowd: Server) -> None:
    alice = Desk(crowd, "alice", "impayes", settle=on_postgres.settle)
    alice.command("echeancier dupuis")
    asked = {"Nombre d'échéances": "2", "Première échéance": "2026-12-01", "Motif": "Un creux"}
    alice.submit("Échéancier", asked)
    alice.submit("Échéancier")
    (message,) = (one for one in crowd.workspace.messages[APPROVALS] if not one.ephemeral_to)

    outcomes = press_together(crowd, message)
    on_postgres.settle()

    with on_postgres.engine.connect() as connection:
        (winner,) = connection.execute(select(decisions.c.decided_by)).scalars()
        told = connection.execute(select(func.count()).where(journal.c.kind == "plan.approved")).scalar_one()
    answers = [one for one in crowd.workspace.messages[APPROVALS] if one.ephemeral_to]
    late = [one for one in answers if "Cet échéancier a déjà été approuvé par" in plainly(one.text)]
    assert [None] * PRESSES == [outcome.error for outcome in outcomes]
    assert 1 == told
    assert 1 == sum("a approuvé l'échéancier" in plainly(note) for note in alice.thread("Dupuis"))
    assert (PRESSES, PRESSES - 1) == (len(answers), len(late))
    assert set(PEOPLE) == {one.ephemeral_to for one in answers}
    assert all(f"<@{winner}>" in one.text for one in late)
