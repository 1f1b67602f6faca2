"""« Profil », contacts and guarantees: drawn with what is known, read as they were drawn, within what Slack takes."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.debtors import Contact, DebtorKind
from domain.guarantees import Guarantee, GuaranteeKind
from domain.journal import JournalRow, Kind
from domain.profiles import BanReasonMissing, Profile, Sheet, profile_of
from domain.refusals import UnknownDebtor
from messages.forms import contact, guarantee, profile
from messages.forms.contact import ContactForm
from messages.forms.guarantee import GuaranteeForm
from messages.forms.parts import Back
from messages.forms.profile import ProfileForm
from messages.forms.submitted import FormRefusal
from messages.refs import BadRef
from sandbox.limits import view_complaints
from tests.messages import debtors
from tests.messages import given as known
from tests.messages.forms.submission import element, labels, options, submit, text
from tests.messages.given import HOSTILE, TODAY, dupuis, eur, policy, said

POLICY = policy()
BACK = Back("V1", 40)
LATER = date(2026, 12, 31)


def sheet(*contacts: Contact, guarantees: tuple[Guarantee, ...] = (), seen: int = 41, **changes: object) -> Sheet:
    return Sheet(dupuis(**changes), contacts, guarantees, seen)


def edit(kind: Kind, **payload: object) -> JournalRow:
    return JournalRow(1, 12, 42, datetime(2026, 11, 23, 9, tzinfo=UTC), "UBOB", kind, payload)


def test_the_profile_shows_all_there_is() -> None:
    drawn = profile.view(
        sheet(known.contact(), guarantees=(known.guarantee(),), salesperson="ULUCAS", kind=DebtorKind.PUBLIC),
        TODAY,
        POLICY,
    )

    assert labels(drawn) == [
        *("Profil", "Scénario", "Nature", "Commercial", "Retirer le commercial"),
        *("Ne pas contacter", "Ne pas contacter jusqu'au"),
        *("Plafond d'encours", "Capital", "Année de création", "Santé financière", "Avis"),
    ]
    assert options(drawn, "profile.41")[:3] == ["Aucun profil", "Bon payeur", "Étourdi"]
    assert options(drawn, "scenario.41")[:2] == ["Celui du profil", "Standard"]
    assert options(drawn, "kind.41") == ["Entreprise", "Administration", "Particulier"]
    assert element(drawn, "profile.41")["initial_option"]["value"] == "bon_payeur"
    assert "Jeanne Roux, comptabilité fournisseurs · peut débloquer le règlement\n[Contacts…]" in said(drawn["blocks"])
    assert "Caution · 10 000,00 € · jusqu'au 31/03/2027\n[Garanties…]" in said(drawn["blocks"])
    assert view_complaints(drawn, "modal") == []


def test_a_profile_sent_as_it_was_drawn_is_the_same() -> None:
    one = sheet(
        salesperson="ULUCAS",
        scenario="doux",
        no_contact_since=TODAY,
        no_contact_reason="Médiation",
        no_contact_until=LATER,
        credit_limit=100_050,
        capital=0,
        founded_year=1998,
        health="Bilan déposé",
        opinion="Paie tard",
    )
    read = profile.parse(submit(profile.view(one, TODAY, POLICY)), TODAY)

    assert read == ProfileForm(12, profile_of(one.debtor, TODAY), 41)


def test_what_the_policy_no_longer_knows_is_still_shown_and_kept() -> None:
    one = sheet(profile="maison", scenario="ancien")
    drawn = profile.view(one, TODAY, POLICY)
    read = profile.parse(submit(drawn), TODAY)

    assert isinstance(read, ProfileForm)
    assert ("maison", "ancien") == (read.profile.profile, read.profile.scenario)


def test_each_field_is_refused_in_its_own_words() -> None:
    drawn = profile.view(sheet(), TODAY, POLICY)
    answers = {
        "credit_limit.41": text("beaucoup"),
        "capital.41": text("10 $"),
        "founded_year.41": text("²999"),
        "no_contact_until.41": {"selected_date": "2026-11-01"},
    }
    refused = profile.parse(submit(drawn, **answers), TODAY)

    assert refused == FormRefusal(
        {
            "credit_limit.41": "Je n'ai pas su lire ce montant. Écrivez-le ainsi\u00a0: 1 500,00",
            "capital.41": "Ce montant s'indique en euros.",
            "founded_year.41": "L'année de création s'écrit en quatre chiffres, entre 1800 et l'année en cours.",
            "no_contact_until.41": (
                "L'interdiction finit au plus tôt demain. Choisissez une date à venir, ou laissez vide."
            ),
        }
    )
    assert ["no_contact_reason.41"] == list(profile.errors(BanReasonMissing(), 41) or ())
    assert profile.errors(UnknownDebtor(), 41) is None


def test_after_somebody_else_s_change_their_fields_show_it_and_the_others_what_was_typed() -> None:
    changes = [{"field": "opinion", "from": "Bon", "to": HOSTILE}]
    drawn = profile.view(
        sheet(opinion=HOSTILE, seen=42),
        TODAY,
        POLICY,
        typed=Profile(profile="etourdi", opinion="À moi", health="Typée"),
        edits=[edit(Kind.PROFILE_CHANGED, changes=changes)],
    )

    assert said(drawn["blocks"][1:2]) == (
        "*<@UBOB> a enregistré une modification pendant votre saisie.*\n"
        "• Avis : « Bon » → « &lt;!channel&gt; &amp; *x* »\n"
        "Rien n'a encore été enregistré de la vôtre : ces champs montrent le nouvel état, les autres ce que vous avez"
        " saisi. Relisez, puis enregistrez."
    )
    shown = [element(drawn, f"{name}.42")["initial_value"] for name in ("opinion", "health")]
    assert [HOSTILE, "Typée"] == shown
    assert 42 == json.loads(drawn["private_metadata"])["seen"]


def test_contacts_are_listed_with_what_is_known_of_each() -> None:
    one = sheet(known.contact(checked_on=TODAY), Contact(4, "Accueil"))

    assert said(contact.listing(one, BACK)["blocks"]) == (
        "*Dupuis SARL* (C012)\n"
        "*Jeanne Roux*, comptabilité fournisseurs · peut débloquer le règlement\n"
        "01 02 03 04 05 · roux@dupuis.example\n"
        "Vérifié le 23/11/2026\n[Modifier]\n"
        "*Accueil*\n[Modifier]\n"
        "[Ajouter un contact]"
    )
    assert said(contact.listing(sheet(), BACK)["blocks"][1:]) == "Il n'y en a pas encore.\n[Ajouter un contact]"


def test_a_contact_sent_as_it_was_drawn_is_the_same() -> None:
    one = known.contact(checked_on=TODAY, role="comptable")
    drawn = contact.view(sheet(one), one, BACK)

    assert labels(drawn) == [
        *("Nom", "Rôle", "E-mail", "Téléphone", "Peut débloquer le règlement", "Vérifié le", "Retirer ce contact"),
    ]
    assert options(drawn, "role.41") == [
        *("Non précisé", "Comptabilité fournisseurs", "Acheteur", "Direction", "Commercial", "Comptable"),
    ]
    assert contact.parse(submit(drawn), TODAY) == ContactForm(12, one, removed=False, seen=41, back=BACK)


def test_a_new_contact_has_nothing_to_remove() -> None:
    drawn = contact.view(sheet(), Contact(0, ""), BACK)

    assert "Retirer ce contact" not in labels(drawn)
    assert contact.parse(submit(drawn), TODAY) == ContactForm(12, Contact(0, ""), removed=False, seen=41, back=BACK)


def test_guarantees_are_listed_and_sent_as_they_were_drawn() -> None:
    dollars = known.guarantee(amount=replace(eur(5_000), currency="USD"), ends_on=None)
    one = sheet(guarantees=(dollars,))
    drawn = guarantee.view(one, dollars, BACK)

    assert said(guarantee.listing(one, BACK)["blocks"][1:]) == (
        "*Caution* · 50,00 $US\nSans date de fin\n[Modifier]\n[Ajouter une garantie]"
    )
    assert options(drawn, "kind.41") == [
        *("Caution", "Cautionnement omnibus", "Garantie à première demande", "Réserve de propriété"),
        *("Lettre d'intention", "Assurance-crédit"),
    ]
    assert guarantee.parse(submit(drawn), TODAY) == GuaranteeForm(12, dollars, removed=False, seen=41, back=BACK)


def test_a_new_guarantee_needs_its_kind_alone() -> None:
    drawn = guarantee.view(sheet(), None, BACK)

    assert guarantee.parse(submit(drawn), TODAY) == FormRefusal({"kind.41": "Faites un choix."})
    read = guarantee.parse(submit(drawn, **{"kind.41": {"selected_option": {"value": "surety"}}}), TODAY)
    assert isinstance(read, GuaranteeForm)
    assert read.guarantee == Guarantee(0, GuaranteeKind.SURETY, eur(0))


def test_a_guarantee_changed_meanwhile_shows_the_new_state_and_the_rest_as_typed() -> None:
    now, typed = known.guarantee(amount=eur(2)), known.guarantee(amount=eur(3), ends_on=LATER)
    facts = {"guarantee": 7, "form": "surety", "amount": 2, "currency": "EUR", "ends_on": "2027-03-31"}
    row = edit(Kind.GUARANTEE_CHANGED, **facts, before=facts | {"amount": 1})

    assert replace(typed, amount=eur(2)) == guarantee.merged(now, typed, [row])


@pytest.mark.parametrize("carried", ['{"v":1,"debtor":12}', '{"v":1,"debtor":12,"seen":"x"}', "{}"])
def test_a_form_that_lost_what_it_carried_is_a_bad_reference(carried: str) -> None:
    with pytest.raises(BadRef):
        profile.parse({"private_metadata": carried}, TODAY)
    with pytest.raises(BadRef):
        contact.parse({"private_metadata": carried}, TODAY)


CONTACTS = st.builds(
    Contact,
    st.integers(1, 2**63 - 1),
    debtors.NAMES,
    debtors.NAMES.map(lambda role: role[:64]),
    debtors.NAMES,
    debtors.NAMES.map(lambda phone: phone[:64]),
    st.booleans(),
    st.none() | debtors.DAYS,
)
SHEETS = st.builds(
    Sheet,
    debtors.debtors(),
    st.lists(CONTACTS, max_size=60, unique_by=lambda one: one.id).map(tuple),
    st.lists(debtors.guarantees(), max_size=60, unique_by=lambda one: one.id).map(tuple),
    st.integers(0, 2**63 - 1),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(SHEETS)
def test_any_debtor_has_windows_that_slack_takes(one: Sheet) -> None:
    back = Back("V" * 20, one.seen)
    changes = [{"field": "opinion", "from": one.debtor.opinion, "to": one.debtor.health}]
    drawn = [
        profile.view(one, TODAY, POLICY, unread=one.debtor.name),
        profile.view(one, TODAY, POLICY, typed=Profile(), edits=[edit(Kind.PROFILE_CHANGED, changes=changes)] * 9),
        contact.listing(one, back),
        guarantee.listing(one, back),
        *(contact.view(one, each, back) for each in one.contacts[:2]),
        *(guarantee.view(one, each, back) for each in one.guarantees[:2]),
    ]

    assert [[]] * len(drawn) == [view_complaints(view, "modal") for view in drawn]
