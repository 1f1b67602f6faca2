"""Reading aloud: French spaces as plain ones, so that a journey reads as people say it."""

_SPACES = str.maketrans({"\N{NARROW NO-BREAK SPACE}": " ", "\N{NO-BREAK SPACE}": " "})


def plainly(text: str) -> str:
    """Give a text with plain spaces."""
    return text.translate(_SPACES)


def all_plainly(texts: list[str]) -> list[str]:
    """Give texts with plain spaces."""
    return [plainly(text) for text in texts]
