"""What a button or a modal carries: a small versioned reference, never data, in at most 75 characters."""

from dataclasses import dataclass


class BadRef(ValueError):
    """The reference was cut short, or comes from a program that is not ours."""


@dataclass(frozen=True, slots=True)
class DebtRef:
    """A debtor, and for menus the verb chosen on it."""

    debtor_id: int
    verb: str = ""

    def dump(self) -> str:
        """Write the reference: `1|debtor|verb`."""
        return f"1|{self.debtor_id}|{self.verb}"

    @classmethod
    def load(cls, value: object) -> "DebtRef":
        """Read a reference; raise `BadRef`."""
        parts = value.split("|") if isinstance(value, str) else []
        if len(parts) != 3 or parts[0] != "1" or not parts[1].isdecimal() or len(parts[1]) > 18:  # noqa: PLR2004
            raise BadRef
        return cls(int(parts[1]), parts[2])
