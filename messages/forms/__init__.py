"""Forms: who draws one reads it, so that a field and what is understood of it never drift apart."""
