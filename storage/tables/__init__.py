"""The tables: keys, checks and references live here, so that no program can store half a truth."""

from storage.tables.agreements import decisions, dispute_lines, disputes, instalments, plan_lines, plans
from storage.tables.base import metadata
from storage.tables.calls import calls, snoozes
from storage.tables.debtors import contacts, debtors, documents, guarantees
from storage.tables.files import handouts, wanted_files
from storage.tables.ledger import allocations, due_lines, imports, invoices, payments
from storage.tables.outbox import inbox, journal, paces, places, runs
from storage.tables.people import absences, greeted, sales_asks
from storage.tables.promises import promise_lines, promises

__all__ = [
    "absences",
    "allocations",
    "calls",
    "contacts",
    "debtors",
    "decisions",
    "dispute_lines",
    "disputes",
    "documents",
    "due_lines",
    "greeted",
    "guarantees",
    "handouts",
    "imports",
    "inbox",
    "instalments",
    "invoices",
    "journal",
    "metadata",
    "paces",
    "payments",
    "places",
    "plan_lines",
    "plans",
    "promise_lines",
    "promises",
    "runs",
    "sales_asks",
    "snoozes",
    "wanted_files",
]
