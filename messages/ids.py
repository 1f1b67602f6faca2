"""The names by which Slack sends a press back: a posted button lives for months, so names are only added."""

from enum import StrEnum


class Action(StrEnum):
    """Buttons, menus and selects."""

    CALL_OPEN = "call.open"
    PROMISE_OPEN = "promise.open"
    SNOOZE_OPEN = "snooze.open"
    ASSIGN_OPEN = "assign.open"
    CARD_OPEN = "card.open"
    ROW_MENU = "row.menu"
    LIST_PAGE = "list.page"
    LIST_NEXT = "list.next"
    LIST_PREVIOUS = "list.previous"
    CLIENT_CHOOSE = "client.choose"
    CLIENT_SEARCH = "client.search"
    DAY_OPEN = "day.open"
    HELP_OPEN = "help.open"
    DISPUTE_OPEN = "dispute.open"
    DISPUTE_CLOSE = "dispute.close"
    PAYMENT_OPEN = "payment.open"
    PAYMENT_REVERSE = "payment.reverse"
    PAYMENT_MENU = "payment.menu"
    CREDIT_ALLOCATE = "credit.allocate"
    CREDIT_RELEASE = "credit.release"


class Callback(StrEnum):
    """Modals."""

    CALL_SUBMIT = "call.submit"
    PROMISE_SUBMIT = "promise.submit"
    SNOOZE_SUBMIT = "snooze.submit"
    ASSIGN_SUBMIT = "assign.submit"
    CLIENT_SUBMIT = "client.submit"
    DISPUTE_SUBMIT = "dispute.submit"
    DISPUTE_CLOSE = "dispute.close_submit"
    INSOLVENCY_SUBMIT = "insolvency.submit"
    PAYMENT_SUBMIT = "payment.submit"
    PAYMENT_REVERSE_SUBMIT = "payment.reverse_submit"
    CREDIT_ALLOCATE_SUBMIT = "credit.allocate_submit"
