"""What to do, in French, about each refusal of Slack's Web API."""

BOT_TOKEN = "SLACK_BOT_TOKEN"  # noqa: S105 - the name of a setting
APP_TOKEN = "SLACK_APP_TOKEN"  # noqa: S105 - same

_PAGES = {
    BOT_TOKEN: "la page «\u00a0OAuth & Permissions\u00a0»",
    APP_TOKEN: "«\u00a0App-Level Tokens\u00a0» de «\u00a0Basic Information\u00a0» (portée connections:write)",
}
_TOKEN = {
    "invalid_auth": "jeton inconnu de Slack",
    "not_authed": "jeton inconnu de Slack",
    "token_revoked": "jeton révoqué, réinstallez l’application",
    "token_expired": "jeton périmé",
    "account_inactive": "application désinstallée ou compte fermé, réinstallez-la",
    "user_removed_from_team": "application désinstallée, réinstallez-la",
    "not_allowed_token_type": "ce n’est pas le bon type de jeton",
}
_PASSING = frozenset(
    {
        *("ratelimited", "no_answer", "unreadable_answer"),
        *("internal_error", "fatal_error", "request_timeout", "service_unavailable", "team_added_to_org"),
    }
)
_OTHER = {
    "missing_scope": "une portée manque, ajoutez-la («\u00a0OAuth & Permissions\u00a0») et réinstallez l’application",
    "channel_not_found": "canal introuvable, vérifiez son identifiant\u202f; s’il est privé, invitez-y d’abord le bot",
    "not_in_channel": "invitez le bot dans le canal en y tapant /invite",
    "is_archived": "le canal est archivé, désarchivez-le ou choisissez-en un autre",
    "restricted_action": "l’espace de travail réserve ce canal à certains, demandez à ses administrateurs",
    "error": "le message n’a pas pu être dessiné, voyez le journal du programme",
    "ratelimited": "Slack demande d’attendre, recommencez dans un instant",
}


def advice(code: str, token: str = BOT_TOKEN) -> str:
    """Say what to do about a refusal; `token` names the setting whose token was used."""
    if code in _TOKEN:
        return f"{_TOKEN[code]}, recopiez {token} depuis {_PAGES[token]}"
    if code in _OTHER:
        return _OTHER[code]
    if passes(code):
        return "Slack ne répond pas, vérifiez le réseau et SLACK_API_URL"
    return f"Slack a répondu «\u00a0{code}\u00a0»"


def passes(code: str) -> bool:
    """Say whether a refusal may well not come again by itself: a silence, a failure of Slack's, a rate."""
    return code.isdecimal() or code in _PASSING
