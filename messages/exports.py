"""Exports in words: the cells of the aged balance and of the journal, as a French spreadsheet reads them."""

import html
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo

from domain.calendar import bucket
from domain.exports import BalanceRow, ToldRow
from domain.journal import WRITTEN_IN_SLACK, JournalRow
from domain.policy import Policy
from messages import french, labels
from messages.digest import change_name
from messages.notes import told

BALANCE = (
    *("Code client", "Client", "SIREN", "Responsable", "Profil", "Facture", "Date facture", "Échéance"),
    *("Devise", "Montant", "Reste dû", "Jours de retard", "Tranche", "Niveau", "Gel"),
)
JOURNAL = ("Date", "Auteur", "Nature", "Code client", "Client", "Texte", "Empreinte")
_PROGRAM = "Impayés"
_PERSON = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def balance(rows: Iterable[BalanceRow], today: date, policy: Policy) -> Iterator[list[str]]:
    """Write the aged balance: its titles, then a line for each open due line."""
    yield list(BALANCE)
    for row in rows:
        yield [guarded(cell) for cell in _line(row, today, policy)]


def journal(rows: Iterable[ToldRow], zone: tzinfo) -> Iterator[list[str]]:
    """Write the journal: its titles, then a line for each row."""
    yield list(JOURNAL)
    for one in rows:
        row = one.row
        cells = (_instant(row.at, zone), row.actor or _PROGRAM, change_name(row.kind), one.code, one.name)
        yield [guarded(cell) for cell in (*cells, text(row), one.hash)]


def guarded(cell: str) -> str:
    """Keep a cell from being read as a formula: an apostrophe makes it a text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def text(row: JournalRow) -> str:
    """Word a row as the thread was told it, in plain text; what was written in Slack is given as it stands."""
    said = str(row.payload.get("text") or "") if row.kind in WRITTEN_IN_SLACK else told(row)
    return html.unescape(_PERSON.sub(r"\1", said))


def _line(row: BalanceRow, today: date, policy: Policy) -> Iterator[str]:
    debtor, line = row.debtor, row.line
    late = line.days_late(today)
    yield from (debtor.code, debtor.name, debtor.siren, debtor.owner, labels.profile(debtor.profile), line.number)
    yield from (_day(line.issued_on), _day(line.due_on), line.currency, _amount(line.amount), _amount(line.left))
    yield from (str(max(0, late)), labels.AGES[bucket(late)], _level(row, policy))
    yield ", ".join(labels.HOLDS[hold] for hold in row.holds(today))


def _level(row: BalanceRow, policy: Policy) -> str:
    """Name the level that the line reached, "" for none; by its number where the scenario has no such level."""
    debtor, line = row.debtor, row.line
    scenario = policy.scenario(invoice=line.scenario, debtor=debtor.scenario, profile=debtor.profile)
    if not line.level:
        return ""
    levels = scenario.levels if scenario else ()
    return levels[line.level - 1].name if line.level <= len(levels) else str(line.level)


def _day(on: date | None) -> str:
    return french.day(on) if on else ""


def _instant(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%d/%m/%Y %H:%M:%S}"


def _amount(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"
