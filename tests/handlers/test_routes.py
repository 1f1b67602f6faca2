"""Every id has one listener, and every listener only asks for what it is given."""

import inspect
import logging

import pytest
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.kwargs_injection import build_required_kwargs

from handlers import leftovers, routes
from handlers.errors import failed
from handlers.gate import gate
from handlers.presses import Listener
from messages.ids import Action, Callback

OURS = {"office", "roles", "show"}
TYPED_IN = {Action.CLIENT_SEARCH}  # a select that is searched in: it sends options, and no press inside an input


def bolt_gives() -> set[str]:
    """Ask Bolt itself which arguments it injects."""

    class Everything(list[str]):
        def __contains__(self, name: object) -> bool:
            return True

    request = BoltRequest(body={"command": "/impayes"}, mode="socket_mode")
    given = build_required_kwargs(
        logger=logging.getLogger(__name__),
        required_arg_names=Everything(),
        request=request,
        response=BoltResponse(status=200),
    )
    return set(given)


def listeners() -> list[tuple[str, Listener]]:
    tables = (routes.commands(), routes.actions(), routes.views(), routes.options(), routes.events())
    rest = (leftovers.pressed, leftovers.taken, leftovers.typed, leftovers.submitted, leftovers.searched)
    named = [(str(name), listener) for table in tables for name, listener in table.items()]
    return [*named, *((each.__name__, each) for each in (*rest, leftovers.happened))]


def test_each_button_and_menu_has_exactly_one_listener() -> None:
    assert set(Action) - TYPED_IN == set(routes.actions())
    assert set(routes.options()) == TYPED_IN


def test_each_modal_has_exactly_one_listener() -> None:
    assert set(Callback) == set(routes.views())


@pytest.mark.parametrize(("name", "listener"), listeners(), ids=[name for name, _ in listeners()])
def test_a_listener_only_asks_for_what_it_is_given(name: str, listener: Listener) -> None:
    assert set(inspect.signature(listener).parameters) <= bolt_gives() | OURS, name


def test_the_gate_and_the_error_handler_too() -> None:
    assert set(inspect.signature(gate).parameters) <= bolt_gives()
    assert set(inspect.signature(failed).parameters) <= bolt_gives() | {"error"}


def test_two_listeners_for_one_id_stop_the_start() -> None:
    with pytest.raises(ValueError, match="two listeners"):
        routes.merged([{"a": leftovers.happened}, {"a": leftovers.happened}])
