"""A week of one debtor, told in dates."""

from datetime import timedelta

from domain.acts import PROGRAM
from domain.promises import judge_promises
from sandbox.desk import Desk
from tests.journeys.program import Program
from tests.journeys.words import plainly


def test_a_promise_that_was_not_kept_leads_the_digest_and_the_day_of_who_follows_it(desk: Desk, bot: Program) -> None:
    desk.command("attribuer ACME @alice")
    desk.command("promesse ACME 2500 USD vendredi")
    desk.submit("Promesse")
    assert "promesse de 2 500,00" in plainly(desk.text_of(desk.root("Acme")))

    bot.clock.at += timedelta(days=9)
    judge_promises(bot.office.open_book, bot.office.act(PROGRAM))
    desk.as_("carole").command("digest")

    assert "non tenue" in plainly(desk.row("Acme"))
    rows = [line for line in plainly(desk.text_of(desk.digest)).splitlines() if "en retard · " in line]
    assert "Acme" in rows[0]
    desk.command("")
    assert "Acme Corp." in desk.last_ephemeral
    assert "non tenue" in plainly(desk.thread("Acme", 3)[-1])


def test_the_root_of_a_thread_that_somebody_deleted_is_posted_anew(desk: Desk) -> None:
    desk.command("note DUPUIS un")
    desk.acts.delete(desk.user, desk.channel, desk.root("Dupuis").ts)
    desk.command("note DUPUIS deux")

    assert "deux" in desk.thread("Dupuis")[-1]
