"""Trigger ids and response addresses: short-lived permissions that Slack hands out with each interaction."""

import secrets
from dataclasses import dataclass, field

from sandbox.errors import ApiError
from sandbox.workspace import Message, Workspace

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_ANSWERS = 5


@dataclass
class Trigger:
    """The right to open one modal for one person within 3 seconds."""

    user: str
    issued: float
    used: bool = False


@dataclass
class ResponseAddress:
    """The right to answer five times within 30 minutes where an interaction came from."""

    user: str
    channel: str
    issued: float
    source: Message | None = None
    answers: int = 0


@dataclass
class Permissions:
    """Every trigger and response address handed out, by id."""

    workspace: Workspace
    triggers: dict[str, Trigger] = field(default_factory=dict)
    addresses: dict[str, ResponseAddress] = field(default_factory=dict)

    def trigger(self, user: str) -> str:
        """Hand out a trigger id for a person."""
        with self.workspace.lock:
            key = f"{self.workspace.next_id('')}.{secrets.token_hex(8)}"
            self.triggers[key] = Trigger(user, self.workspace.now())
            return key

    def exchange(self, key: str) -> str:
        """Use a trigger up and give its person's id; raises ApiError when it is unknown, too old or used."""
        with self.workspace.lock:
            trigger = self.triggers.get(key)
            if trigger is None:
                raise ApiError("invalid_trigger_id")
            if trigger.used:
                raise ApiError("exchanged_trigger_id")
            if self.workspace.now() - trigger.issued > TRIGGER_SECONDS:
                raise ApiError("expired_trigger_id")
            trigger.used = True
            return trigger.user

    def address(self, user: str, channel: str, source: Message | None = None) -> str:
        """Hand out a response address and give its full URL."""
        with self.workspace.lock:
            key = f"{self.workspace.next_id('R')}-{secrets.token_hex(8)}"
            self.addresses[key] = ResponseAddress(user, channel, self.workspace.now(), source)
            return f"{self.workspace.base_url}/response/{key}"

    def answer(self, key: str) -> ResponseAddress:
        """Count one answer at an address and give it; raises ApiError when it may not be used any more."""
        with self.workspace.lock:
            address = self.addresses.get(key)
            if address is None:
                raise ApiError("invalid_url")
            if self.workspace.now() - address.issued > RESPONSE_SECONDS:
                raise ApiError("expired_url")
            if address.answers >= RESPONSE_ANSWERS:
                raise ApiError("used_url")
            address.answers += 1
            return address
