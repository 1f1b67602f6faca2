"""Slack's refusals, raised anywhere inside the workspace and written as JSON at its door."""

from sandbox.records import Exchange, Json
from sandbox.workspace import Workspace


class ApiError(Exception):
    """A refusal by its Slack code, with the messages and facts that Slack adds."""

    def __init__(self, code: str, *messages: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.messages = list(messages)
        self.facts = facts

    def answer(self) -> Json:
        """Write the refusal as the Web API does."""
        told: Json = {"ok": False, "error": self.code, **self.facts}
        if self.messages:
            told["response_metadata"] = {"messages": self.messages}
        return told


def refuse_answer(space: Workspace, body: Json, refusal: ApiError) -> str:
    """Keep for the inspector that Slack cannot use what an acknowledgement carried; give it in one line."""
    space.inspect(Exchange(space.now(), "in", "acknowledgement", body, refusal.answer(), 0.0))
    return ": ".join([refusal.code, *refusal.messages])
