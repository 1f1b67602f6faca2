"""Contacts and guarantees, in the window over « Profil »: nothing typed under it is lost."""

from sandbox.desk import Desk
from tests.journeys.ledger import ledger
from tests.journeys.program import Program
from tests.journeys.words import all_plainly, plainly

ROUX = {
    "Nom": "Jeanne Roux",
    "Rôle": "Comptabilité fournisseurs",
    "E-mail": "Roux@Dupuis.example",
    "Téléphone": "0102030405",
    "Peut débloquer le règlement": "Oui",
    "Vérifié le": "2026-11-20",
}


def add_roux(desk: Desk) -> None:
    desk.command("profil dupuis")
    desk.press("Contacts…")
    desk.press("Ajouter un contact")
    desk.submit("Contact", ROUX)


def test_a_contact_is_added_over_a_profile_half_typed(desk: Desk, bot: Program) -> None:
    desk.command("profil dupuis")
    desk.fill({"Avis": "Paie tard"})
    desk.press("Contacts…")
    desk.press("Ajouter un contact")
    desk.submit("Contact", ROUX)
    listed = plainly(desk.text_of(desk.modal))
    desk.close()
    under = plainly(desk.text_of(desk.modal))
    desk.submit("Profil")

    assert "Jeanne Roux*, comptabilité fournisseurs · peut débloquer le règlement" in listed
    assert "01 02 03 04 05 · Roux@dupuis.example" in listed
    assert "Jeanne Roux, comptabilité fournisseurs" in under
    assert ["contact.added", "profile.changed"] == bot.told("DUPUIS")
    assert [{"field": "opinion", "from": "", "to": "Paie tard"}] == bot.journal("DUPUIS")[-1].payload["changes"]
    assert "@alice a ajouté le contact Jeanne Roux" == all_plainly(desk.thread("Dupuis"))[0]


def test_who_can_unblock_payment_is_offered_first_with_role_and_check(desk: Desk) -> None:
    add_roux(desk)
    desk.press("Ajouter un contact")
    desk.submit("Contact", {"Nom": "Accueil"})
    desk.command("appel dupuis")

    (block,) = [one for one in desk.modal.payload["blocks"] if one.get("block_id") == "contact"]
    options = [(one["text"]["text"], one.get("description", {}).get("text")) for one in block["element"]["options"]]
    described = "peut débloquer · comptabilité fournisseurs · vérifié le 20/11/2026"
    assert [("Jeanne Roux", described), ("Accueil", None)] == options


def test_two_contacts_are_added_in_one_window_then_one_changed_and_one_removed(desk: Desk, bot: Program) -> None:
    add_roux(desk)
    desk.press("Ajouter un contact")
    desk.submit("Contact", {"Nom": "Accueil"})
    desk.press("Modifier", row="Roux")
    desk.submit("Contact", {"Téléphone": "+44 20 7946 0958"})
    desk.press("Modifier", row="Accueil")
    desk.submit("Contact", {"Retirer ce contact": "Oui"})

    assert ["contact.added", "contact.added", "contact.changed", "contact.removed"] == bot.told("DUPUIS")
    assert [
        "@alice a modifié le contact Jeanne Roux : téléphone",
        "@alice a retiré le contact Accueil",
    ] == all_plainly(desk.thread("Dupuis"))[2:]
    assert "Accueil" not in desk.text_of(desk.modal)


def test_what_cannot_be_a_contact_is_refused_under_its_field(desk: Desk, bot: Program) -> None:
    desk.command("profil dupuis")
    desk.press("Contacts…")
    desk.press("Ajouter un contact")
    found = []
    for field, value in (
        ("Nom", ""),
        ("E-mail", "roux@"),
        ("Téléphone", "12"),
        ("Vérifié le", "2027-01-01"),
    ):
        desk.submit("Contact", {"Nom": "Roux", "E-mail": "", "Téléphone": "", "Vérifié le": None} | {field: value})
        found.append(list(desk.errors))

    assert [["Nom"], ["E-mail"], ["Téléphone"], ["Vérifié le"]] == found
    assert [] == bot.journal("DUPUIS")


def test_the_same_contact_twice_is_refused(desk: Desk, bot: Program) -> None:
    add_roux(desk)
    desk.press("Ajouter un contact")
    desk.submit("Contact", ROUX)

    assert ["Nom"] == list(desk.errors)
    assert ["contact.added"] == bot.told("DUPUIS")


def test_the_second_editor_of_a_contact_sees_what_the_first_changed(desk: Desk, bot: Program) -> None:
    add_roux(desk)
    bob = desk.as_("bob")
    bob.command("profil dupuis")
    bob.press("Contacts…")
    bob.press("Modifier", row="Roux")
    desk.press("Modifier", row="Roux")
    desk.submit("Contact", {"Téléphone": "06 12 34 56 78"})
    bob.submit("Contact", {"Rôle": "Direction"})

    seen = plainly(bob.text_of(bob.modal))
    assert "@alice a enregistré une modification pendant votre saisie." in seen
    assert "Jeanne Roux : téléphone" in seen
    bob.submit("Contact")
    assert ["role"] == bot.journal("DUPUIS")[-1].payload["fields"]
    bob.command("client dupuis")
    assert "Jeanne Roux, direction · 06 12 34 56 78" in plainly(bob.last_ephemeral)


def test_the_editor_of_a_contact_that_was_removed_is_told_by_whom(desk: Desk, bot: Program) -> None:
    add_roux(desk)
    bob = desk.as_("bob")
    bob.command("profil dupuis")
    bob.press("Contacts…")
    bob.press("Modifier", row="Roux")
    desk.press("Modifier", row="Roux")
    desk.submit("Contact", {"Retirer ce contact": "Oui"})
    bob.submit("Contact", {"Rôle": "Direction"})

    seen = plainly(bob.text_of(bob.modal))
    assert "@alice a enregistré une modification pendant votre saisie." in seen
    assert "Jeanne Roux : contact retiré" in seen
    assert ["contact.added", "contact.removed"] == bot.told("DUPUIS")


def test_a_contact_form_sent_twice_is_kept_once(desk: Desk, bot: Program) -> None:
    desk.command("profil dupuis")
    desk.press("Contacts…")
    desk.press("Ajouter un contact")
    view, stack = desk.modal, list(desk.workspace.stacks[desk.user])
    payload, sign = view.payload, view.hash
    desk.submit("Contact", {"Nom": "Roux"})
    view.payload, view.hash = payload, sign
    desk.workspace.stacks[desk.user] = stack
    desk.submit("Contact", {"Nom": "Roux"})

    assert ["contact.added"] == bot.told("DUPUIS")


def test_what_people_made_of_a_ledger_s_contact_stays_at_the_next_import(desk: Desk, bot: Program) -> None:
    file = ledger()
    file.documents[:] = [
        one._replace(contact="Compta", email="compta@dupuis.example")
        for one in file.documents
        if one.client_code == "DUPUIS"
    ]
    bot.bring(file)
    desk.command("profil dupuis")
    desk.press("Contacts…")
    desk.press("Modifier", row="Compta")
    desk.submit("Contact", {"Nom": "Jeanne Roux", "E-mail": ""})
    bot.bring(file)
    desk.command("client dupuis")

    assert plainly(desk.last_ephemeral).endswith("*Contacts*\n• Jeanne Roux")
    assert "Compta" not in desk.last_ephemeral


def test_a_guarantee_is_added_changed_and_removed(desk: Desk) -> None:
    desk.command("profil dupuis")
    desk.press("Garanties…")
    desk.press("Ajouter une garantie")
    desk.submit("Garantie", {"Garantie": "Cautionnement omnibus", "Montant": "10 000", "Jusqu'au": "2026-12-31"})
    desk.press("Modifier", row="omnibus")
    desk.submit("Garantie", {"Jusqu'au": "2027-12-31"})
    desk.press("Modifier", row="omnibus")
    desk.submit("Garantie", {"Retirer cette garantie": "Oui"})

    assert [
        "@alice a noté une garantie : cautionnement omnibus de 10 000,00 € jusqu'au 31/12/2026",
        (
            "@alice a modifié une garantie : cautionnement omnibus de 10 000,00 € jusqu'au 31/12/2026"
            " → cautionnement omnibus de 10 000,00 € jusqu'au 31/12/2027"
        ),
        "@alice a retiré une garantie : cautionnement omnibus de 10 000,00 € jusqu'au 31/12/2027",
    ] == all_plainly(desk.thread("Dupuis"))


def test_a_guarantee_that_is_over_is_refused_under_its_field(desk: Desk, bot: Program) -> None:
    desk.command("profil dupuis")
    desk.press("Garanties…")
    desk.press("Ajouter une garantie")
    desk.submit("Garantie", {"Garantie": "Caution", "Jusqu'au": "2026-11-22"})

    assert ["Jusqu'au"] == list(desk.errors)
    assert [] == bot.journal("DUPUIS")
