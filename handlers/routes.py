"""Every way in, as data: what Slack may send, and the listener of each; one test reads these tables."""

from collections.abc import Iterable, Mapping

from handlers import (
    assignments,
    calls,
    cards,
    clients,
    command,
    credits,
    days,
    disputes,
    helps,
    homes,
    insolvency,
    lists,
    mentions,
    payments,
    promises,
    replies,
    snoozes,
)
from handlers.presses import Listener


def merged(tables: Iterable[Mapping[str, Listener]]) -> dict[str, Listener]:
    """Merge tables of routes; raise `ValueError` when an id has two listeners."""
    routes: dict[str, Listener] = {}
    for table in tables:
        if twice := routes.keys() & table.keys():
            raise ValueError(f"two listeners for {sorted(twice)}")
        routes |= table
    return routes


def commands() -> dict[str, Listener]:
    """Give the slash commands."""
    return merged([command.COMMANDS])


def actions() -> dict[str, Listener]:
    """Give the buttons, menus and selects."""
    features = (assignments, calls, cards, clients, credits, days, disputes, helps, lists, payments, promises, snoozes)
    return merged(feature.ACTIONS for feature in features)


def views() -> dict[str, Listener]:
    """Give the modals."""
    features = (assignments, calls, clients, credits, disputes, insolvency, payments, promises, snoozes)
    return merged(feature.VIEWS for feature in features)


def options() -> dict[str, Listener]:
    """Give the selects whose options are searched."""
    return merged([clients.OPTIONS])


def events() -> dict[str, Listener]:
    """Give the events."""
    return merged([homes.EVENTS, mentions.EVENTS, replies.EVENTS])
