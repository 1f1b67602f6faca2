"""The world outside Slack: ledger files, bank files, mailboxes; they speak the domain's shapes and nothing of Slack or SQL."""
