"""A warm process answers without compiling anything."""

from messages import words
from messages.card import card
from messages.warm import warm
from tests.messages.given import TODAY, policy
from tests.messages.given import card as debtor


def test_a_warm_process_has_every_sentence_ready() -> None:
    warm(policy(), TODAY)
    before = words._template.cache_info().misses  # noqa: SLF001 - what was compiled
    card(debtor(), TODAY, policy())

    assert words._template.cache_info().misses == before  # noqa: SLF001
