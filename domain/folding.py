"""People type the same word with or without accents, capitals and odd spaces: one folding for all readers."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ᵉ": "e", "ʳ": "r"})
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′＇", "'"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-"))  # each of them is typed for a hyphen
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SPACES = re.compile(r"\s+")


def plain_spaces(text: str) -> str:
    """Turn every run of spaces of any kind (U+00A0, U+202F, tabs) into one, and drop invisible signs."""
    return _SPACES.sub(" ", text.translate(_INVISIBLE)).strip()


def fold(text: str) -> str:
    """Lower the case, drop accents, open ligatures, and straighten apostrophes, dashes and spaces.

    Digits are left as they are: « 3² » never becomes 32.
    """
    letters = text.casefold().translate(_LIGATURES).translate(_APOSTROPHES).translate(_DASHES)
    decomposed = unicodedata.normalize("NFD", letters)
    return plain_spaces("".join(sign for sign in decomposed if not unicodedata.combining(sign)))
