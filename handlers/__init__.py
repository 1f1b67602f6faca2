"""Slack's way in: one module a feature, routes as data; no SQL, no files, no clock."""
