"""`python -m bot` is the same program as `impayes`."""

import sys

from bot.cli import main

sys.exit(main())
