"""The world outside Slack: ledger files, bank files, mailboxes, told in the domain's own shapes."""
