"""What an import writes: bulk inserts of what is new, one statement for each kind of change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update

from domain.acts import Act
from domain.allocations import fill, laid
from domain.imports import Changes, KnownDocument, Reshaping, Settlement
from domain.ledger import DocumentKind, LedgerContact, LedgerDocument
from domain.search import normal_name
from storage.allocations import give_back, respread
from storage.bulk import insert_rows
from storage.chunks import chunked
from storage.keys import reserve
from storage.moved import money_moved
from storage.tables import allocations, contacts, debtors, due_lines, invoices, payments

Rows = list[dict[str, object]]
Named = tuple[LedgerDocument, int, int]
"""A document with its id and its debtor's."""

_INVOICE = ("id", "debtor_id", "number", "kind", "issued_on", "currency", "total", "terms", "order_ref")
_LINE = ("id", "invoice_id", "debtor_id", "rank", "due_on", "currency", "amount", "left")
_PAYMENT = (
    *("id", "debtor_id", "invoice_id", "kind", "source", "amount", "unallocated", "currency"),
    *("paid_on", "counted_on", "method", "reference", "recorded_at"),
)
_ALLOCATION = ("payment_id", "line_id", "amount", "recorded_at")
_RENAME = update(debtors).where(debtors.c.id == bindparam("of"))
_RESHAPE = update(invoices).where(invoices.c.id == bindparam("of")).values(total=bindparam("new_total"))
_RESHAPE_LINE = (
    update(due_lines)
    .where(due_lines.c.id == bindparam("of"))
    .values(due_on=bindparam("new_due_on"), amount=bindparam("new_amount"), left=bindparam("new_left"))
)
_PAY_LINE = (
    update(due_lines).where(due_lines.c.id == bindparam("of")).values(left=due_lines.c.left - bindparam("cents"))
)
_USE_CREDIT = (
    update(payments)
    .where(payments.c.invoice_id == bindparam("of"), payments.c.kind == "credit_note")
    .values(unallocated=payments.c.unallocated - bindparam("cents"))
)


class LedgerWrites:
    """The writes of one import."""

    def __init__(self, connection: Connection, act: Act) -> None:
        self._connection = connection
        self._act = act

    def debtors(self, changes: Changes) -> Mapping[str, int]:
        """Add new debtors and rename known ones; give the ids of all that the changes name, by code."""
        new = changes.new_debtors
        ids = dict(zip(new, reserve(self._connection, debtors, len(new)), strict=True))
        self._insert(debtors, [_debtor(one) | {"id": ids[code]} for code, one in new.items()])
        for debtor_id, document in changes.renamed.items():
            self._connection.execute(_RENAME.values(**_identity(document)), {"of": debtor_id})
        codes = {one.client_code for one in changes.added} | {one.client_code for one in changes.contacts}
        return ids | self._ids(codes - ids.keys())

    def documents(self, added: Sequence[LedgerDocument], ids: Mapping[str, int]) -> None:
        """Add documents with their due lines, and the payment that their paid amount states."""
        keys = reserve(self._connection, invoices, len(added))
        named = [(one, key, ids[one.client_code]) for one, key in zip(added, keys, strict=True)]
        insert_rows(self._connection, invoices, _INVOICE, [_invoice(*each) for each in named])
        shares = self._lines([each for each in named if each[0].kind is not DocumentKind.CREDIT_NOTE])
        self._stated([each for each in named if each[0].paid or each[0].kind is DocumentKind.CREDIT_NOTE], shares)

    def reshape(self, reshaped: Sequence[Reshaping]) -> None:
        """Change amounts and due dates; what was allocated stays with the oldest lines."""
        for document, known in reshaped:
            self._connection.execute(_RESHAPE, {"of": known.id, "new_total": document.total})
            if document.kind is DocumentKind.CREDIT_NOTE:
                self._reshape_credit(document, known)
            else:
                self._reshape_lines(document, known)

    def settle(self, settled: Sequence[Settlement]) -> None:
        """Record what a ledger states as paid since, or give back what it stated before and no longer does."""
        for document, known, cents in settled:
            if document.kind is DocumentKind.CREDIT_NOTE:
                self._connection.execute(_USE_CREDIT, {"of": known.id, "cents": cents})
            elif cents > 0:
                self._pay(document, known, cents)
            else:
                give_back(self._connection, known.line_ids, -cents, self._act)
        if settled:
            concerned = {known.debtor_id for _, known, _ in settled}
            money_moved(self._connection, sorted(concerned))

    def contacts(self, new: Sequence[LedgerContact], ids: Mapping[str, int]) -> None:
        """Add contacts, with the names the ledger knows them by."""
        self._insert(contacts, [_contact(one) | {"debtor_id": ids[one.client_code]} for one in new])

    def _ids(self, codes: Iterable[str]) -> dict[str, int]:
        query = select(debtors.c.code, debtors.c.id)
        return {
            code: debtor_id
            for some in chunked(sorted(codes))
            for code, debtor_id in self._connection.execute(query.where(debtors.c.code.in_(some)))
        }

    def _lines(self, named: Sequence[Named]) -> list[tuple[int, int, int]]:
        """Add the due lines of invoices; share what is stated as paid among them, the oldest first.

        Give the invoice, the line and the cents of each share.
        """
        rows: list[tuple[object, ...]] = []
        shares: list[tuple[int, int, int]] = []
        keys = iter(reserve(self._connection, due_lines, sum(len(one.lines) for one, _, _ in named)))
        for document, invoice_id, debtor_id in named:
            rest = document.paid or 0
            for rank, (due_on, cents) in enumerate(document.lines):
                key, taken = next(keys), min(cents, rest)
                rows.append((key, invoice_id, debtor_id, rank, due_on, document.currency, cents, cents - taken))
                if taken:
                    rest -= taken
                    shares.append((invoice_id, key, taken))
        insert_rows(self._connection, due_lines, _LINE, rows)
        return shares

    def _stated(self, named: Sequence[Named], shares: Sequence[tuple[int, int, int]]) -> None:
        """Add the payments that documents state, with their shares of lines; a credit note is one to allocate."""
        keys = reserve(self._connection, payments, len(named))
        rows = [(key, *self._payment(*each).values()) for key, each in zip(keys, named, strict=True)]
        insert_rows(self._connection, payments, _PAYMENT, rows)
        paid_by = {invoice_id: key for key, (_, invoice_id, _) in zip(keys, named, strict=True)}
        at = self._act.at
        allocated = [(paid_by[invoice_id], line_id, cents, at) for invoice_id, line_id, cents in shares]
        insert_rows(self._connection, allocations, _ALLOCATION, allocated)

    def _payment(self, document: LedgerDocument, invoice_id: int, debtor_id: int, cents: int = 0) -> dict[str, object]:
        """Give the values of `_PAYMENT` but the id, by name."""
        credit = document.kind is DocumentKind.CREDIT_NOTE
        return {
            "debtor_id": debtor_id,
            "invoice_id": invoice_id,
            "kind": "credit_note" if credit else "payment",
            "source": "ledger",
            "amount": document.total if credit else cents or document.paid,
            "unallocated": document.total - (document.paid or 0) if credit else 0,
            "currency": document.currency,
            "paid_on": _stated_on(document),
            "counted_on": document.paid_on or self._act.today,
            "method": document.method[:32],
            "reference": document.number,
            "recorded_at": self._act.at,
        }

    def _pay(self, document: LedgerDocument, known: KnownDocument, cents: int) -> None:
        left = select(due_lines.c.id, due_lines.c.left).where(due_lines.c.invoice_id == known.id)
        owed = self._connection.execute(left.order_by(due_lines.c.rank)).all()
        parts = fill(owed, cents)
        row = self._payment(document, known.id, known.debtor_id, cents) | {"unallocated": cents - laid(parts)}
        payment_id = self._connection.execute(insert(payments).values(**row).returning(payments.c.id)).scalar_one()
        if parts:
            self._connection.execute(_PAY_LINE, [{"of": part.line_id, "cents": part.cents} for part in parts])
        self._insert(
            allocations,
            [
                {"payment_id": payment_id, "line_id": line_id, "amount": taken, "recorded_at": self._act.at}
                for line_id, taken in parts
            ],
        )

    def _reshape_credit(self, document: LedgerDocument, known: KnownDocument) -> None:
        note = update(payments).where(payments.c.invoice_id == known.id, payments.c.kind == "credit_note")
        grown = payments.c.unallocated + (document.total - known.total)
        self._connection.execute(note.values(amount=document.total, unallocated=grown))

    def _reshape_lines(self, document: LedgerDocument, known: KnownDocument) -> None:
        more = document.lines[len(known.line_ids) :]
        new_ids = reserve(self._connection, due_lines, len(more))
        self._insert(
            due_lines,
            [
                {
                    "id": line_id,
                    "invoice_id": known.id,
                    "debtor_id": known.debtor_id,
                    "rank": rank,
                    "due_on": line.due_on,
                    "currency": document.currency,
                    "amount": line.amount,
                    "left": line.amount,
                }
                for rank, (line_id, line) in enumerate(zip(new_ids, more, strict=True), start=len(known.line_ids))
            ],
        )
        ids = (*known.line_ids, *new_ids)
        left = respread(
            self._connection, {i: line.amount for i, line in zip(ids, document.lines, strict=True)}, self._act
        )
        for line_id, line in zip(ids, document.lines, strict=True):
            new = {"of": line_id, "new_due_on": line.due_on, "new_amount": line.amount, "new_left": left[line_id]}
            self._connection.execute(_RESHAPE_LINE, new)

    def _insert(self, table: object, rows: Rows) -> None:
        if rows:
            self._connection.execute(insert(table), rows)  # type: ignore[arg-type]


def _debtor(one: LedgerDocument | LedgerContact) -> dict[str, object]:
    unsaid = {"name": one.client_code, "sought": one.client_code.lower(), "siren": "", "siret": "", "vat": ""}
    return {"code": one.client_code, **unsaid, **_identity(one)}


def _identity(one: LedgerDocument | LedgerContact) -> dict[str, object]:
    """Give what is said of a client; what a file does not say is not forgotten."""
    said: dict[str, object] = {"name": one.client_name[:255], "sought": normal_name(one.client_name)[:255]}
    if isinstance(one, LedgerDocument):
        said |= {"siren": one.siren, "siret": one.siret, "vat": one.vat}
    return {name: value for name, value in said.items() if value}


def _contact(one: LedgerContact) -> dict[str, object]:
    said = {name: getattr(one, name) for name in ("name", "role", "email", "phone")}
    return said | {"ledger_name": one.name, "ledger_email": one.email}


def _invoice(document: LedgerDocument, invoice_id: int, debtor_id: int) -> tuple[object, ...]:
    """Give the values of `_INVOICE`."""
    return (
        invoice_id,
        debtor_id,
        document.number,
        document.kind.value,
        document.issued_on,
        document.currency,
        document.total,
        document.terms[:255],
        document.order_ref[:64],
    )


def _stated_on(document: LedgerDocument) -> date:
    """Date what a ledger states by the file, else by the invoice: it never counts as recovered today (RULES §12)."""
    return document.paid_on or document.issued_on or document.lines[0].due_on
