"""Who the bot itself is in the workspace, asked once and kept."""

import logging
import threading
from collections.abc import Callable
from typing import NamedTuple

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

log = logging.getLogger(__name__)


class Known(NamedTuple):
    """The bot's own ids and its team's."""

    user_id: str
    bot_id: str
    team_id: str


class Identity:
    """Asks `auth.test` off the path of requests, which `later` runs; a silent Slack is asked again at the next need."""

    def __init__(self, client: WebClient, later: Callable[[Callable[[], None]], object]) -> None:
        self._client = client
        self._later = later
        self._asking = threading.Lock()
        self._known: Known | None = None

    def known(self) -> Known | None:
        """Give who the bot is; None while Slack has not said."""
        if self._known is None and self._asking.acquire(blocking=False):
            try:
                self._later(self._ask)
            except RuntimeError:  # the program is stopping
                self._asking.release()
        return self._known

    def _ask(self) -> None:
        try:
            said = self._client.auth_test()
            self._known = Known(str(said.get("user_id")), str(said.get("bot_id")), str(said.get("team_id")))
        except (SlackClientError, OSError) as error:
            log.warning("slack does not say who the bot is: %s", type(error).__name__)
        finally:
            self._asking.release()
