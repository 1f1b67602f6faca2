"""Tells who each row speaks of: the client's code, made from the name when the file gives none."""

from connectors.column import Column
from connectors.rows import Problems
from connectors.sheet import Sheet
from connectors.wording import fold

_LONGEST_CODE = 60


def code_from(name: str) -> str:
    """Make a code from a name, always the same: « Garage Lévêque & Fils » gives GARAGE LEVEQUE FILS."""
    return fold(name).upper()[:_LONGEST_CODE].strip() or name[:_LONGEST_CODE]


def parties(sheet: Sheet, problems: Problems, *, optional: bool = False) -> tuple[list[str], list[str]]:
    """Give codes and names, row by row; a row without either is refused unless `optional`.

    A code column that says one thing for several names is a general account (411000), not a code.
    """
    codes, names = sheet.texts(Column.CODE), sheet.texts(Column.NAME)
    if len(set(codes)) == 1 and len({fold(name) for name in set(names)}) > 1:
        codes = [""] * len(sheet)
    if "" not in codes and "" not in names:
        return codes, names
    known = _codes_by_name(codes, names)
    full_codes = [
        code or known.get(name) or (code_from(name) if name else "") for code, name in zip(codes, names, strict=True)
    ]
    full_names = [name or code for code, name in zip(full_codes, names, strict=True)]
    if not optional and "" in full_codes:
        for row, code in enumerate(full_codes):
            if not code:
                problems.add(row, "client absent\u00a0: ni code, ni nom")
    return full_codes, full_names


def _codes_by_name(codes: list[str], names: list[str]) -> dict[str, str]:
    """Give the code of the names that have one code only in this file."""
    found: dict[str, set[str]] = {}
    for code, name in set(zip(codes, names, strict=True)):
        if code and name:
            found.setdefault(name, set()).add(code)
    return {name: next(iter(several)) for name, several in found.items() if len(several) == 1}
