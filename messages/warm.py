"""Getting ready before the first person asks: templates compiled, holidays and the names of currencies loaded."""

from datetime import date

from domain.policy import Policy
from messages import french, words


def warm(policy: Policy, today: date) -> None:
    """Do once, at the start of a process, the second and a half of work that would else delay the first answer."""
    words.compile_all()
    french.money(0)
    policy.reminders.calendar.next_working_day(today)
