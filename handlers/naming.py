"""Which client a text names: for certain, among several, or none."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.reader import Found, Reader
from domain.search import Client, Matches, find

_LONGEST = 200  # characters: what is longer names nobody


class Sure(NamedTuple):
    """The one debtor that a text names, by an invoice's number or otherwise."""

    debtor_id: int
    invoice: str = ""


def resolve(reader: Reader, text: str) -> Sure | Matches:
    """Find a client: by an exact key first, which takes one query, then as people name them."""
    text = text[:_LONGEST]
    found = reader.exact(text)
    if len({one.debtor_id for one in found}) == 1:
        return Sure(found[0].debtor_id, next((one.invoice for one in found if one.invoice), ""))
    if found:
        several = _among(reader, found)
        return Matches(candidates=several, total=len(several))
    matches = find(text, reader.clients())
    return Sure(matches.exact.debtor_id, matches.invoice) if matches.exact else matches


def offered(reader: Reader, text: str) -> Sequence[Client]:
    """Give the clients that a text still being typed may mean, the nearest when it means none."""
    text = text[:_LONGEST]
    found = _among(reader, reader.exact(text))
    if found:
        return found
    matches = find(text, reader.clients())
    return (matches.exact,) if matches.exact else matches.candidates or matches.nearest


def _among(reader: Reader, found: Sequence[Found]) -> tuple[Client, ...]:
    ids = {one.debtor_id for one in found}
    return tuple(client for client in reader.clients().clients if client.debtor_id in ids) if ids else ()
