"""The welcome: somebody who opens the bot for the first time is told, once, what it can do for them."""

from typing import Protocol

from domain.acts import Act
from domain.ports import OpenBook


class Greetings(Protocol):
    """Who was greeted."""

    def add(self, act: Act) -> bool:
        """Note that whoever acts is greeted; say False when they were already."""
        ...


def greet(open_book: OpenBook, act: Act) -> bool:
    """Say whether whoever acts is here for the first time; True once for each person."""
    with open_book() as book:
        return book.greetings.add(act)
