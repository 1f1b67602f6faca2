"""The people of the demo: one for each thing that a person may, or may not, do."""

from collections.abc import Mapping

from sandbox.workspace import BOT_USER, Workspace

CHANNEL = "CIMPAYES"
ROLES: Mapping[str, str] = {
    "IMPAYES_COLLECTORS": "UNADIA,UTHOMAS",
    "IMPAYES_APPROVERS": "UHELENE",
    "IMPAYES_ADMINS": "UOLIVIER",
}
WHO = (
    "Nadia Benali et Thomas Girard relancent, Hélène Marchand approuve, Olivier Kerbrat administre ; "
    "Lucas Perrin (commercial) et Anouk Faure (invitée d’un cabinet) n’ont accès à rien."
)


def settle(workspace: Workspace) -> None:
    """Let the people in, with the channel of the bot and another."""
    workspace.add_user("nadia", "Nadia Benali", title="Chargée de recouvrement")
    workspace.add_user("thomas", "Thomas Girard", title="Chargé de recouvrement")
    workspace.add_user("helene", "Hélène Marchand", title="Responsable crédit")
    workspace.add_user("olivier", "Olivier Kerbrat", title="Administrateur", is_admin=True)
    workspace.add_user("lucas", "Lucas Perrin", title="Commercial")
    workspace.add_user("anouk", "Anouk Faure", title="Cabinet comptable, invitée", is_stranger=True)
    team = {"UNADIA", "UTHOMAS", "UHELENE", "UOLIVIER", "ULUCAS", "UANOUK"}
    workspace.add_channel("impayes", {*team, BOT_USER}, id=CHANNEL, topic="Les factures échues, suivies en équipe")
    workspace.add_channel("general", team - {"UANOUK"}, topic="Toute l’équipe")
