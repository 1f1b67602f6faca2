"""Commands, buttons, modals, options and shortcuts, through a real Bolt program over both transports."""

from sandbox.records import Message
from tests.sandbox.small_bot import button, row, step
from tests.sandbox.stage import Clock, Stage, refusal

CHANNEL = "CIMPAYES"


def texts(stage: Stage, channel: str = CHANNEL) -> list[str]:
    return [message.text for message in stage.space.history(channel)]


def public(stage: Stage) -> Message:
    assert stage.acts.command("UALICE", CHANNEL, "public").ok
    return stage.space.history(CHANNEL)[-1]


def opened(stage: Stage) -> str:
    view = stage.acts.press("UALICE", public(stage), "row", "open").opened
    assert view is not None
    return view


def test_a_command_is_answered_to_the_person_alone(stage: Stage) -> None:
    outcome = stage.acts.command("UALICE", CHANNEL, "/impayes promesse Dupuis @bob <b>")

    assert outcome.text == "Reçu : promesse Dupuis <@UBOB|bob> &lt;b&gt;"
    assert texts(stage) == []
    assert [outcome.text] == [message.text for message in stage.space.history(CHANNEL, "UALICE")]
    assert stage.space.history(CHANNEL, "UBOB") == []


def test_a_command_in_a_channel_the_bot_is_not_in_is_answered_too(stage: Stage) -> None:
    assert stage.acts.command("UALICE", "CGENERAL", "aide").text == "Reçu : aide"


def test_a_command_that_fails_is_told_as_slack_does(stage: Stage) -> None:
    stage.server.delivery.patience = 0.3

    outcome = stage.acts.command("UALICE", CHANNEL, "muet")

    assert not outcome.ok
    assert "impayes n’a pas" in str(outcome.error)
    assert stage.space.toasts["UALICE"][-1].text == outcome.error


def test_only_members_and_known_commands(stage: Stage) -> None:
    assert stage.acts.command("UZOE", CHANNEL, "aide").error == "Vous n’êtes pas dans ce canal."
    assert stage.acts.command("UALICE", CHANNEL, "/autre").error == "/autre n’est pas une commande valide."


def test_a_button_opens_a_modal_that_is_filled_in_and_closes(stage: Stage) -> None:
    view = opened(stage)

    outcome = stage.acts.submit("UALICE", view, {"Date": {"it": "2026-11-27"}})

    assert outcome.closed
    assert stage.space.stacks["UALICE"] == []
    stage.space.wait(lambda: texts(stage)[-1] == "UALICE : 1 500,00 2026-11-27")


def test_an_empty_field_is_refused_before_the_bot_hears_of_it(stage: Stage) -> None:
    outcome = stage.acts.submit("UALICE", opened(stage), {})

    assert outcome.errors == {"Date": "Veuillez remplir ce champ."}


def test_errors_of_the_bot_stand_under_their_field_and_the_modal_stays(stage: Stage) -> None:
    view = opened(stage)

    outcome = stage.acts.submit("UALICE", view, {"Montant": {"it": "beaucoup"}, "Date": {"it": "2026-11-27"}})

    assert outcome.errors == {"Montant": "Ce montant ne se lit pas."}
    assert [one.id for one in stage.space.stacks["UALICE"]] == [view]


def test_a_submission_may_put_another_view_on_top_and_clear_all(stage: Stage) -> None:
    view = opened(stage)
    pushed = stage.acts.submit("UALICE", view, {"Note": {"it": "push"}, "Date": {"it": "2026-11-27"}}).opened

    assert pushed is not None
    assert [one.title for one in stage.space.stacks["UALICE"]] == ["Promesse", "Suite"]
    assert stage.acts.submit("UALICE", pushed, {"Motif": {"it": "fini"}}).closed
    assert stage.space.stacks["UALICE"] == []


def test_a_submission_may_redraw_the_same_view(stage: Stage) -> None:
    view = opened(stage)

    assert stage.acts.submit("UALICE", view, {"Note": {"it": "update"}, "Date": {"it": "2026-11-27"}}).ok
    assert [(one.id, one.title) for one in stage.space.stacks["UALICE"]] == [(view, "Suite")]


def test_closing_tells_the_bot_only_when_it_asked(stage: Stage) -> None:
    view = opened(stage)
    before = len(stage.space.inspector)

    assert stage.acts.close("UALICE", view).closed
    assert stage.space.stacks["UALICE"] == []
    assert before == len(stage.space.inspector)


def test_closing_is_told_when_asked_and_the_cross_closes_all(stage: Stage) -> None:
    trigger = stage.server.delivery.permissions.trigger
    stage.client.views_open(trigger_id=trigger("UALICE"), view=step("Un") | {"notify_on_close": True})
    stage.client.views_push(trigger_id=trigger("UALICE"), view=step("Deux"))
    first, second = stage.space.stacks["UALICE"]

    stage.acts.close("UALICE", second.id)
    assert [first] == stage.space.stacks["UALICE"]
    stage.acts.close("UALICE", first.id, everything=True)
    assert stage.space.stacks["UALICE"] == []
    stage.space.wait(lambda: "Fermé" in texts(stage))
    assert not stage.acts.close("UALICE", first.id).ok


def test_a_press_on_the_home_opens_a_modal(stage: Stage) -> None:
    home = {"type": "home", "blocks": row(button("Promesse", "open"))}
    view = stage.client.views_publish(user_id="UALICE", view=home)["view"]

    assert stage.acts.press("UALICE", view["id"], "row", "open").opened
    assert not stage.acts.press("UBOB", view["id"], "row", "open").ok


def test_options_come_from_the_bot_and_can_be_chosen(stage: Stage) -> None:
    view = opened(stage)

    assert stage.acts.suggest("UALICE", view, "Client", "it", "d") == []
    options = stage.acts.suggest("UALICE", view, "Client", "it", "dup")
    assert ["Dupuis SARL", "Dupont et fils"] == [one["value"] for one in options]
    done = stage.acts.submit("UALICE", view, {"Client": {"it": "Dupuis SARL"}, "Date": {"it": "2026-11-27"}})
    assert done.closed


def test_an_option_that_is_not_on_offer_cannot_be_chosen(stage: Stage) -> None:
    assert stage.acts.submit("UALICE", opened(stage), {"Canal": {"it": "fax"}}).error == "'fax' is not on offer"


def test_a_press_is_answered_at_its_response_url(stage: Stage) -> None:
    message = public(stage)
    stage.acts.press("UALICE", message, "row", "answer")

    stage.space.wait(lambda: len(stage.space.history(CHANNEL, "UALICE")) == len([message]) + 1)
    assert stage.space.history(CHANNEL, "UALICE")[-1].text == "Pressé dans CIMPAYES"
    assert stage.space.history(CHANNEL, "UBOB") == [message]


def test_an_ephemeral_message_is_replaced_in_its_place(stage: Stage) -> None:
    stage.acts.command("UALICE", CHANNEL, "aide")
    message = stage.space.history(CHANNEL, "UALICE")[-1]

    stage.acts.press("UALICE", message, "row", "answer")

    stage.space.wait(lambda: message.text == "Pressé dans CIMPAYES")
    assert stage.acts.press("UBOB", message, "row", "answer").error == "Cet élément n’est plus là."


def test_a_press_that_breaks_is_told(stage: Stage) -> None:
    message = public(stage)
    stage.server.delivery.patience = 0.3

    assert "impayes n’a pas" in str(stage.acts.press("UALICE", message, "row", "broken").error)


def test_a_menu_tells_what_was_chosen(stage: Stage) -> None:
    menu = {
        "type": "overflow",
        "action_id": "menu",
        "options": [{"text": {"type": "plain_text", "text": "Fiche"}, "value": "card"}],
    }
    stage.client.chat_postMessage(
        channel=CHANNEL, text="x", blocks=[{"type": "actions", "block_id": "m", "elements": [menu]}]
    )

    assert stage.acts.press("UALICE", stage.space.history(CHANNEL)[-1], "m", "menu", value="card").ok
    stage.space.wait(lambda: "Choisi : card" in texts(stage))


def test_shortcuts(stage: Stage) -> None:
    assert stage.acts.shortcut("UALICE", "search").opened
    message = stage.acts.write("UALICE", CHANNEL, "à garder").message
    assert message is not None
    assert stage.acts.message_shortcut("UALICE", "note", CHANNEL, message.ts).ok
    stage.space.wait(lambda: "Noté : à garder" in texts(stage))


def test_a_trigger_is_good_once_and_for_three_seconds(stage: Stage, clock: Clock) -> None:
    permissions = stage.server.delivery.permissions
    used, late, view = permissions.trigger("UALICE"), permissions.trigger("UALICE"), step("Suite")
    stage.client.views_open(trigger_id=used, view=view)
    clock.at += 3.1

    for trigger, code in (
        (used, "exchanged_trigger_id"),
        (late, "expired_trigger_id"),
        ("1.2", "invalid_trigger_id"),
    ):
        assert code == refusal(stage.client.views_open, trigger_id=trigger, view=view)
