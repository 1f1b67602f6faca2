"""`import`: how files come in, and what the last ones did."""

from handlers.answers import Answer, Say
from handlers.office import Office
from messages.imports import imports

SHOWN = 5


def last_imports(office: Office) -> Answer:
    """Show how to import, and the last imports."""
    with office.open_reader() as reader:
        rows = reader.last_imports(SHOWN)
    return Say(imports(rows))
