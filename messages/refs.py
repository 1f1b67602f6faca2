"""What a button or a modal carries: a small versioned reference, never data, in at most 75 characters."""

from dataclasses import dataclass
from enum import StrEnum


class BadRef(ValueError):  # noqa: N818 - it is an answer to a bad press
    """The reference was cut short, or comes from a program that is not ours."""


class Verb(StrEnum):
    """What a menu or a choice does on a debtor; posted menus live for months, so verbs are only added."""

    CARD = "card"
    CALL = "call"
    PROMISE = "promise"
    PLAN = "plan"
    SNOOZE = "snooze"
    ASSIGN = "assign"
    PROFILE = "profile"
    NOTE = "note"
    WHY = "why"
    PAYMENT = "payment"
    DISPUTE = "dispute"
    INSOLVENCY = "insolvency"


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
        if len(parts) != 3 or parts[0] != "1" or not _is_id(parts[1]):  # noqa: PLR2004
            raise BadRef
        return cls(int(parts[1]), parts[2])


@dataclass(frozen=True, slots=True)
class PaymentRef:
    """A payment or a credit note of a debtor, and for menus what is chosen on it."""

    debtor_id: int
    payment_id: int
    deed: str = ""

    def dump(self) -> str:
        """Write the reference: `1|debtor|payment|deed`."""
        return f"1|{self.debtor_id}|{self.payment_id}|{self.deed}"

    @classmethod
    def load(cls, value: object) -> "PaymentRef":
        """Read a reference; raise `BadRef`."""
        match value.split("|") if isinstance(value, str) else []:
            case ["1", debtor, payment, deed] if _is_id(debtor) and _is_id(payment):
                return cls(int(debtor), int(payment), deed)
        raise BadRef


@dataclass(frozen=True, slots=True)
class PartRef:
    """A contact, a guarantee or a document of a debtor; 0 is one to add."""

    debtor_id: int
    part_id: int

    def dump(self) -> str:
        """Write the reference: `1|debtor|part`."""
        return f"1|{self.debtor_id}|{self.part_id}"

    @classmethod
    def load(cls, value: object) -> "PartRef":
        """Read a reference; raise `BadRef`."""
        match value.split("|") if isinstance(value, str) else []:
            case ["1", debtor, part] if _is_id(debtor) and _is_id(part):
                return cls(int(debtor), int(part))
        raise BadRef


@dataclass(frozen=True, slots=True)
class AskRef:
    """A question to a salesperson."""

    ask_id: int

    def dump(self) -> str:
        """Write the reference: `1|question`."""
        return f"1|{self.ask_id}"

    @classmethod
    def load(cls, value: object) -> "AskRef":
        """Read a reference; raise `BadRef`."""
        match value.split("|") if isinstance(value, str) else []:
            case ["1", ask] if _is_id(ask):
                return cls(int(ask))
        raise BadRef


@dataclass(frozen=True, slots=True)
class PlanRef:
    """A plan, and its version as it was shown."""

    plan_id: int
    version: int

    def dump(self) -> str:
        """Write the reference: `1|plan|version`."""
        return f"1|{self.plan_id}|{self.version}"

    @classmethod
    def load(cls, value: object) -> "PlanRef":
        """Read a reference; raise `BadRef`."""
        match value.split("|") if isinstance(value, str) else []:
            case ["1", plan, version] if _is_id(plan) and _is_id(version):
                return cls(int(plan), int(version))
        raise BadRef


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18  # noqa: PLR2004 -- what a BIGINT holds
