"""`impayes import`: read ledger files and keep what they bring."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.commands.opening import opened
from bot.commands.progress import progress
from connectors.files import read_ledger
from domain.acts import PROGRAM, Act
from domain.imports import ImportSummary, import_ledger
from domain.ledger import LedgerFile
from messages.french import plural

SHOWN = 20


def run(options: argparse.Namespace) -> int:
    """Import each file in a transaction of its own, once all could be read; with `--dry-run` say what would be done."""
    with opened() as program:
        act = Act(PROGRAM, program.clock.now(), program.clock.today())
        read = [(file.name, _read(file, act.today)) for file in options.files]
        summaries = [
            import_ledger(program.open_book, act, ledger, name, dry_run=options.dry_run) for name, ledger in read
        ]
    if options.json:
        answers = [_json(summary) for summary in summaries]
        print(json.dumps(answers[0] if len(answers) == 1 else answers, ensure_ascii=False))
    else:
        for summary in summaries:
            print("\n".join(_lines(summary, dry_run=options.dry_run)))
    return 0


def _read(file: Path, today: date) -> LedgerFile:
    with progress(sys.stderr, file.name) as tell:
        return read_ledger(file, today=today, progress=tell)


def _json(summary: ImportSummary) -> dict[str, Any]:
    return {
        "kind": summary.kind,
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "rejected": [{"row": one.row, "reason": one.reason} for one in summary.rejected],
    }


def _lines(summary: ImportSummary, *, dry_run: bool) -> Sequence[str]:
    counts = (
        plural(summary.added, "ajoutée", "ajoutées"),
        plural(summary.changed, "modifiée", "modifiées"),
        plural(summary.unchanged, "inchangée", "inchangées"),
        plural(len(summary.rejected), "refusée", "refusées"),
    )
    refused = [f"  ligne {one.row} : {one.reason}" for one in summary.rejected[:SHOWN]]
    more = len(summary.rejected) - SHOWN
    return (
        f"{summary.file_name} : {', '.join(counts)}{' (essai : rien n’est écrit)' if dry_run else ''}",
        *(f"  {note}" for note in summary.notes),
        *refused,
        *((f"  et {plural(more, 'autre', 'autres')}",) if more > 0 else ()),
    )
