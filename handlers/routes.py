"""Every way in, as data: what Slack may send, and the listener of each; one test reads these tables."""

from collections.abc import Iterable, Mapping

from handlers import (
    absences,
    approvals,
    assignments,
    calls,
    cards,
    clients,
    command,
    contacts,
    credits,  # noqa: A004 - the name of the feature
    days,
    disputes,
    documents,
    guarantees,
    helps,
    homes,
    insolvency,
    lists,
    mentions,
    notes,
    payments,
    plans,
    profiles,
    promises,
    replies,
    sales,
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
    features = (
        *(assignments, calls, cards, clients, credits, days, disputes, documents, helps, homes, lists, payments),
        *(approvals, contacts, guarantees, plans, profiles, promises, sales, snoozes),
    )
    return merged(feature.ACTIONS for feature in features)


def views() -> dict[str, Listener]:
    """Give the modals."""
    return merged(
        feature.VIEWS
        for feature in (
            absences,
            approvals,
            assignments,
            calls,
            clients,
            contacts,
            credits,
            disputes,
            documents,
            guarantees,
            insolvency,
            notes,
            payments,
            plans,
            profiles,
            promises,
            snoozes,
        )
    )


def options() -> dict[str, Listener]:
    """Give the selects whose options are searched."""
    return merged([clients.OPTIONS])


def shortcuts() -> dict[str, Listener]:
    """Give the shortcuts, on a message or anywhere."""
    return merged([clients.SHORTCUTS, documents.SHORTCUTS, notes.SHORTCUTS])


def events() -> dict[str, Listener]:
    """Give the events."""
    return merged([homes.EVENTS, mentions.EVENTS, replies.EVENTS])
