"""A form and a message that hold every control and block, for tests that use them and for people who look at them."""

from typing import Any

from tests.browser.tiny_bot import field, option, plain

Json = dict[str, Any]
CITIES = ("Lyon", "Lille", "Limoges", "Saint-Étienne", "Nancy", "Metz")
FIELDS: list[Json] = [
    field("on", "Échéance", {"type": "datepicker"}),
    field("from", "Depuis le", {"type": "datepicker", "initial_date": "2026-11-27"}, optional=False),
    field("at", "Heure", {"type": "timepicker", "initial_time": "09:00"}),
    field("moment", "Rappel", {"type": "datetimepicker"}),
    field(
        "city",
        "Ville",
        {
            "type": "static_select",
            "option_groups": [
                {
                    "label": plain("Est"),
                    "options": [option("metz", "Metz"), option("nancy", "Nancy", "Place Stanislas")],
                },
                {"label": plain("Centre"), "options": [option("setienne", "Saint-Étienne"), option("lyon", "Lyon")]},
            ],
            "initial_option": option("metz", "Metz"),
        },
    ),
    field(
        "cities",
        "Étapes",
        {
            "type": "multi_static_select",
            "options": [option(name.lower(), name) for name in CITIES],
            "max_selected_items": 3,
        },
    ),
    field("people", "Collègues", {"type": "multi_users_select", "initial_users": ["UBOB"]}),
    field("place", "Canal", {"type": "channels_select"}),
    field("client", "Client", {"type": "external_select", "min_query_length": 0}),
    field("share", "Part", {"type": "number_input", "is_decimal_allowed": True, "min_value": "0", "max_value": "100"}),
    field("mail", "Courriel", {"type": "email_text_input"}),
    field("site", "Site", {"type": "url_text_input"}),
    field("code", "Référence", {"type": "plain_text_input", "min_length": 3, "max_length": 12}),
    field("note", "Compte rendu", {"type": "rich_text_input"}),
    field("papers", "Pièces", {"type": "file_input", "filetypes": ["csv", "pdf"], "max_files": 2}),
    field(
        "mode", "Mode", {"type": "radio_buttons", "options": [option("v", "Virement"), option("c", "Chèque", "Papier")]}
    ),
    field("flags", "Options", {"type": "checkboxes", "options": [option("p", "Prioritaire"), option("x", "Export")]}),
]


def form(*blocks: str, **more: Any) -> Json:
    """Give the form with these fields, all of them when none is named."""
    wanted = [one for one in FIELDS if not blocks or one["block_id"] in blocks]
    told = {"type": "modal", "callback_id": "gallery", "title": plain("Galerie"), "submit": plain("Envoyer")}
    return {**told, "blocks": wanted, **more}


def raw(*cells: str) -> list[Json]:
    return [{"type": "raw_text", "text": cell} for cell in cells]


def words(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text, "style": style}


def section(*elements: Json, kind: str = "section") -> Json:
    return {"type": f"rich_text_{kind}", "elements": list(elements)}


CHART = {
    "type": "bar",
    "series": [
        {"name": "Échu", "data": [{"label": "Août", "value": 12_000}, {"label": "Sept.", "value": 8500}]},
        {"name": "Encaissé", "data": [{"label": "Août", "value": 4000}, {"label": "Sept.", "value": 9500}]},
    ],
    "axis_config": {"categories": ["Août", "Sept."]},
}
BLOCKS: list[Json] = [
    {"type": "header", "text": plain("Tous les blocs")},
    {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*Dupuis &amp; Fils* doit 1 500,00 €"},
        "fields": [{"type": "mrkdwn", "text": "*Échu*\n1 500,00 €"}, {"type": "mrkdwn", "text": "*Retard*\n42 jours"}],
        "accessory": {"type": "datepicker", "action_id": "told", "placeholder": plain("Promis pour")},
    },
    {
        "type": "actions",
        "block_id": "acts",
        "elements": [
            {"type": "button", "action_id": f"told{n}", "text": plain(f"Un bouton au nom assez long {n}")}
            for n in range(5)
        ],
    },
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Vu par <@UBOB> le 27/11/2026"}]},
    {"type": "divider"},
    {
        "type": "rich_text",
        "elements": [
            section(words("Gras", bold=True), words(" puis "), {"type": "link", "url": "https://a.fr", "text": "lien"}),
            {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": 0,
                "elements": [section(words("un")), section(words("deux"))],
            },
            section(words("cité"), kind="quote"),
            section(words("code"), kind="preformatted"),
        ],
    },
    {
        "type": "table",
        "column_settings": [{"is_wrapped": True}, {"align": "right"}],
        "rows": [raw("Client", "Reste"), raw("Dupuis & Fils", "1 500,00 €"), raw("Étoile du Nord", "320,00 €")],
    },
    {
        "type": "data_table",
        "caption": "Retards",
        "rows": [raw("Client", "Jours"), [*raw("Dupuis"), {"type": "raw_number", "value": 42, "text": "42"}]],
    },
    {"type": "data_visualization", "title": "Encours par mois", "chart": CHART},
    {"type": "video", "title": plain("Prise en main"), "title_url": "https://a.fr/v", "alt_text": "Une vidéo"},
]
