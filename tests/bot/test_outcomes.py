"""Each answer of Slack means one thing to do, the ones that are no JSON too."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from bot.outcomes import Outcome, Refused, refused


def answer(error: str, status: int = 200, **headers: str) -> SlackApiError:
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url="https://slack.com/api/chat.postMessage",
        req_args={},
        data={"ok": False, "error": error},
        headers=headers,
        status_code=status,
    )
    return SlackApiError("refused", response)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("internal_error", Outcome.UNCLEAR),
        ("fatal_error", Outcome.UNCLEAR),
        ("request_timeout", Outcome.UNCLEAR),
        ("service_unavailable", Outcome.UNCLEAR),
        ("ratelimited", Outcome.LATER),
        ("message_not_found", Outcome.GONE),
        ("cant_update_message", Outcome.GONE),
        ("edit_window_closed", Outcome.GONE),
        ("not_in_channel", Outcome.NEVER),
        ("channel_not_found", Outcome.NEVER),
        ("is_archived", Outcome.NEVER),
        ("missing_scope", Outcome.NEVER),
        ("restricted_action", Outcome.NEVER),
        ("invalid_blocks", Outcome.NEVER),
        ("msg_too_long", Outcome.NEVER),
        ("token_revoked", Outcome.NO_SLACK),
        ("account_inactive", Outcome.NO_SLACK),
        ("invalid_auth", Outcome.NO_SLACK),
    ],
)
def test_a_code_means_one_thing_to_do(code: str, outcome: Outcome) -> None:
    assert outcome is refused(answer(code)).outcome


def test_a_rate_limit_says_how_long_to_wait() -> None:
    told = refused(answer("ratelimited", 429, **{"Retry-After": "30"}))

    assert (Outcome.LATER, 30.0) == (told.outcome, told.wait)


@pytest.mark.parametrize("status", [200, 404, 500, 502, 503])
def test_an_answer_that_is_no_json_is_unclear(status: int) -> None:
    error = SlackApiError("not JSON", {"status": status, "headers": {}, "body": "<html>"})  # type: ignore[no-untyped-call]

    assert Outcome.UNCLEAR is refused(error).outcome


@pytest.mark.parametrize("error", [TimeoutError(), ConnectionResetError(), SlackRequestError("odd")])
def test_no_answer_is_unclear(error: Exception) -> None:
    assert Outcome.UNCLEAR is refused(error).outcome


def test_an_error_of_ours_stays_one() -> None:
    with pytest.raises(ZeroDivisionError):
        refused(ZeroDivisionError())


def test_a_refusal_passes_through_context_managers() -> None:
    assert "no_answer" == str(Refused(Outcome.UNCLEAR, "no_answer"))
