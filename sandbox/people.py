"""The people of the demo: one for each thing that a person may, or may not, do."""

from collections.abc import Mapping

from domain.people import Role
from sandbox.workspace import BOT_USER, Workspace

CHANNEL = "CIMPAYES"
APPROVALS = "CAPPROBATIONS"
COLLECTORS = ("UNADIA", "UTHOMAS")
APPROVER = "UHELENE"
ADMINISTRATOR = "UOLIVIER"
SALES = "ULUCAS"
ROLES: Mapping[str, str] = {
    "IMPAYES_COLLECTORS": ",".join(COLLECTORS),
    "IMPAYES_APPROVERS": APPROVER,
    "IMPAYES_ADMINS": ADMINISTRATOR,
}
WHO = (
    "Nadia Benali et Thomas Girard relancent, Hélène Marchand approuve, Olivier Kerbrat administre\u202f; "
    "Lucas Perrin (commercial) répond aux questions sur ses clients, et à rien d’autre\u202f; "
    "Anouk Faure (invitée d’un cabinet) n’a accès à rien."
)


def role_of(user: str) -> Role:
    """Give what a person of the demo may do."""
    roles = {**dict.fromkeys(COLLECTORS, Role.COLLECTOR), APPROVER: Role.APPROVER, ADMINISTRATOR: Role.ADMIN}
    return roles.get(user, Role.NOBODY)


def settle(workspace: Workspace) -> None:
    """Let the people in, with the channels of the bot and another."""
    workspace.add_user("nadia", "Nadia Benali", title="Chargée de recouvrement", about="relance les clients")
    workspace.add_user("thomas", "Thomas Girard", title="Chargé de recouvrement", about="relance les clients")
    workspace.add_user("helene", "Hélène Marchand", title="Responsable crédit", about="approuve les échéanciers")
    workspace.add_user("olivier", "Olivier Kerbrat", title="Administrateur", about="administre l’espace", is_admin=True)
    workspace.add_user("lucas", "Lucas Perrin", title="Commercial", about="répond sur ses clients")
    workspace.add_user(
        "anouk", "Anouk Faure", title="Cabinet comptable, invitée", about="n’a accès à rien", is_stranger=True
    )
    team = {"UNADIA", "UTHOMAS", "UHELENE", "UOLIVIER", "ULUCAS", "UANOUK"}
    workspace.add_channel("impayes", {*team, BOT_USER}, id=CHANNEL, topic="Les factures échues, suivies en équipe")
    deciders = {*COLLECTORS, APPROVER, ADMINISTRATOR, BOT_USER}
    workspace.add_channel("approbations", deciders, id=APPROVALS, is_private=True, topic="Les échéanciers à décider")
    workspace.add_channel("general", team - {"UANOUK"}, topic="Toute l’équipe")
