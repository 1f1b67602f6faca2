"""The Bolt application: every route registered from data, with the office and the role gate before each."""

import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.identity import Identity
from bot.settings import Settings
from bot.slack_shape import well_shaped
from handlers import leftovers, routes
from handlers.errors import failed
from handlers.gate import gate
from handlers.office import Office
from handlers.presses import Listener
from handlers.show import TIMEOUT, Show

NAME = "impayes"
THREADS = 16
ANY = re.compile(r"\A")  # last, for ids that no listener knows; the others are exact strings


def listener_client(settings: Settings) -> WebClient:
    """Make the client of listeners: quick to give up, and it never sends anything twice."""
    return WebClient(
        token=settings.slack_bot_token, base_url=settings.slack_api_url, timeout=TIMEOUT, retry_handlers=[]
    )


def build_app(settings: Settings, office: Office, *, client: WebClient | None = None) -> App:
    """Build the application; nothing is asked of the network until the first request."""
    client = client or listener_client(settings)
    executor = ThreadPoolExecutor(THREADS, thread_name_prefix="listener")
    app = App(
        name=NAME,
        logger=_quiet(),
        client=_without_token(client),
        signing_secret=settings.slack_signing_secret or "",
        token_verification_enabled=False,
        authorize=_authorize(Identity(client, executor.submit), client.token),
        before_authorize=_shaped,
        process_before_response=True,
        listener_executor=executor,
    )
    app.use(_furnish(office, executor))
    app.use(gate)
    app.error(failed)
    _register(app)
    return app


def _quiet() -> logging.Logger:
    """Give Bolt a logger that keeps errors: under that it writes whole requests, with what debtors owe in them."""
    logger = logging.getLogger(f"slack_bolt.{NAME}")
    logger.setLevel(logging.ERROR)
    return logger


def _without_token(client: WebClient) -> WebClient:
    """Give Bolt the settings of a client: each request's own takes its token from `authorize`."""
    return WebClient(base_url=client.base_url, timeout=client.timeout, retry_handlers=[])


def _authorize(identity: Identity, token: str | None) -> Callable[..., AuthorizeResult]:
    """Tell Bolt who the bot is, when Slack said so already: a request never fails for not knowing."""

    def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        known = identity.known()
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_token=token,
            bot_user_id=known.user_id if known else None,
            bot_id=known.bot_id if known else None,
        )

    return authorize


def _shaped(body: Any, next_: Callable[[], None]) -> BoltResponse | None:  # noqa: ANN401 - whatever was sent
    """Let through what is shaped as Slack shapes it; Socket Mode has no door of its own."""
    if not well_shaped(body):
        return BoltResponse(status=400, body="")
    next_()
    return None


def _furnish(office: Office, executor: ThreadPoolExecutor) -> Callable[..., None]:
    def furnish(client: WebClient, body: dict[str, Any], context: BoltContext, next_: Callable[[], None]) -> None:
        context["office"] = office
        context["show"] = Show(client, body, executor.submit)
        next_()

    return furnish


def _register(app: App) -> None:
    tables: tuple[tuple[Callable[..., Any], dict[str, Listener]], ...] = (
        (app.command, routes.commands()),
        (app.action, routes.actions()),
        (app.view, routes.views()),
        (app.shortcut, routes.shortcuts()),
        (app.options, routes.options()),
        (app.event, routes.events()),
    )
    for register, table in tables:
        for name, listener in table.items():
            register(str(name))(listener)
    for register, listener in (
        (app.command, leftovers.typed),
        (app.action, leftovers.pressed),
        (app.view, leftovers.submitted),
        (app.view_closed, leftovers.happened),
        (app.shortcut, leftovers.taken),
        (app.options, leftovers.searched),
        (app.event, leftovers.happened),
    ):
        register(ANY)(listener)
