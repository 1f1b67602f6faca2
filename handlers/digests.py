"""`digest`: asks for the day's digest; the announcer posts it, or draws it again in its place."""

from domain.digest import request_digest
from domain.people import NotAllowed, Role, may_run
from handlers.answers import Answer, sentence
from handlers.office import Office


def ask_digest(office: Office, user: str, roles: Role) -> Answer:
    """Ask for today's digest, whatever the day; raise `NotAllowed` for who does not run the team."""
    if not may_run(roles):
        raise NotAllowed
    act = office.act(user)
    new = request_digest(office.open_book, act, office.channel)
    office.nudge()
    return sentence("answers.digest_new" if new else "answers.digest_again", on=act.today, channel=office.channel)
