"""Any debtor's forms are forms that Slack takes, and what they show at first is understood."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.debtors import Contact
from domain.debts import Debt
from messages.forms import call, promise
from messages.forms.promise import PromiseForm
from sandbox.limits import view_complaints
from tests.messages import debtors
from tests.messages.forms.submission import day, submit
from tests.messages.given import TODAY

CONTACTS = st.lists(
    st.builds(Contact, st.integers(1, 2**63 - 1), debtors.NAMES, debtors.NAMES, debtors.NAMES, debtors.NAMES),
    max_size=3,
    unique_by=lambda one: one.id,
)
DEBTS = st.builds(
    Debt,
    debtors.debtors(),
    st.lists(debtors.lines(), min_size=1, max_size=30, unique_by=lambda line: line.id).map(tuple),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(DEBTS, CONTACTS, debtors.NAMES)
def test_any_debtor_has_forms_that_slack_takes(debt: Debt, contacts: list[Contact], unread: str) -> None:
    promised = promise.view(debt, contacts, TODAY, unread=unread)
    filled = promise.view(debt, contacts, TODAY)
    read = promise.parse(submit(filled, on=day(date(2026, 11, 30).isoformat())), TODAY)

    assert view_complaints(call.view(debt, contacts, TODAY), "modal") == []
    assert view_complaints(promised, "modal") == []
    assert isinstance(read, PromiseForm)
    assert read.amount.cents == sum(line.left for line in debt.lines if line.id in read.lines)
