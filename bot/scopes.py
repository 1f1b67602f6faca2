"""The scopes the bot asks of Slack, in one place: `manifest.yml` gives the same, and `impayes check` compares."""

SCOPES = frozenset(
    {
        "commands",
        "chat:write",
        "app_mentions:read",
        "channels:read",
        "channels:history",
        "groups:read",
        "groups:history",
        "im:read",
        "im:history",
        "im:write",
        "users:read",
        "usergroups:read",
        "files:read",
        "files:write",
    }
)
