"""What is said to clients and of them, by the product's own use cases."""

from collections.abc import Callable, Mapping

from domain.calls import Call, Channel, Result, log_call
from domain.money import Money
from domain.notes import keep_note
from domain.owners import assign_debtor
from domain.promises import record_promise
from domain.snoozes import snooze_debtor
from sandbox.doing import Doing


def _assign(one: Doing) -> None:
    assign_debtor(one.open_book, one.act, debtor_id=one.debtor_id, owner=one.facts["to"])


def _call(one: Doing) -> None:
    facts = one.facts
    with one.program.open_reader() as reader:
        known = reader.contacts(one.debtor_id)
    contact = next((some for some in known if some.name not in {some.phone, some.email}), None)
    call = Call(
        one.debtor_id,
        Channel(facts.get("channel", Channel.PHONE)),
        Result(facts["result"]),
        contact.id if contact else None,
        contact.name if contact else "",
        facts.get("note", ""),
        one.days.named(facts["next"]) if "next" in facts else None,
    )
    log_call(one.open_book, one.act, call)


def _promise(one: Doing) -> None:
    lines = one.lines()
    currency = lines[0].currency
    record_promise(
        one.open_book,
        one.act,
        debtor_id=one.debtor_id,
        lines=[line.id for line in lines],
        amount=one.amount(currency) or Money(sum(line.left for line in lines), currency),
        on=one.days.named(one.facts["on"]),
        note=one.facts.get("note", ""),
    )


def _snooze(one: Doing) -> None:
    until, reason = one.days.named(one.facts["until"]), one.facts["reason"]
    snooze_debtor(one.open_book, one.act, debtor_id=one.debtor_id, until=until, reason=reason)


def _note(one: Doing) -> None:
    keep_note(one.open_book, one.act, debtor_id=one.debtor_id, text=one.facts["text"])


TALK: Mapping[str, Callable[[Doing], object]] = {
    "assign": _assign,
    "call": _call,
    "note": _note,
    "promise": _promise,
    "snooze": _snooze,
}
