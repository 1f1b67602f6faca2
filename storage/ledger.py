"""A ledger in SQL: what is known is read in pieces, what changed is written in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, func, insert, select, text

from domain.acts import Act
from domain.imports import Changes, ImportSummary, KnownDebtor, KnownDocument, KnownLedger
from domain.ledger import DocumentKind, LedgerFile, LedgerLine, LedgerPayment
from domain.receipts import ByHand, Confirmed, Owed, Receipt
from storage.bulk import count_anew
from storage.chunks import chunked
from storage.given import is_given
from storage.ledger_writes import LedgerWrites
from storage.receipts import by_hand, confirm, known_receipts, owed, owing, place_named, receive
from storage.stated import place_stated
from storage.tables import allocations, contacts, debtors, due_lines, imports, invoices, payments

_IMPORT_LOCK = 8_204_518
_LINES = (
    select(
        invoices.c.id,
        invoices.c.number,
        invoices.c.debtor_id,
        invoices.c.kind,
        invoices.c.currency,
        invoices.c.total,
        due_lines.c.id,
        due_lines.c.due_on,
        due_lines.c.amount,
        due_lines.c.left,
    )
    .join_from(invoices, due_lines)
    .where(is_given(invoices.c.number))
    .order_by(invoices.c.id, due_lines.c.rank)
)
_PLACED = (  # what people set against invoices: no ledger stated it
    select(func.coalesce(func.sum(allocations.c.amount), 0))
    .where(allocations.c.payment_id == payments.c.id, allocations.c.reversed_at.is_(None))
    .correlate(payments)
    .scalar_subquery()
)
_CREDIT_NOTES = (
    select(
        invoices.c.id,
        invoices.c.number,
        invoices.c.debtor_id,
        invoices.c.kind,
        invoices.c.currency,
        invoices.c.total,
        payments.c.unallocated,
        _PLACED.label("placed"),
    )
    .join_from(invoices, payments, payments.c.invoice_id == invoices.c.id)
    .where(is_given(invoices.c.number), invoices.c.kind == DocumentKind.CREDIT_NOTE, payments.c.kind == "credit_note")
)
_STATED = (
    select(due_lines.c.invoice_id, func.sum(allocations.c.amount))
    .join_from(allocations, due_lines)
    .join(payments, payments.c.id == allocations.c.payment_id)
    .where(
        is_given(allocations.c.line_id),
        payments.c.source == "ledger",
        payments.c.kind == "payment",
        allocations.c.reversed_at.is_(None),
    )
    .group_by(due_lines.c.invoice_id)
)
_DEBTORS = select(debtors.c.code, debtors.c.id, debtors.c.name, debtors.c.siren).where(is_given(debtors.c.code))
_HOLD = select(debtors.c.id).where(is_given(debtors.c.id)).order_by(debtors.c.id).with_for_update(key_share=True)
_CONTACTS = select(
    contacts.c.debtor_id, contacts.c.name, contacts.c.email, contacts.c.ledger_name, contacts.c.ledger_email
).where(is_given(contacts.c.debtor_id))
_AT_ONCE = 20_000
_MANY = 1_000


class SqlLedger:
    """Accounting documents and payments in bulk; see `domain.ports.Ledger`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, file: LedgerFile) -> KnownLedger:
        """Load what is stored of the debtors and documents that the file names, and lock these debtors."""
        if self._connection.dialect.name == "postgresql":  # on SQLite the transaction is the only writer
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _IMPORT_LOCK})
            self._hold(file)
        codes = {one.client_code for one in file.documents} | {one.client_code for one in file.contacts}
        known = self._debtors(sorted(codes))
        by_id = {debtor.id: code for code, debtor in known.items()}
        documents = self._documents([one.number for one in file.documents], by_id) if known else {}
        return KnownLedger(known, documents, self._contacts(by_id))

    def apply(self, changes: Changes, act: Act) -> Mapping[str, int]:
        """Store changes in bulk; give the ids of the debtors named, by code."""
        writes = LedgerWrites(self._connection, act)
        ids = writes.debtors(changes)
        writes.documents(changes.added, ids)
        writes.settle([one for one in changes.settled if one.cents < 0])  # given back before a line may shrink
        writes.reshape(changes.reshaped)
        writes.settle([one for one in changes.settled if one.cents > 0])
        writes.contacts(changes.contacts, ids)
        place_named(self._connection, changes.numbers(), act)
        place_stated(self._connection, act)
        if len(changes.added) > _MANY:
            count_anew(self._connection, (invoices, due_lines, payments, allocations))
        return ids

    def known_receipts(self, keys: Sequence[str]) -> frozenset[str]:
        """Keep the keys of payments already stored."""
        return known_receipts(self._connection, keys)

    def owed(self, payments_: Sequence[LedgerPayment]) -> Mapping[str, Sequence[Owed]]:
        """Load the invoices that payments name, by number."""
        return owed(self._connection, _numbers(payments_))

    def debtor_ids(self, payments_: Sequence[LedgerPayment]) -> Mapping[str, int]:
        """Load the debtors that payments name, by code."""
        known = self._debtors(sorted({one.client_code for one in payments_}))
        return {code: debtor.id for code, debtor in known.items()}

    def receive(self, receipts: Sequence[Receipt], act: Act) -> None:
        """Store payments with their allocations, in place of what a ledger had stated."""
        receive(self._connection, receipts, act)

    def by_hand(self, debtor_ids: Sequence[int]) -> Sequence[ByHand]:
        """Load the payments of those debtors that people noted and nobody took back."""
        return by_hand(self._connection, debtor_ids)

    def confirm(self, confirmed: Sequence[Confirmed], act: Act) -> None:
        """Make payments that people noted those of the file that tells them too."""
        confirm(self._connection, confirmed, act)

    def keep_summary(self, summary: ImportSummary, act: Act) -> None:
        """Keep what an import did, with its first refusals."""
        self._connection.execute(
            insert(imports).values(
                file_name=summary.file_name[-255:],
                file_hash=summary.sha256,
                kind=summary.kind,
                at=act.at,
                by=act.by,
                added=summary.added,
                changed=summary.changed,
                unchanged=summary.unchanged,
                rejected=len(summary.rejected),
                refusals={"rows": [list(one) for one in summary.rejected[:200]]},
            )
        )

    def _hold(self, file: LedgerFile) -> None:
        """Lock the debtors that a file names, by id as all who lock several do: nobody waits round."""
        codes = {one.client_code for some in (file.documents, file.contacts, file.payments) for one in some}
        ids = {debtor.id for debtor in self._debtors(sorted(codes)).values()}
        ids |= frozenset(owing(self._connection, _numbers(file.payments)))
        self._connection.execute(_HOLD, {"given": sorted(ids)}).all()

    def _debtors(self, codes: Sequence[str]) -> dict[str, KnownDebtor]:
        found = self._connection.execute(_DEBTORS, {"given": codes})
        return {code: KnownDebtor(*known) for code, *known in found}

    def _documents(self, numbers: Sequence[str], codes: Mapping[int, str]) -> dict[tuple[str, str], KnownDocument]:
        documents: dict[tuple[str, str], KnownDocument] = {}
        for some in chunked(numbers, _AT_ONCE):
            for one in (*self._invoices(some), *self._credit_notes(some)):
                code = codes.get(one[1].debtor_id)
                if code is not None:
                    documents[code, one[0]] = one[1]
        return documents

    def _invoices(self, numbers: Sequence[str]) -> Iterable[tuple[str, KnownDocument]]:
        rows = self._connection.execute(_LINES, {"given": numbers}).all()
        stated = self._stated([row[6] for row in rows if row[9] < row[8]])
        for invoice_id, own in groupby(rows, itemgetter(0)):
            (_, number, debtor_id, kind, currency, total, line_id, due_on, amount, left), *others = own
            lines: tuple[LedgerLine, ...] = (LedgerLine(due_on, amount),)
            ids, settled = (line_id,), total - left
            if others:
                lines += tuple(LedgerLine(row[7], row[8]) for row in others)
                ids += tuple(row[6] for row in others)
                settled -= sum(row[9] for row in others)
            yield (
                number,
                KnownDocument(
                    invoice_id, debtor_id, kind, currency, total, lines, ids, settled, stated.get(invoice_id, 0)
                ),
            )

    def _stated(self, line_ids: Sequence[int]) -> Mapping[int, int]:
        """Sum by invoice what ledgers stated on those lines, the ones something was taken off."""
        found = self._connection.execute(_STATED, {"given": line_ids})
        return {invoice_id: int(cents) for invoice_id, cents in found}

    def _credit_notes(self, numbers: Sequence[str]) -> Iterable[tuple[str, KnownDocument]]:
        for row in self._connection.execute(_CREDIT_NOTES, {"given": numbers}):
            used = row.total - row.unallocated
            yield (
                row.number,
                KnownDocument(
                    row.id, row.debtor_id, row.kind, row.currency, row.total, (), (), used, used - int(row.placed)
                ),
            )

    def _contacts(self, codes: Mapping[int, str]) -> Mapping[str, frozenset[tuple[str, str]]]:
        """Load contacts by what they are called now and by what ledgers call them, those that people removed too."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for debtor_id, *names in self._connection.execute(_CONTACTS, {"given": list(codes)}):
            found[codes[debtor_id]].update(((names[0], names[1]), (names[2], names[3])))
        return {code: frozenset(some) for code, some in found.items()}


def _numbers(payments_: Sequence[LedgerPayment]) -> Sequence[str]:
    return sorted({one.invoice_number for one in payments_ if one.invoice_number})
