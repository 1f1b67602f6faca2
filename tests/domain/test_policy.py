"""The policy file: the shipped one, what a company's own changes, and every fault told at once."""

import tomllib
from contextlib import suppress
from dataclasses import fields
from datetime import date, time
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.policy import PROFILES, Channel, Imputation, Level, Policy, Progression, Role, When
from domain.policy_reading import read_policy
from domain.policy_values import PolicyError
from domain.priority import Weights

SHIPPED = tomllib.loads(files("domain").joinpath("data/policy.toml").read_text(encoding="utf-8"))


def read(toml: str = "") -> Policy:
    return read_policy(tomllib.loads(toml), SHIPPED)


def faults(toml: str) -> list[str]:
    with pytest.raises(PolicyError) as refused:
        read(toml)
    return [str(fault).replace("\u00a0", " ").replace("\u202f", " ") for fault in refused.value.faults]


def level(**keys: Any) -> str:
    pairs = ", ".join(
        f"{key} = {str(value).lower() if isinstance(value, bool) else repr(value)}" for key, value in keys.items()
    )
    return f"[scenarios.mien]\nlevels = [ {{ days = 1 }}, {{ {pairs} }} ]"


def test_the_shipped_policy_names_no_company() -> None:
    assert not read().company.is_set


def test_the_shipped_policy_is_the_one_of_the_interface() -> None:
    policy = read()

    assert policy.reminders.min_contact_days == 5
    assert {"EUR": 10} == policy.reminders.tolerance
    assert {"EUR": 1500} == policy.reminders.minimum
    assert policy.reminders.progression is Progression.SEQUENTIAL
    assert ((1, 2, 3), (time(9), time(18))) == (policy.mail.days, policy.mail.hours)
    assert 5 == policy.reminders.payment_sent_days
    assert Weights() == policy.priority
    assert (2, 60) == (policy.promises.tolerance_days, policy.promises.horizon_days)
    assert (12, 3) == (policy.plans.max_installments, policy.plans.missed_after_days)
    assert policy.penalties.imputation is Imputation.PRINCIPAL_FIRST


def test_the_standard_scenario_is_the_one_of_the_interface() -> None:
    expected = (
        Level("Pré-relance", -5, When.DUE, Channel.EMAIL, "pre_relance"),
        Level("Relance 1", 3, When.DUE, Channel.EMAIL, "relance_1"),
        Level("Appel", 8, When.DUE, Channel.CALL),
        Level("Relance 2", 7, When.PREVIOUS, Channel.EMAIL, "relance_2", penalties=True),
        Level(
            "Mise en demeure", 35, When.DUE, Channel.REGISTERED_LETTER, "mise_en_demeure", penalties=True, approval=True
        ),
        Level("Contentieux", 15, When.PREVIOUS, Channel.HANDOVER, approval=True),
    )

    assert expected == read().scenarios["standard"].levels


@pytest.mark.parametrize("profile", PROFILES)
def test_each_profile_has_a_scenario_that_follows_the_trade(profile: str) -> None:
    scenario = read().scenario(profile=profile)

    assert scenario is not None
    assert not any(each.auto for each in scenario.levels)
    penalties_first = scenario.levels[0].penalties
    assert penalties_first == (profile == "recalcitrant")


def test_a_consumer_is_never_asked_for_penalties_and_an_administration_never_handed_over() -> None:
    policy = read()
    consumer, public = policy.scenario(profile="particulier"), policy.scenario(profile="administration")

    assert consumer
    assert public
    assert not any(each.penalties for each in consumer.levels)
    assert not any(each.channel in {Channel.HANDOVER, Channel.REGISTERED_LETTER} for each in public.levels)


def test_the_scenario_is_the_invoice_s_then_the_debtor_s_then_the_profile_s() -> None:
    policy = read()
    asked = [
        {"invoice": "ferme", "debtor": "doux", "profile": "etourdi"},
        {"debtor": "doux", "profile": "etourdi"},
        {"profile": "etourdi"},
        {"profile": "inconnu"},
        {},
        {"invoice": "disparu"},
    ]
    found = [policy.scenario(**each) for each in asked]

    assert ["ferme", "doux", "rappels", "standard", "standard", None] == [each.name if each else None for each in found]


def test_what_a_company_leaves_out_comes_from_the_shipped_policy() -> None:
    policy = read("""
        [company]
        name = "Atelier Martineau SAS"
        siren = "100 000 009"
        iban = "FR76 9999 9000 0100 0001 2345 693"
        [reminders]
        minimum = { USD = "20,5" }
        [scenarios.mien]
        levels = [ { days = 5 } ]
        [profiles.nouveau]
        scenario = "mien"
    """)

    assert ("Atelier Martineau SAS", "100000009") == (policy.company.name, policy.company.siren)
    assert ({"USD": 2050}, {"EUR": 10}, 5) == (
        policy.reminders.minimum,
        policy.reminders.tolerance,
        policy.reminders.min_contact_days,
    )
    assert (Level("Niveau 1", 5),) == policy.scenarios["mien"].levels
    assert ("mien", "doux") == (policy.profiles["nouveau"], policy.profiles["bon_payeur"])
    assert "standard" in policy.scenarios


def test_a_company_weighs_who_to_call_first_in_its_own_way() -> None:
    weights = read("[priority]\nbroken_promise = 0\nsnoozed = -1").priority

    assert (0, -1, 300) == (weights.broken_promise, weights.snoozed, weights.call_due)


def test_the_shipped_policy_says_every_weight() -> None:
    assert {each.name for each in fields(Weights)} == set(SHIPPED["priority"])


def test_a_simulation_reads_its_sections_alone() -> None:
    given_ = tomllib.loads("[mail]\ndays = 3\n[reminders]\nmin_contact_days = 1")

    assert read_policy(given_, SHIPPED, sections=("reminders", "scenarios")).reminders.min_contact_days == 1


def test_every_fault_is_told_at_once_with_its_key_its_value_and_what_was_expected() -> None:
    told = faults("""
        compagny = 3
        [company]
        siren = "100000008"
        iban = "FR7699999000010000012345694"
        [reminders]
        min_contact_day = 3
        working_days_only = "oui"
        holidays = "FR-99"
        [mail]
        days = ["lundi"]
        hours = ["18:00", "09:00"]
        [plans]
        max_installments = 0
    """)

    assert [
        'company.siren = "100000008" : un SIREN de 9 chiffres, à la clé exacte, est attendu',
        'company.iban = "FR7699999000010000012345694" : un IBAN à la clé exacte est attendu',
        'reminders.working_days_only = "oui" : true ou false est attendu',
        'reminders.holidays = "FR-99" : FR ou une subdivision telle que "FR-57" est attendu',
        "reminders.min_contact_day = 3 : clé inconnue ; vouliez-vous dire « min_contact_days » ?",
        "mail.days = ['lundi'] : une liste de jours est attendue, parmi mon, tue, wed, thu, fri, sat, sun",
        "mail.hours = ['18:00', '09:00'] : deux heures croissantes sont attendues, telles que [\"09:00\", \"18:00\"]",
        "plans.max_installments = 0 : un nombre entier de 1 à 120 est attendu",
        "compagny = 3 : clé inconnue ; vouliez-vous dire « company » ?",
    ] == told


@pytest.mark.parametrize(
    ("toml", "key"),
    [
        ('[scenarios.mien]\nlevels = [ { days = 1, when = "previous" } ]', "scenarios.mien.levels[1].when"),
        ("[scenarios.mien]\nlevels = []", "scenarios.mien.levels"),
        ("[scenarios.mien]", "scenarios.mien.levels"),
        ("[scenarios.mien]\nlevels = [ { name = 'x' } ]", "scenarios.mien.levels[1].days"),
        ("scenarios = 3", "scenarios"),
        (level(days=1, when="later"), "scenarios.mien.levels[2].when"),
        (level(days=-1, when="previous"), "scenarios.mien.levels[2].days"),
        (level(days=1.5), "scenarios.mien.levels[2].days"),
        (level(days=True), "scenarios.mien.levels[2].days"),
        (level(days=1, channel="fax"), "scenarios.mien.levels[2].channel"),
        (level(days=1, channel="call", template="x"), "scenarios.mien.levels[2].template"),
        (level(days=1, template="../x"), "scenarios.mien.levels[2].template"),
        (level(days=1, role="patron"), "scenarios.mien.levels[2].role"),
        (level(days=1, channel="handover", auto=True), "scenarios.mien.levels[2].auto"),
        (level(days=1, channel="registered_letter", auto=True), "scenarios.mien.levels[2].auto"),
        (level(days=1, template="mise_en_demeure", auto=True), "scenarios.mien.levels[2].auto"),
        (level(days=1, penalties=True, auto=True), "scenarios.mien.levels[2].auto"),
        (level(days=1, approval=True, auto=True), "scenarios.mien.levels[2].auto"),
        (level(days=1, auto=True) + '\n[profiles.particulier]\nscenario = "mien"', "scenarios.mien.levels[2].auto"),
        ('[profiles.bon_payeur]\nscenario = "dous"', "profiles.bon_payeur.scenario"),
        ('[profiles.bon_payeurs]\nscenario = "doux"', "profiles.bon_payeurs"),
        ("[reminders]\nmin_contact_days = -1", "reminders.min_contact_days"),
        ('[reminders]\ntolerance = { EUR = "0.105" }', "reminders.tolerance"),
        ('[reminders]\ntolerance = { euro = "1" }', "reminders.tolerance"),
        ("[reminders]\nminimum = 15", "reminders.minimum"),
        ('[reminders]\nprogression = "sequentiel"', "reminders.progression"),
        ("[promises]\nhorizon_days = 0", "promises.horizon_days"),
        ('[plans]\napproval = [ { up_to = "-1", by = "admin" } ]', "plans.approval[1].up_to"),
        ("[plans]\napproval = [ { } ]", "plans.approval[1].by"),
        ('[plans]\napproval = [ { by = "boss" } ]', "plans.approval[1].by"),
        ('[penalties]\nimputation = "both"', "penalties.imputation"),
        ("[priority]\nbroken_promises = 1", "priority.broken_promises"),
        ('[priority]\nfrozen = "-500"', "priority.frozen"),
        ("[priority]\ndeadline = 10001", "priority.deadline"),
        ("[reminders]\npayment_sent_days = -1", "reminders.payment_sent_days"),
        ('[company]\nemail = "x"', "company.email"),
        ('[company]\nbic = "x"', "company.bic"),
        ("[company]\nname = 3", "company.name"),
        (f'[company]\nname = "{"x" * 501}"', "company.name"),
        ('[company]\niban = "12"', "company.iban"),
        ("[company]\nsiren = 100000009", "company.siren"),
        ('[mail]\nhours = ["09:00"]', "mail.hours"),
        ('[mail]\nhours = ["09:00", "25:00"]', "mail.hours"),
        ("[mail]\ndays = []", "mail.days"),
        ("[reminders]\nminimum = { EUR = true }", "reminders.minimum"),
        ("[reminders]\nminimum = { EUR = nan }", "reminders.minimum"),
        ('[reminders]\nminimum = { EUR = "quinze" }', "reminders.minimum"),
        ("profiles = 3", "profiles"),
        ("[profiles]\nnouveau = 3", "profiles.nouveau"),
        ("[profiles.nouveau]\nscenario = []", "profiles.nouveau.scenario"),
    ],
)
def test_a_bad_value_is_refused_by_its_key(toml: str, key: str) -> None:
    assert [key] == [fault.split(" = ")[0] for fault in faults(toml)]


def test_channels_are_ordered_from_the_most_formal() -> None:
    ranked = sorted(Channel, key=lambda channel: channel.formality)

    assert ["handover", "registered_letter", "letter", "email", "visit", "call"] == [str(each) for each in ranked]


def test_a_contact_s_role_may_be_named() -> None:
    assert read(level(days=1, role="acheteur")).scenarios["mien"].levels[1].role == "acheteur"


def test_a_long_value_is_told_cut() -> None:
    assert all(len(fault) < 200 for fault in faults(f'[reminders]\nholidays = "{"x" * 500}"'))


def test_a_level_may_leave_without_a_click_where_nothing_forbids_it() -> None:
    assert read(level(days=1, auto=True)).scenarios["mien"].levels[1].auto


def test_formal_notices_and_handovers_always_need_approval() -> None:
    levels = (
        Level("a", 1, channel=Channel.REGISTERED_LETTER),
        Level("b", 1, channel=Channel.LETTER, template="mise_en_demeure"),
        Level("c", 1, channel=Channel.HANDOVER),
        Level("d", 1),
    )

    assert [True, True, True, False] == [each.needs_approval for each in levels]


def test_a_plan_goes_to_the_first_tier_that_fits() -> None:
    plans = read().plans
    asked = [(200000, 3), (200001, 3), (200000, 4), (2000000, 12), (2000001, 1), (1, 13)]

    assert [Role.COLLECTOR, Role.APPROVER, Role.APPROVER, Role.APPROVER, Role.ADMIN, Role.ADMIN] == [
        plans.decided_by(*each) for each in asked
    ]


def test_small_sums_are_tolerated_and_equality_counts() -> None:
    rules = read().reminders

    assert [True, False, False] == [rules.is_tolerated(*each) for each in ((10, "EUR"), (11, "EUR"), (1, "USD"))]
    assert [True, False, True] == [rules.is_enough(*each) for each in ((1500, "EUR"), (1499, "EUR"), (1, "USD"))]


def test_mail_leaves_in_its_hours() -> None:
    mail = read().mail
    tuesday, friday = date(2026, 11, 24), date(2026, 11, 27)

    assert [True, False, False] == [
        mail.is_open(*each) for each in ((tuesday, time(9)), (tuesday, time(18)), (friday, time(10)))
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(sorted(SHIPPED)), st.text(max_size=8), VALUES)
def test_any_file_is_read_or_refused(section: str, key: str, value: Any) -> None:
    for given_ in ({section: value}, {section: {key: value}}, {"scenarios": {"x": {"levels": [{key: value}]}}}):
        with suppress(PolicyError):
            read_policy(given_, SHIPPED)
