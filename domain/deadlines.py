"""The days on which rights are lost: what the law gives a creditor once a debtor's insolvency is published."""

from datetime import date

from domain.calendar import add_months

_DECLARE, _RECLAIM, _RELIEF = 2, 3, 6


def declare_by(published_on: date) -> date:
    """Give the last day to declare the claim: two months from the BODACC (R. 622-24 C. com.)."""
    return add_months(published_on, _DECLARE)


def reclaim_by(published_on: date) -> date:
    """Give the last day to claim goods under retention of title: three months from the BODACC (L. 624-9 C. com.)."""
    return add_months(published_on, _RECLAIM)


def relief_by(published_on: date) -> date:
    """Give the last day to ask for relief when the claim was not declared in time: six months (L. 622-26 C. com.)."""
    return add_months(published_on, _RELIEF)
