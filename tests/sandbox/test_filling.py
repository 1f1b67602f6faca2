"""Files in a form, by their names: given by the person, received by the bot as files.info writes them."""

import pytest

from sandbox import filling
from sandbox.webapi_files import new_file
from tests.sandbox.small_bot import field, form
from tests.sandbox.stage import Stage


def test_a_file_is_given_by_its_name(socket_stage: Stage) -> None:
    view = form(blocks=[field("Pièces", {"type": "file_input"})])
    trigger = socket_stage.server.delivery.permissions.trigger("UALICE")
    socket_stage.client.views_open(trigger_id=trigger, view=view)
    opened = socket_stage.space.stacks["UALICE"][-1]
    file = new_file(socket_stage.space, "accord.pdf", "UALICE", b"%PDF")

    given = filling.value(socket_stage.acts, "UALICE", opened, "Pièces", ["accord.pdf"], {})
    told = socket_stage.acts.check("UALICE", opened.id, {"Pièces": {"it": given}})

    assert ([file.id], {}) == (given, told.errors)
    with pytest.raises(AssertionError, match="no file 'autre'"):
        filling.value(socket_stage.acts, "UALICE", opened, "Pièces", "autre", {})
