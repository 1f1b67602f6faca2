"""The profile of a debtor: set in a word, changed in its form, by two people at once."""

from sandbox.desk import Desk
from tests.journeys.program import Program
from tests.journeys.words import all_plainly, plainly


def test_a_profile_typed_in_one_line_is_set_and_told(desk: Desk, bot: Program) -> None:
    desk.command("profil dupuis Récalcitrant")

    answer = "Menuiserie Dupuis SARL : profil *récalcitrant*, scénario ferme."
    assert answer == plainly(desk.last_ephemeral)
    assert ["@alice a modifié le profil\n• Profil : non renseigné → récalcitrant"] == all_plainly(desk.thread("Dupuis"))

    desk.command("profile dupuis recalcitrant")
    assert "a déjà le profil récalcitrant" in desk.last_ephemeral
    assert ["profile.changed"] == bot.told("DUPUIS")


def test_a_profile_of_two_words_is_read_after_a_name_of_two_words(desk: Desk, bot: Program) -> None:
    desk.command("profil menuiserie dupuis grand compte")

    assert [{"field": "profile", "from": "", "to": "grand_compte"}] == bot.journal("DUPUIS")[0].payload["changes"]


def test_a_profile_that_is_none_is_never_guessed(desk: Desk, bot: Program) -> None:
    desk.command("profil dupuis coriace")

    assert "Je n'ai pas su lire « coriace »" in plainly(desk.text_of(desk.modal))
    assert [] == bot.journal("DUPUIS")


def test_everything_in_the_form_is_kept_and_told_in_one_note(desk: Desk) -> None:
    desk.command("client dupuis")
    desk.press("Profil")
    desk.submit(
        "Profil",
        {
            "Profil": "Grand compte",
            "Scénario": "doux",
            "Nature": "Administration",
            "Commercial": "olga",
            "Ne pas contacter": "Médiation en cours",
            "Ne pas contacter jusqu'au": "2026-12-31",
            "Plafond d'encours": "1 000",
            "Capital": "50 000,00 €",
            "Année de création": "1998",
            "Santé financière": "Bilan 2025 déposé",
            "Avis": "Paie après le deuxième appel",
        },
    )

    (note,) = all_plainly(desk.thread("Dupuis"))
    assert [
        "@alice a modifié le profil",
        "• Profil : non renseigné → grand compte",
        "• Scénario : non renseigné → doux",
        "• Nature : Entreprise → Administration",
        "• Commercial : non renseigné → @olga",
        "• Ne pas contacter : non renseigné → « Médiation en cours »",
        "• Ne pas contacter jusqu'au : non renseigné → 31/12/2026",
        "• Plafond d'encours : non renseigné → 1 000,00 €",
        "• Capital : non renseigné → 50 000,00 €",
        "• Année de création : non renseigné → 1998",
        "• Santé financière : non renseigné → « Bilan 2025 déposé »",
        "• Avis : non renseigné → « Paie après le deuxième appel »",
    ] == note.splitlines()
    desk.command("client dupuis")
    card = plainly(desk.last_ephemeral)
    assert "Ne pas contacter jusqu'au 31/12/2026 : Médiation en cours" in card.replace("*", "")
    assert "Plafond d'encours dépassé : 2 000,00 € dus, 1 000,00 € au plus" in card.replace("*", "")


def test_a_form_sent_as_it_was_drawn_changes_and_tells_nothing(desk: Desk, bot: Program) -> None:
    desk.command("profil dupuis")
    desk.submit("Profil")

    assert {} == desk.errors
    assert [] == bot.journal("DUPUIS")


def test_what_cannot_be_is_refused_under_each_field(desk: Desk, bot: Program) -> None:
    desk.command("profil dupuis")
    desk.submit(
        "Profil",
        {
            "Ne pas contacter jusqu'au": "2026-11-01",
            "Plafond d'encours": "-5",
            "Capital": "10 $",
            "Année de création": "1492",
            "Commercial": "olga",
        },
    )

    assert {
        "Ne pas contacter jusqu'au",
        "Plafond d'encours",
        "Capital",
        "Année de création",
    } == desk.errors.keys()
    desk.submit(
        "Profil",
        {
            "Ne pas contacter jusqu'au": "2026-12-01",
            "Plafond d'encours": "",
            "Capital": "",
            "Année de création": "",
        },
    )
    assert {"Ne pas contacter": "Indiquez pourquoi ce client ne doit pas être contacté."} == desk.errors
    assert [] == bot.journal("DUPUIS")


def test_a_guest_is_no_salesperson_and_a_salesperson_can_be_removed(desk: Desk, bot: Program) -> None:
    desk.command("profil dupuis")
    desk.submit("Profil", {"Commercial": "guido"})
    assert ["Commercial"] == list(desk.errors)

    desk.submit("Profil", {"Commercial": "olga"})
    desk.command("profil dupuis")
    desk.submit("Profil", {"Retirer le commercial": "Oui"})

    last = bot.journal("DUPUIS")[-1]
    assert [{"field": "salesperson", "from": "UOLGA", "to": ""}] == last.payload["changes"]


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(desk: Desk, bot: Program) -> None:
    bob = desk.as_("bob")
    desk.command("profil dupuis")
    bob.command("profil dupuis")
    desk.submit("Profil", {"Profil": "Récalcitrant", "Avis": "Ne répond plus"})
    bob.submit("Profil", {"Profil": "Bon payeur", "Plafond d'encours": "5 000"})

    seen = plainly(bob.text_of(bob.modal))
    assert "@alice a enregistré une modification pendant votre saisie." in seen
    assert "• Profil : non renseigné → récalcitrant" in seen
    assert ["profile.changed"] == bot.told("DUPUIS")

    bob.submit("Profil")
    changes = bot.journal("DUPUIS")[-1].payload["changes"]
    assert [{"field": "credit_limit", "from": None, "to": 500_000}] == changes


def test_a_call_meanwhile_is_no_edit(desk: Desk, bot: Program) -> None:
    bob = desk.as_("bob")
    bob.command("profil dupuis")
    desk.command("appel dupuis")
    desk.submit("Appel", {"Résultat": "Messagerie"})
    bob.submit("Profil", {"Profil": "Récalcitrant"})

    assert ["call.logged", "profile.changed"] == bot.told("DUPUIS")


def test_a_stranger_opens_no_profile(desk: Desk, bot: Program) -> None:
    stranger = desk.as_("sam")
    stranger.command("profil dupuis recalcitrant")

    assert "Vous n'avez pas accès" in stranger.last_ephemeral
    assert [] == bot.journal("DUPUIS")
