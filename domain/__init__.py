"""The trade, pure: values, rules, use cases and ports; no framework, no I/O."""
