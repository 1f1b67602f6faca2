"""The pictures of the documentation: drawn from one fixed day of the demo, and known to be of today's screens."""
