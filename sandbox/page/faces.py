"""What an avatar, a file or a reaction shows."""

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sandbox.emoji import EMOJI
from sandbox.records import File, User

TINTS = 8
KIB = 1024
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
SHEETS = frozenset({"csv", "xlsx", "xls", "ods"})
Facts = dict[str, Any]


def who(person: User | None) -> Facts:
    """Give what an avatar and a name show of a person, of the bot, or of somebody who is gone."""
    if person is None:
        return {"name": "Quelqu’un", "initials": "?", "tint": TINTS - 1, "is_app": False}
    initials = "".join(word[0] for word in re.findall(r"\w+", person.real_name)[:2]).upper()
    tint = zlib.crc32(person.id.encode()) % TINTS
    return {
        "name": person.real_name,
        "initials": "€" if person.is_bot else initials,
        "tint": tint,
        "is_app": person.is_bot,
    }


def file(one: File) -> Facts:
    """Give what a file shows: a picture itself, else a card of its kind and size."""
    ending = one.name.rpartition(".")[2].lower() if "." in one.name else ""
    return {
        "name": one.name,
        "title": one.title or one.name,
        "ending": ending[:4] or "?",
        "kind": "pdf" if ending == "pdf" else "sheet" if ending in SHEETS else "other",
        "size": size(one.size or len(one.content)),
        "is_image": one.mimetype in PICTURES,
        "href": f"/page/file/{one.id}",
    }


def size(octets: int) -> str:
    """Write a size in French units, such as « 12 Ko »."""
    if octets < KIB:
        return f"{octets} o"
    return f"{octets / KIB:.0f} Ko" if octets < KIB * KIB else f"{octets / KIB / KIB:.1f} Mo".replace(".", ",")


def reactions(given: Mapping[str, Sequence[str]], viewer: str, name_of: Callable[[str], str]) -> list[Facts]:
    """Give the emoji under a message, each with who put it there."""
    return [
        {
            "name": name,
            "emoji": EMOJI.get(name, f":{name}:"),
            "count": len(people),
            "mine": viewer in people,
            "people": listed(["vous" if one == viewer else name_of(one) for one in people]),
        }
        for name, people in given.items()
    ]


def listed(names: Sequence[str]) -> str:
    """Write names one after the other, such as « Alice, Bob et vous »."""
    return " et ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
