"""Who the bot itself is in the workspace, asked once and kept."""

import logging
import threading
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
    """Asks `auth.test` when first needed; a silent Slack is asked again at the next need."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._known: Known | None = None

    def known(self) -> Known | None:
        """Give who the bot is; None while Slack does not say."""
        if self._known is None and self._lock.acquire(blocking=False):
            try:
                self._known = self._ask()
            finally:
                self._lock.release()
        return self._known

    def _ask(self) -> Known | None:
        try:
            said = self._client.auth_test()
        except (SlackClientError, OSError) as error:
            log.warning("slack does not say who the bot is: %s", type(error).__name__)
            return None
        return Known(str(said.get("user_id")), str(said.get("bot_id")), str(said.get("team_id")))
