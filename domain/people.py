"""Who may do what: roles add up, and whoever has none reads nothing and does nothing (INTERFACE §5)."""

from enum import Flag, auto
from typing import Protocol

from domain.policy import Role as Tier
from domain.refusals import Refusal


class Role(Flag):
    """What a person is to the bot; `NOBODY` is false."""

    NOBODY = 0
    COLLECTOR = auto()
    APPROVER = auto()
    ADMIN = auto()


class NotAllowed(Refusal):
    """The person may not do this."""


class CannotTell(Refusal):
    """Slack did not say who the person is: nothing is done until it does."""


class People(Protocol):
    """The people of the workspace."""

    def roles(self, user: str) -> Role:
        """Give a person's roles, `NOBODY` for a guest, a stranger or a bot; raise `CannotTell`."""
        ...

    def is_colleague(self, user: str) -> bool:
        """Say whether a person is a full member of the workspace, with a role or without; raise `CannotTell`."""
        ...

    def find(self, handle: str) -> str | None:
        """Find the id of a person who may collect, by handle or name typed without escaping; None when not certain."""
        ...


def may_work(roles: Role) -> bool:
    """Say whether roles allow reading, calling, promising, snoozing, assigning and noting."""
    return bool(roles)


def may_run(roles: Role) -> bool:
    """Say whether roles allow `digest` and what else is kept to those who run the team."""
    return bool(roles & (Role.APPROVER | Role.ADMIN))


def may_decide(roles: Role, tier: Tier) -> bool:
    """Say whether roles allow deciding what the policy gives to a tier: their own, and those under it."""
    allowed = {Tier.COLLECTOR: ~Role.NOBODY, Tier.APPROVER: Role.APPROVER | Role.ADMIN, Tier.ADMIN: Role.ADMIN}
    return bool(roles & allowed[tier])
