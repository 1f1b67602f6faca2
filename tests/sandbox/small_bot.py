"""A small bot that does a little of everything, as a program of its own would."""

from typing import Any

from slack_bolt import Ack, App, Respond, Say
from slack_sdk import WebClient

PLAIN = "plain_text"


def text(words: str) -> dict[str, str]:
    return {"type": PLAIN, "text": words}


def option(words: str, value: str) -> dict[str, Any]:
    return {"text": text(words), "value": value}


def button(label: str, action_id: str, value: str = "1") -> dict[str, Any]:
    return {"type": "button", "text": text(label), "action_id": action_id, "value": value}


def field(label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": label, "label": text(label), "element": {"action_id": "it", **element}, **more}


def form(**more: Any) -> dict[str, Any]:
    canal = [option("Téléphone", "phone"), option("Visite", "visit")]
    blocks = [
        field("Montant", {"type": "plain_text_input", "initial_value": "1 500,00"}),
        field("Date", {"type": "datepicker"}),
        field("Canal", {"type": "static_select", "options": canal, "initial_option": canal[0]}),
        field("Client", {"type": "external_select", "min_query_length": 2}, optional=True),
        field("Note", {"type": "plain_text_input", "multiline": True}, optional=True),
        field("Qui", {"type": "users_select"}, optional=True),
        field("Cases", {"type": "checkboxes", "options": [option("Oui", "yes"), option("Non", "no")]}, optional=True),
    ]
    view = {"type": "modal", "callback_id": "form", "title": text("Promesse"), "submit": text("Enregistrer")}
    return {**view, "close": text("Annuler"), "private_metadata": "ref:1", "blocks": blocks, **more}


def step(title: str) -> dict[str, Any]:
    return form(title=text(title), callback_id="step", blocks=[field("Motif", {"type": "plain_text_input"})])


def row(*buttons: dict[str, Any]) -> list[dict[str, Any]]:
    words = {"type": "section", "text": {"type": "mrkdwn", "text": "*Dupuis* doit 1 500,00 €"}}
    return [words, {"type": "actions", "block_id": "row", "elements": list(buttons)}]


def listen(app: App) -> None:
    """Register what the bot answers to."""
    app.command("/impayes")(on_command)
    app.action("open")(on_open)
    app.action("answer")(on_answer)
    app.action("broken")(on_broken)
    app.action("menu")(on_menu)
    app.options("it")(on_options)
    app.view("form")(on_form)
    app.view("step")(on_step)
    app.view_closed("step")(on_closed)
    app.shortcut("search")(on_open)
    app.shortcut("note")(on_note)
    app.event("message")(on_message)
    app.event("app_mention")(on_mention)
    app.event("app_home_opened")(on_home)
    app.event("file_shared")(lambda ack: ack())


def on_command(ack: Ack, command: dict[str, Any], say: Say) -> None:
    if command["text"] == "public":
        say("À tous", blocks=row(button("Promesse", "open"), button("Réponse", "answer"), button("Casse", "broken")))
        ack()
    elif command["text"] == "muet":
        raise RuntimeError("muet")
    else:
        ack(f"Reçu : {command['text']}", blocks=row(button("Promesse", "open"), button("Réponse", "answer")))


def on_open(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    client.views_open(trigger_id=body["trigger_id"], view=form())
    ack()


def on_answer(ack: Ack, respond: Respond, body: dict[str, Any]) -> None:
    ack()
    respond(f"Pressé dans {body['channel']['id']}", replace_original=bool(body["container"]["is_ephemeral"]))


def on_broken(body: dict[str, Any]) -> None:
    raise RuntimeError(body["type"])


def on_menu(ack: Ack, action: dict[str, Any], say: Say) -> None:
    ack()
    say(f"Choisi : {action['selected_option']['value']}")


def on_options(ack: Ack, payload: dict[str, Any]) -> None:
    names = ["Dupuis SARL", "Dupont et fils", "Société Müller"]
    ack(options=[option(name, name) for name in names if payload["value"].lower() in name.lower()])


def on_form(ack: Ack, view: dict[str, Any], client: WebClient, body: dict[str, Any]) -> None:
    values = {label: value["it"] for label, value in view["state"]["values"].items()}
    if values["Montant"]["value"] == "beaucoup":
        ack(response_action="errors", errors={"Montant": "Ce montant ne se lit pas."})
        return
    if values["Note"]["value"] in {"update", "push"}:
        ack(response_action=values["Note"]["value"], view=step("Suite"))
        return
    parts = [str(value.get("value") or value.get("selected_date")) for value in values.values()]
    client.chat_postMessage(channel="CIMPAYES", text=f"{body['user']['id']} : {' '.join(parts[:2])}")
    ack()


def on_step(ack: Ack) -> None:
    ack(response_action="clear")


def on_closed(ack: Ack, client: WebClient) -> None:
    client.chat_postMessage(channel="CIMPAYES", text="Fermé")
    ack()


def on_note(ack: Ack, shortcut: dict[str, Any], client: WebClient) -> None:
    client.chat_postMessage(channel="CIMPAYES", text=f"Noté : {shortcut['message']['text']}")
    ack()


def on_message(event: dict[str, Any], client: WebClient) -> None:
    if event.get("text") == "écho":
        client.chat_postMessage(channel=event["channel"], text="écho !", thread_ts=event["ts"])
    if event.get("subtype") in {"message_changed", "message_deleted"} and "bot_id" not in event["previous_message"]:
        was = event["previous_message"]["text"]
        client.chat_postMessage(channel="CIMPAYES", text=f"{event['subtype']} : {was}")


def on_mention(event: dict[str, Any], say: Say) -> None:
    say("Oui ?", thread_ts=event["ts"])


def on_home(event: dict[str, Any], client: WebClient) -> None:
    blocks = [{"type": "section", "text": text(f"Bonjour {event['user']}")}]
    client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})
