"""What a column of a ledger file may hold."""

from enum import StrEnum


class Column(StrEnum):
    """What a column of a ledger file holds."""

    CODE = "code"
    NAME = "name"
    CLIENT = "client"  # « Client », « Tiers »: the name, or the code when another column is the name
    SIRET = "siret"
    VAT_ID = "vat_id"
    NUMBER = "number"
    TYPE = "type"
    JOURNAL = "journal"
    ISSUED = "issued"
    DUE = "due"
    PAID_ON = "paid_on"
    TERMS = "terms"
    TOTAL = "total"
    NET = "net"
    VAT = "vat"
    PART = "part"  # the amount of one due line, beside the total
    PAID = "paid"
    LEFT = "left"
    DEBIT = "debit"
    CREDIT = "credit"
    SENSE = "sense"
    CURRENCY = "currency"
    METHOD = "method"
    COMMENT = "comment"
    ORDER = "order"
    REFERENCE = "reference"
    EMAIL = "email"
    PHONE = "phone"
    CONTACT = "contact"
    ROLE = "role"
