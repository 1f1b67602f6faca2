"""Promises are judged in the act that moves their money too: a person is told at once that their client kept one."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from domain.acts import Act
from domain.journal import Event
from domain.promises import TOLD_AS, Judgement, judge_all, verdict

if TYPE_CHECKING:  # the port names the values of modules that import this one
    from domain.ports import Book


def judge_debtor(book: "Book", act: Act, debtor_id: int) -> Sequence[Judgement]:
    """Judge the promises of one debtor, whom the act holds; give what changed."""
    judgements = judge_all(book.promises.of_debtor(debtor_id), act.today)
    book.promises.judge(judgements, act)
    return judgements


def verdicts(judgements: Iterable[Judgement]) -> Iterable[Event]:
    """Tell the judgements that are told, each as an event of its own."""
    return (verdict(one) for one in judgements if one.state in TOLD_AS)
