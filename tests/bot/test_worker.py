import signal
import subprocess
import sys

import pytest

SIGNALLED_WHILE_IT_WAITS = """
import signal, sys, threading
from bot.worker import until_told

told = until_told()

def step(frame, event, _):
    if event == "line" and frame.f_code is threading.Event.wait.__code__ and "signaled" in frame.f_locals:
        sys.settrace(None)
        signal.raise_signal({number})
    return step

sys.settrace(step)
print(told.wait(20))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_between_two_steps_of_the_wait_ends_it(number: signal.Signals) -> None:
    program = SIGNALLED_WHILE_IT_WAITS.format(number=int(number))

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)

    assert ("True\n", "") == (ended.stdout, ended.stderr)
