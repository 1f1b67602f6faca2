"""Every picture of the documentation, in the order its day goes: a shot sees what those before it have changed."""

from collections.abc import Callable

from sandbox.desk import Desk
from sandbox.page.place import HOME
from sandbox.people import APPROVALS
from sandbox.pictures.shot import PHONE, TALL, Shot

DUBREUIL = "Menuiserie Dubreuil"
Step = Callable[[Desk], object]


def _press(label: str, row: str = DUBREUIL) -> Step:
    return lambda desk: desk.press(label, row=row)


def _type(line: str) -> Step:
    return lambda desk: desk.command(line)


def _look_home(desk: Desk) -> object:
    return desk.home


def _provoke(desk: Desk) -> None:
    """Have Slack refuse a window, which the bot must tell."""
    desk.command("liste moi")
    desk.server.faults.add("error", "views.open", error="fatal_error")
    desk.press("Appel", row=DUBREUIL)
    desk.press("Promesse", row=DUBREUIL)


SHOTS = (
    Shot("digest", "The digest of a morning: who is late, why they come first, and what can be done at once."),
    Shot("digest_dark", "The digest in dark colours.", scheme="dark"),
    Shot("digest_phone", "The digest on a phone.", size=PHONE),
    Shot("thread", "A debtor’s thread: a message that is always up to date, and all that was done.", thread=DUBREUIL),
    Shot("call", "« Appel »: what was said, and when to call again.", _press("Appel"), "modal"),
    Shot("promise", "« Promesse »: which invoices, how much, for when.", _press("Promesse"), "modal"),
    Shot("snooze", "« Reporter »: nothing is asked of this client until that day.", _press("Reporter"), "modal"),
    Shot("assign", "« Attribuer »: who is in charge of this client.", _press("Attribuer"), "modal"),
    Shot("payment", "« Paiement reçu »: money that the ledger does not know yet.", _type("paiement dubreuil"), "modal"),
    Shot("dispute", "« Litige »: what is contested is not reminded.", _type("litige dubreuil"), "modal"),
    Shot("plan", "« Échéancier »: how a debt may be paid in parts.", _type("echeancier dubreuil"), "modal", size=TALL),
    Shot("approval", "A plan to approve, where those who may decide read it.", place=APPROVALS, size=TALL),
    Shot("profile", "« Profil »: how this client is treated.", _type("profil dubreuil"), "modal", size=TALL),
    Shot("client", "A verb typed without a client asks for it first.", _type("appel"), "modal"),
    Shot("day", "« Ma journée »: calls to make and promises to follow.", _type(""), "message", size=TALL),
    Shot("list", "A list of late clients, filtered.", _type("liste retard>30 moi"), "message", size=TALL),
    Shot("card", "A client’s card, with everything that can be done.", _type("client dubreuil"), "message", size=TALL),
    Shot("why", "« Pourquoi »: the rule behind each next step.", _type("pourquoi dubreuil"), "message", size=TALL),
    Shot("help", "Every verb, with an example.", _type("aide"), "message", size=TALL),
    Shot("home", "The Home of the app.", _look_home, "home", place=HOME, size=TALL),
    Shot("home_dark", "The Home in dark colours.", _look_home, "home", place=HOME, scheme="dark"),
    Shot(
        "inspector",
        "The inspector of the demo: what the bot and Slack say to each other, and a fault that was provoked.",
        _provoke,
        "inspector",
        clicks=("views.open",),
    ),
)
