"""`impayes demo`: everything on this machine, without a Slack account."""

import argparse


def run(options: argparse.Namespace) -> int:
    """Run the demo until SIGTERM or SIGINT."""
    from sandbox.demo import demonstrate  # noqa: PLC0415 - the program knows its sandbox here only, and lazily

    demonstrate(options.port, lambda text: print(text, flush=True), browser=not options.no_browser)
    return 0
