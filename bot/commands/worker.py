"""`impayes worker`: the schedule and the announcer, beside `serve`; several may run."""

import argparse

from bot.commands.opening import opened
from bot.wiring import make_announcer
from bot.worker import until_told, working


def run(_options: argparse.Namespace) -> int:
    """Work until SIGTERM or SIGINT, then finish what is under way."""
    told = until_told()
    with opened("post") as program, working(program, make_announcer(program)):
        told.wait()
    return 0
