"""Roles as Slack and the settings give them, kept a while, and what happens when Slack is silent."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.app import listener_client
from bot.directory import Directory
from bot.kept import FRESH, MOST, STALE, Kept, SilentError
from bot.settings import Settings
from domain.people import CannotTell, Role
from sandbox.server import Server
from sandbox.workspace import BOT_TOKEN, BOT_USER, Workspace


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def server() -> Iterator[Server]:
    space = Workspace()
    for name in ("alice", "bob", "carole", "denis"):
        space.add_user(name, f"{name.capitalize()} Martin")
    space.add_user("guido", is_restricted=True)
    space.add_user("uma", is_ultra_restricted=True)
    space.add_user("sam", is_stranger=True)
    space.add_user("rob", is_bot=True)
    space.add_user("gone", deleted=True)
    people = {user.id for user in space.users.values()} - {"UDENIS"}
    space.add_channel("impayes", people | {BOT_USER})
    space.add_group("recouvrement", ["UBOB"])
    with Server(space) as one:
        yield one


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(server: Server) -> Settings:
    return Settings(
        slack_bot_token=BOT_TOKEN,
        slack_api_url=server.api_url,
        channel="CIMPAYES",
        approvers=("UCAROLE", "USAM"),
        admins=("SRECOUVREMENT",),
    )


@pytest.fixture
def directory(settings: Settings, clock: Clock) -> Directory:
    return Directory(listener_client(settings), settings, clock)


@pytest.mark.parametrize(
    ("user", "roles"),
    [
        ("UALICE", Role.COLLECTOR),
        ("UBOB", Role.COLLECTOR | Role.ADMIN),
        ("UCAROLE", Role.COLLECTOR | Role.APPROVER),
        ("UDENIS", Role.NOBODY),
        ("UGUIDO", Role.NOBODY),
        ("UUMA", Role.NOBODY),
        ("USAM", Role.NOBODY),
        ("UROB", Role.NOBODY),
        ("UGONE", Role.NOBODY),
        ("UUNKNOWN", Role.NOBODY),
        (BOT_USER, Role.NOBODY),
        ("USLACKBOT", Role.NOBODY),
        ("", Role.NOBODY),
    ],
)
def test_roles_come_from_the_channel_the_lists_and_the_groups_and_add_up(
    directory: Directory, user: str, roles: Role
) -> None:
    assert roles == directory.roles(user)


def test_collectors_that_are_listed_take_the_channel_s_place(settings: Settings, clock: Clock) -> None:
    listed = replace(settings, collectors=("UDENIS",), approvers=(), admins=())
    directory = Directory(listener_client(listed), listed, clock)

    assert (Role.COLLECTOR, Role.NOBODY) == (directory.roles("UDENIS"), directory.roles("UALICE"))


@pytest.mark.parametrize(
    ("handle", "user"),
    [
        ("alice", "UALICE"),
        ("@Alice", "UALICE"),
        ("alice martin", "UALICE"),
        ("denis", None),
        ("guido", None),
        ("", None),
    ],
)
def test_a_handle_finds_the_only_person_who_may_collect(directory: Directory, handle: str, user: str | None) -> None:
    assert user == directory.find(handle)


def test_a_name_that_two_people_bear_is_nobody_for_certain(directory: Directory, server: Server) -> None:
    server.workspace.users["UBOB"].real_name = "Alice Martin"

    assert directory.find("Alice Martin") is None


def test_slack_is_not_asked_again_while_the_answer_is_fresh(directory: Directory, server: Server, clock: Clock) -> None:
    directory.roles("UALICE")
    asked = len(server.workspace.inspector)
    clock.at = FRESH - 1
    directory.roles("UALICE")

    assert asked == len(server.workspace.inspector)


def test_a_role_that_was_lost_is_lost_after_some_minutes(directory: Directory, server: Server, clock: Clock) -> None:
    directory.roles("UALICE")
    server.workspace.users["UALICE"].is_restricted = True
    clock.at = FRESH + 1

    assert Role.NOBODY == directory.roles("UALICE")


def test_an_answer_serves_an_hour_when_slack_is_silent_and_no_longer(
    directory: Directory, server: Server, clock: Clock
) -> None:
    directory.roles("UALICE")
    server.faults.add("5xx", "*", count=1000)
    clock.at = STALE - 1
    assert Role.COLLECTOR == directory.roles("UALICE")

    clock.at = STALE + 1
    with pytest.raises(CannotTell):
        directory.roles("UALICE")


def test_a_silent_slack_lets_nobody_in_and_is_asked_again_soon(
    directory: Directory, server: Server, clock: Clock
) -> None:
    server.faults.add("accepted_then_dropped", "*", count=1)
    with pytest.raises(CannotTell):
        directory.roles("UALICE")
    clock.at = 6

    assert Role.COLLECTOR == directory.roles("UALICE")


def test_a_refresh_asks_off_the_path_of_requests(directory: Directory, server: Server, clock: Clock) -> None:
    directory.roles("UALICE")
    clock.at = FRESH - 1
    directory.refresh()
    asked = len(server.workspace.inspector)
    clock.at = FRESH + 1
    directory.roles("UALICE")

    assert asked == len(server.workspace.inspector)


def test_many_at_once_ask_slack_once(clock: Clock) -> None:
    started, go = threading.Barrier(9), threading.Event()
    asked: list[str] = []

    def ask(key: str) -> int:
        asked.append(key)
        go.wait(5)
        return 7

    kept = Kept(ask, clock)
    got: list[int] = []

    def get() -> None:
        started.wait(5)
        got.append(kept.get("x"))

    threads = [threading.Thread(target=get) for _ in range(8)]
    for thread in threads:
        thread.start()
    started.wait(5)
    go.set()
    for thread in threads:
        thread.join(5)

    assert ([7] * 8, ["x"]) == (got, asked)


def test_what_nobody_used_for_an_hour_is_forgotten(clock: Clock) -> None:
    answers = iter(("first", "second"))
    kept = Kept(lambda _key: next(answers), clock)
    kept.get("x")
    clock.at = STALE
    kept.refresh()

    assert "second" == kept.get("x")


def test_the_memory_is_bounded(clock: Clock) -> None:
    kept = Kept(str, clock)
    for number in range(MOST + 10):
        kept.get(str(number))

    assert len(kept._entries) <= MOST + 1  # noqa: SLF001 - a bound that cannot be seen from outside


def test_a_refresh_never_raises(clock: Clock) -> None:
    def silent(_key: str) -> int:
        raise SilentError("timeout")

    kept = Kept(silent, clock)
    with pytest.raises(CannotTell):
        kept.get("x")
    kept.refresh()
