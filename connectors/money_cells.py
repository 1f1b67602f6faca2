"""Reads the money columns of a sheet in the file's own style, and the currency of each row."""

from functools import cache

from connectors.amounts import Amount, Style, read_amount, style_of, usual_cents
from connectors.column import Column
from connectors.rows import Problems
from connectors.sheet import Sheet
from connectors.wording import quote

_ISO = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
    PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB
    TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
_SPELLED = {
    "€": "EUR",
    "EURO": "EUR",
    "EUROS": "EUR",
    "$": "USD",
    "US$": "USD",
    "DOLLAR US": "USD",
    "£": "GBP",
    "FS": "CHF",
}
_AMOUNTS = (
    Column.TOTAL,
    Column.PAID,
    Column.LEFT,
    Column.DEBIT,
    Column.CREDIT,
    Column.PART,
)
Cents = list[int | None]


class MoneyCells:
    """The money of a sheet: `cents` of a column, `currencies` once the columns used have been read."""

    def __init__(self, sheet: Sheet, problems: Problems) -> None:
        self._sheet = sheet
        self._problems = problems
        self._usual = {column: usual_cents(sheet.cells(column)) for column in _read_columns(sheet)}
        self._style = self._style_of_file()
        self._marks: dict[int, set[str]] = {}

    def _style_of_file(self) -> Style:
        odd = [column for column, usual in self._usual.items() if usual is None]
        texts = (text for column in odd for text in self._sheet.distinct(column).values())
        return style_of(texts, comma_seen=len(odd) < len(self._usual))

    def cents(self, column: Column) -> Cents:
        """Read a column in signed cents, None where it says nothing; what cannot be read refuses its row."""
        if not self._sheet.has(column):
            return [None] * len(self._sheet)
        usual = self._usual.get(column)
        return list(usual) if usual is not None else self._any_cents(column)

    def _any_cents(self, column: Column) -> Cents:
        known: dict[str, int | None] = {}
        unusual: dict[str, Amount | str] = {}
        for cell, text in self._sheet.distinct(column).items():
            found = read_amount(text, self._style)
            known[cell] = found.cents if isinstance(found, Amount) else None
            if isinstance(found, str) or (found and found.currency):
                unusual[cell] = found
        if unusual:
            self._tell(column, unusual)
        return list(map(known.__getitem__, self._sheet.cells(column)))

    def _tell(self, column: Column, unusual: dict[str, Amount | str]) -> None:
        for row, cell in enumerate(self._sheet.cells(column)):
            found = unusual.get(cell)
            if isinstance(found, str):
                self._problems.add(row, f"{quote(self._sheet.name_of(column))} {found}")
            elif found is not None and found.currency:
                self._marks.setdefault(row, set()).add(found.currency)

    def currencies(self) -> list[str]:
        """Give each row's currency: its column, else the symbol beside its amounts, else the header's, else the euro.

        A symbol that contradicts the column, or a currency that is none, refuses the row. « $ » is any dollar that
        the column names.
        """
        default = self._sheet.currency_named() or "EUR"
        said = self._sheet.texts(Column.CURRENCY)
        known = {text: _iso(text) for text in set(said)}
        found = [known[text] or "" for text in said]
        if any(known[text] is None for text in known) or self._marks or "" in known:
            for row, text in enumerate(said):
                found[row] = self._one(row, text, known[text], default)
        return found

    def _one(self, row: int, text: str, code: str | None, default: str) -> str:
        marks = self._marks.get(row, set())
        if code is None:
            self._problems.add(row, f"devise inconnue\u00a0: {quote(text)}")
        elif len(marks) > 1 or (code and marks and not (marks == {code} or (marks == {"USD"} and code in _DOLLARS))):
            self._problems.add(row, f"devises qui se contredisent\u00a0: {', '.join(sorted(marks | ({code} - {''})))}")
        return code or next(iter(sorted(marks)), default)


_DOLLARS = frozenset(("USD", "CAD", "AUD", "NZD", "SGD", "HKD"))


def _read_columns(sheet: Sheet) -> list[Column]:
    """Name the money columns that count: HT and TVA only where no total is given."""
    columns = _AMOUNTS if sheet.has(Column.TOTAL) else (*_AMOUNTS, Column.NET, Column.VAT)
    return [column for column in columns if sheet.has(column)]


@cache
def _codes() -> frozenset[str]:
    return frozenset(_ISO.split())


def _iso(text: str) -> str | None:
    """Give the ISO code, empty when the cell is, None when it is no currency."""
    upper = text.upper()
    code = _SPELLED.get(upper, upper)
    return code if code in _codes() or not code else None
