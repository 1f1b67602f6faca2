"""The App Home: the person's day, their portfolio, the aged balance, and a way into every form."""

from collections.abc import Sequence
from typing import Any

from domain.portfolios import Balance, Home
from messages import controls, labels, words
from messages.blocks import actions, button, context, divider, header, section
from messages.day import Room, tasks
from messages.ids import Action
from messages.refs import DebtRef, Verb
from messages.shown import Block

_ROOM = Room(80, 60_000)
_CURRENCIES = 4
FIND = "Chercher un client"
_SHORTCUTS = (
    (FIND, Action.HOME_CARD, Verb.CARD),
    (controls.CALL, Action.HOME_CALL, Verb.CALL),
    (controls.PROMISE, Action.HOME_PROMISE, Verb.PROMISE),
    (controls.PLAN, Action.HOME_PLAN, Verb.PLAN),
    (controls.PAYMENT, Action.HOME_PAYMENT, Verb.PAYMENT),
    (controls.DISPUTE, Action.HOME_DISPUTE, Verb.DISPUTE),
    (controls.SNOOZE, Action.HOME_SNOOZE, Verb.SNOOZE),
    (controls.ASSIGN, Action.HOME_ASSIGN, Verb.ASSIGN),
    (controls.PROFILE, Action.HOME_PROFILE, Verb.PROFILE),
)


def home(found: Home) -> dict[str, Any]:
    """Draw the App Home."""
    day = found.day
    blocks = [
        header(words.plain("day.title", on=day.on)),
        *tasks(day, _ROOM),
        divider(),
        section(words.say("home.shortcuts")),
        actions([_shortcut(*one) for one in _SHORTCUTS], block_id="home:do"),
        divider(),
        section(words.say("home.mine")),
        *_balances(found.mine, "home.no_portfolio"),
        divider(),
        section(words.say("home.everybody")),
        *_balances(found.everybody, "home.nothing_owed"),
        context(words.say("home.foot", on=day.on)),
    ]
    return {"type": "home", "blocks": blocks}


def home_refused() -> dict[str, Any]:
    """Draw the App Home of somebody who has no role: it says whom to ask, and nothing else."""
    return {"type": "home", "blocks": [section(words.say("day.refused"))]}


def _shortcut(label: str, action: Action, verb: Verb) -> Block:
    return button(label, action, DebtRef(0, verb).dump())


def _balances(balances: Sequence[Balance], nothing: str) -> list[Block]:
    if not balances:
        return [section(words.say(nothing))]
    return [section(words.say("home.balance", balance=one, labels=labels)) for one in balances[:_CURRENCIES]]
