"""A bot small enough to read at a glance, that uses every kind of control the page draws."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

Json = dict[str, Any]
CLIENTS = ("Dupuis & Fils", "Étoile du Nord", "Dupont Frères", "Garage <Central>", "Ville de Metz")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def option(value: str, label: str, description: str = "") -> Json:
    told: Json = {"value": value, "text": plain(label)}
    return told | ({"description": plain(description)} if description else {})


def button(action: str, label: str, value: str = "1", **more: object) -> Json:
    return {"type": "button", "action_id": action, "text": plain(label), "value": value, **more}


def row(state: str = "à traiter") -> list[Json]:
    confirm = {
        "title": plain("Clore le dossier"),
        "text": plain("Plus rien ne sera relancé."),
        "confirm": plain("Clore"),
        "deny": plain("Garder"),
    }
    return [
        {"type": "header", "text": plain("Relances du jour")},
        {
            "type": "section",
            "block_id": "row",
            "text": {"type": "mrkdwn", "text": f"*Dupuis &amp; Fils* doit *1 500,00 €*\nÉtat : _{state}_"},
            "accessory": {
                "type": "overflow",
                "action_id": "more",
                "options": [option("fiche", "Fiche"), option("litige", "Litige")],
            },
        },
        {
            "type": "actions",
            "block_id": "acts",
            "elements": [
                button("open", "Promesse", style="primary"),
                button("page", "Liste"),
                button("end", "Clore", style="danger", confirm=confirm),
                {
                    "type": "static_select",
                    "action_id": "who",
                    "placeholder": plain("Profil"),
                    "options": [option("bon", "Bon payeur"), option("dur", "Récalcitrant")],
                },
            ],
        },
    ]


def field(block: str, label: str, element: Json, *, optional: bool = True, **more: object) -> Json:
    return {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "optional": optional,
        "element": {"action_id": "v", **element},
        **more,
    }


def form(ref: str, lines: int = 1) -> Json:
    canals = [option("tel", "Téléphone"), option("mail", "E-mail")]
    invoices = [option("F1", "F-2026-001"), option("F2", "F-2026-002"), option("F3", "F-2026-003")]
    blocks = [
        *[field(f"line{n}", f"Ligne {n}", {"type": "plain_text_input"}) for n in range(2, lines + 1)],
        {
            "type": "actions",
            "block_id": "tools",
            "elements": [button("line", "Ajouter une ligne", str(lines + 1)), button("help", "Aide")],
        },
        field("amount", "Montant promis", {"type": "plain_text_input"}, optional=False, hint=plain("En euros.")),
        field("on", "Date promise", {"type": "datepicker"}, optional=False),
        field("client", "Client", {"type": "external_select", "min_query_length": 1, "placeholder": plain("Nom")}),
        field("canal", "Canal", {"type": "static_select", "options": canals, "initial_option": canals[0]}),
        field("owner", "Responsable", {"type": "users_select"}),
        field("bills", "Factures", {"type": "multi_static_select", "options": invoices}),
        field("others", "Autres clients", {"type": "multi_external_select", "min_query_length": 1}),
        field("mode", "Mode", {"type": "radio_buttons", "options": [option("v", "Virement"), option("c", "Chèque")]}),
        field("flags", "Options", {"type": "checkboxes", "options": [option("p", "Compte comme une relance", "Oui")]}),
        field("count", "Échéances", {"type": "number_input", "is_decimal_allowed": False}),
        field("mail", "E-mail", {"type": "email_text_input"}),
        field("note", "Note", {"type": "plain_text_input", "multiline": True}),
    ]
    return {
        "type": "modal",
        "callback_id": "promise",
        "private_metadata": ref,
        "title": plain("Promesse"),
        "submit": plain("Enregistrer"),
        "close": plain("Annuler"),
        "blocks": blocks,
    }


def listing(page: int) -> list[Json]:
    return [
        {"type": "section", "block_id": "list", "text": plain(f"Page {page} : {CLIENTS[page - 1]}")},
        {
            "type": "actions",
            "block_id": "pages",
            "elements": [button("previous", "Précédent", str(page - 1)), button("next", "Suivant", str(page + 1))],
        },
    ]


def home(clicks: int) -> Json:
    section = {"type": "section", "block_id": "s", "text": plain(f"Appels du jour : {clicks}")}
    acts = {"type": "actions", "block_id": "a", "elements": [button("home", "Ajouter", str(clicks + 1))]}
    return {"type": "home", "blocks": [section, acts]}


def tiny_bot(client: WebClient) -> App:
    app = App(client=client, token_verification_enabled=False, ignoring_self_assistant_message_events_enabled=False)
    _messages(app)
    _forms(app)
    _homes(app)
    return app


def _messages(app: App) -> None:
    @app.command("/impayes")
    def command(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.chat_postMessage(channel=body["channel_id"], text="Relances du jour", blocks=row())

    @app.action("page")
    def first(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.chat_postEphemeral(
            channel=body["channel"]["id"], user=body["user"]["id"], text="Page 1", blocks=listing(1)
        )

    @app.action("previous")
    @app.action("next")
    def turn(ack: Ack, action: Json, respond: Any) -> None:
        ack()
        respond(replace_original=True, text="Page", blocks=listing(int(action["value"])))

    @app.action("end")
    def end(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        _redraw(client, body["channel"]["id"], body["message"]["ts"], "clos")

    @app.action("more")
    @app.action("who")
    def chosen(ack: Ack, body: Json, action: Json, client: WebClient) -> None:
        ack()
        _redraw(client, body["channel"]["id"], body["message"]["ts"], action["selected_option"]["text"]["text"])

    @app.event("message")
    def heard(event: Json, client: WebClient) -> None:
        if event.get("text") == "réponds" and "subtype" not in event:
            client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="Je réponds *ici*.")


def _forms(app: App) -> None:
    @app.action("open")
    def open_form(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        ref = f"{body['channel']['id']} {body['message']['ts']}"
        client.views_open(trigger_id=body["trigger_id"], view=form(ref))

    @app.shortcut("note")
    @app.shortcut("find")
    def shortcut(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        words = (body.get("message") or {}).get("text", "rien encore")
        section = {"type": "section", "text": plain(f"À noter : {words}")}
        client.views_open(
            trigger_id=body["trigger_id"], view={"type": "modal", "title": plain("Raccourci"), "blocks": [section]}
        )

    @app.action("line")
    def add_line(ack: Ack, body: Json, action: Json, client: WebClient) -> None:
        ack()
        view = form(body["view"]["private_metadata"], int(action["value"]))
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)

    @app.action("help")
    def explain(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        words = {"type": "section", "text": {"type": "mrkdwn", "text": "Notez ce que le client a *promis*."}}
        view = {"type": "modal", "title": plain("Aide"), "close": plain("Retour"), "blocks": [words]}
        client.views_push(trigger_id=body["trigger_id"], view=view)

    @app.options("v")
    def clients(ack: Ack, payload: Json) -> None:
        found = [name for name in CLIENTS if payload["value"].casefold() in name.casefold()]
        ack(options=[option(f"c{CLIENTS.index(name)}", name) for name in found])

    @app.view("promise")
    def promised(ack: Ack, view: Json, client: WebClient) -> None:
        values = {block: next(iter(each.values())) for block, each in view["state"]["values"].items()}
        if not values["amount"]["value"].isdigit():
            ack(response_action="errors", errors={"amount": "Ce montant ne peut pas être lu."})
            return
        ack()
        channel, ts = view["private_metadata"].split()
        _redraw(client, channel, ts, told(values))

    @app.view("gallery")
    @app.action("told")
    def heard(ack: Ack) -> None:
        ack()


def told(values: Json) -> str:
    chosen = [values["amount"]["value"], values["on"]["selected_date"]]
    chosen += [(values[name].get("selected_option") or {}).get("value") for name in ("client", "canal", "mode")]
    chosen.append(values["owner"]["selected_user"])
    chosen += [
        "+".join(one["value"] for one in values[name]["selected_options"]) for name in ("bills", "others", "flags")
    ]
    chosen += [values["count"]["value"], values["mail"]["value"], values["note"]["value"]]
    return " ".join(str(one) for one in chosen)


def _homes(app: App) -> None:
    @app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=home(0))

    @app.action("home")
    def more(ack: Ack, body: Json, action: Json, client: WebClient) -> None:
        ack()
        client.views_publish(user_id=body["user"]["id"], view=home(int(action["value"])))


def _redraw(client: WebClient, channel: str, ts: str, state: str) -> None:
    client.chat_update(channel=channel, ts=ts, text="Relances du jour", blocks=row(state))
