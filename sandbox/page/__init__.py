"""The workspace page: a Slack in the browser, for people who look at the bot and for tests that press its buttons."""

from sandbox.page.app import page_app

__all__ = ["page_app"]
