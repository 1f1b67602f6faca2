"""The words dates are typed with, folded (no accents, small letters), as tables and as pieces of patterns."""

_WEEKDAY_NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTH_NAMES = (
    ("janvier", "janv", "jan"),
    ("fevrier", "fevr", "fev"),
    ("mars",),
    ("avril", "avr"),
    ("mai",),
    ("juin",),
    ("juillet", "juil", "juill"),
    ("aout",),
    ("septembre", "sept", "sep"),
    ("octobre", "oct"),
    ("novembre", "nov"),
    ("decembre", "dec"),
)
_COUNT_NAMES = (
    *("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
    *("quatorze", "quinze", "seize"),
)

WEEKDAYS = {spelt: rank for rank, name in enumerate(_WEEKDAY_NAMES) for spelt in (name, name[:3])}
MONTHS = {spelt: rank for rank, names in enumerate(_MONTH_NAMES, 1) for spelt in names}
COUNTS = {name: rank for rank, name in enumerate(_COUNT_NAMES, 1)} | {
    "une": 1,
    "vingt": 20,
    "trente": 30,
    "quarante-cinq": 45,
    "soixante": 60,
}


def alternatives(words: dict[str, int]) -> str:
    """Give the words as one pattern, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
