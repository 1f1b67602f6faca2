"""`impayes tick`: do now what the schedule does, as of a day."""

import argparse

from bot.commands.opening import opened
from bot.jobs import tick
from messages.french import plural


def run(options: argparse.Namespace) -> int:
    """Judge promises and plans as of the day; safe to repeat."""
    with opened() as program:
        judged = tick(program, options.on or program.clock.today(), program.clock.now())
    print(plural(judged, "engagement jugé") + ".")
    return 0
