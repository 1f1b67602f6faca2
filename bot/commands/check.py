"""`impayes check`: settings, policy, database and Slack, one line each, and what to do about what is wrong."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from bot.checks import findings
from bot.findings import Mark


def run(_options: argparse.Namespace) -> int:
    """Check everything; 1 when anything is wrong."""
    failed = False
    for finding in findings(os.environ, Path(".env"), datetime.now(UTC)):
        print(finding, flush=True)
        failed = failed or finding.mark is Mark.WRONG
    return int(failed)
