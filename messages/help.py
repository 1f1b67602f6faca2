"""The help: every verb that works, with one example each."""

from collections.abc import Sequence
from typing import NamedTuple

from messages import words
from messages.blocks import context, header, section
from messages.shown import Shown


class Example(NamedTuple):
    """A verb, what to type, and what it does."""

    verb: str
    typed: str
    does: str


EXAMPLES: tuple[Example, ...] = (
    Example("", "/impayes", "votre journée : appels à passer, promesses à suivre"),
    Example("liste", "/impayes liste retard>30 montant>1000 moi", "les clients en retard, par priorité, filtrés"),
    Example("client", "/impayes client dupuis", "la fiche d'un client, par son nom, son code ou une facture"),
    Example("appel", "/impayes appel dupuis", "noter un appel, un e-mail, une visite"),
    Example("promesse", "/impayes promesse dupuis 1500 vendredi", "noter une promesse de règlement"),
    Example("paiement", "/impayes paiement dupuis 1500 hier", "noter un règlement reçu"),
    Example("echeancier", "/impayes echeancier dupuis", "simuler un échéancier et demander son approbation"),
    Example("litige", "/impayes litige F2026-0102", "ouvrir un litige : la part contestée n'est plus relancée"),
    Example("reporter", "/impayes reporter dupuis fin de mois", "mettre un client de côté jusqu'à une date"),
    Example("attribuer", "/impayes attribuer dupuis @alice", "confier un client à une personne"),
    Example(
        "profil",
        "/impayes profil dupuis recalcitrant",
        "le profil, les contacts, le plafond, les garanties d'un client",
    ),
    Example("note", "/impayes note dupuis Comptable absente jusqu'au 30", "garder une note dans le fil du client"),
    Example("pourquoi", "/impayes pourquoi F2026-0102", "où en sont les relances, ce qui les bloque, la suite"),
    Example("procedure", "/impayes procedure dupuis 20/11", "procédure collective (approbateurs, administrateurs)"),
    Example("absence", "/impayes absence @thomas du 1/12 au 8/12", "confier vos appels et promesses à un collègue"),
    Example("digest", "/impayes digest", "publier ou redessiner le digest du jour (approbateurs, administrateurs)"),
    Example("import", "/impayes import", "comment importer, et les derniers imports"),
    Example("aide", "/impayes aide", "cette aide"),
)


_FIRST = frozenset({"", "client", "appel", "promesse", "aide"})
"""Verbs shown in the welcome: enough for a first day."""


def help_page() -> Shown:
    """Draw the help."""
    title = words.plain("help.title")
    return Shown(
        words.say("help.text", verbs=[one.verb for one in EXAMPLES if one.verb]),
        [header(title), section(examples(EXAMPLES)), context(words.say("help.foot"))],
    )


def welcome() -> Shown:
    """Draw what a person is told the first time they open the bot."""
    first = [one for one in EXAMPLES if one.verb in _FIRST]
    said = words.say("help.welcome")
    return Shown(said, [section(said), section(examples(first)), context(words.say("help.foot"))])


def examples(chosen: Sequence[Example]) -> str:
    """Word examples, one a line."""
    return words.say("help.examples", examples=chosen)


def unknown(word: str, nearest: str | None) -> Shown:
    """Say that a verb is not known, and which one was likely meant."""
    said = words.say("help.unknown", word=words.clip(word, 60), nearest=nearest or "")
    return Shown(said, [section(said)])
