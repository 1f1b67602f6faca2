"""Finding the client a person means, and going on with the same verb once it is known."""

from dataclasses import replace
from typing import Any, NamedTuple

from slack_bolt import Ack

from domain.people import Role
from domain.search import Matches
from handlers.answers import Answer, Asked, Open, Say, sentence
from handlers.forms import refuse_fields
from handlers.naming import Sure, offered, resolve
from handlers.office import Office
from handlers.presses import Listener, once_of
from handlers.show import Show
from handlers.typed import Typed, split
from handlers.verbs import ON_DEBTOR, verb_on
from messages import clients
from messages.forms import client as first_step
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback, Shortcut
from messages.refs import DebtRef, Verb


class Asker(NamedTuple):
    """Who asks, the key of an act done at once, and the channel where it was typed."""

    office: Office
    user: str
    roles: Role
    once: str | None
    channel: str = ""


def ask(asker: Asker, verb: Verb, text: str) -> Answer:
    """Do a verb on the client that a text names, with what else it says; ask which when it is not certain."""
    today = asker.office.today()
    with asker.office.open_reader() as reader:
        named, typed = split(verb, text, today, reader.clients)
        found = resolve(reader, named) if named else Matches()
    if not named:
        return _first_step(asker, verb, typed)
    if isinstance(found, Sure):
        return go_on(asker, verb, found.debtor_id, replace(typed, invoice=found.invoice))
    return _which(asker, verb, named, typed, found)


def go_on(asker: Asker, verb: Verb, debtor_id: int, typed: Typed) -> Answer:
    """Do a verb on a debtor."""
    return ON_DEBTOR[verb](Asked(asker.office, asker.user, asker.roles, debtor_id, typed, asker.once))


def _first_step(asker: Asker, verb: Verb, typed: Typed) -> Answer:
    if verb is Verb.NOTE:
        return sentence("answers.note_needs")
    return Open(first_step.view(verb, f"{asker.channel} {typed.dump()}"))


def _which(asker: Asker, verb: Verb, named: str, typed: Typed, matches: Matches) -> Answer:
    try:
        carried = f"{verb} {typed.dump()}"
    except ValueError:
        return sentence("answers.too_much", client=named)
    if matches.candidates:
        today = asker.office.today()
        return Say(clients.choices(matches.candidates, carried, today, total=matches.total))
    return Say(clients.nobody(named, matches.nearest, carried))


def chosen(ack: Ack, body: dict[str, Any], action: dict[str, Any], office: Office, roles: Role, show: Show) -> None:
    """Go on with the client that was chosen among several."""
    _go_on_from(action.get("value"), ack, Asker(office, show.user, roles, once_of(body)), show)


def picked(ack: Ack, body: dict[str, Any], action: dict[str, Any], office: Office, roles: Role, show: Show) -> None:
    """Do what was picked in the ⋯ menu of a row."""
    chosen_one = action.get("selected_option")
    value = chosen_one.get("value") if isinstance(chosen_one, dict) else None
    _go_on_from(value, ack, Asker(office, show.user, roles, once_of(body)), show)


def _go_on_from(value: object, ack: Ack, asker: Asker, show: Show) -> None:
    ref = DebtRef.load(value)
    name, _, rest = ref.verb.partition(" ")
    verb, _ = verb_on(name)
    show.to_press(ack, go_on(asker, verb, ref.debtor_id, Typed.load(rest)))


def offer(ack: Ack, options: dict[str, Any], office: Office) -> None:
    """Offer the clients that what is typed in « Client » may mean."""
    with office.open_reader() as reader:
        found = offered(reader, str(options.get("value") or ""))
    ack(options=first_step.options(found))


def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any], office: Office, roles: Role, show: Show) -> None:
    """Go from the first step, which asks the client, to the verb's own form."""
    form = first_step.parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    verb, _ = verb_on(form.verb)
    channel, _, rest = form.rest.partition(" ")
    asker = Asker(office, show.user, roles, once_of(body), channel)
    show.to_form(ack, go_on(asker, verb, form.debtor_id, Typed.load(rest)), channel)


def sought(ack: Ack, show: Show) -> None:
    """Ask which client, then show their card: « Chercher un client »."""
    show.to_press(ack, Open(first_step.view(Verb.CARD)))


SHORTCUTS: dict[str, Listener] = {Shortcut.CLIENT_FIND: sought}
ACTIONS: dict[str, Listener] = {Action.CLIENT_CHOOSE: chosen, Action.ROW_MENU: picked}
OPTIONS: dict[str, Listener] = {Action.CLIENT_SEARCH: offer}
VIEWS: dict[str, Listener] = {Callback.CLIENT_SUBMIT: submitted}
