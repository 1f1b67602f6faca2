"""`impayes run`: the whole bot in one process, by Socket Mode."""

import argparse

from bot.commands.opening import opened
from bot.listening import listening
from bot.worker import until_told


def run(_options: argparse.Namespace) -> int:
    """Run until SIGTERM or SIGINT, then finish what is under way."""
    told = until_told()
    with opened("socket") as program, listening(program, told):
        told.wait()
    return 0
