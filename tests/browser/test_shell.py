import base64

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sandbox.page import page_app
from sandbox.page.hints import Hint
from sandbox.server import Server
from sandbox.workspace import BOT, BOT_USER
from tests.browser.conftest import PageAt
from tests.browser.tiny_bot import row
from tests.browser.waiting import PATIENCE_MS

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)

CHANNEL = "CRECOUVREMENT"
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
HINTS = (
    Hint("/impayes", "", "", "votre journée"),
    Hint("/impayes", "promesse", "promesse <client> [montant] [date]", "noter une promesse"),
    Hint("/impayes", "échéancier", "échéancier <client>", "étaler une dette"),
    Hint("/impayes", "aide", "aide", "cette aide"),
)


@pytest.fixture
def hinted(server: Server) -> None:
    server.page = page_app(server, hints=HINTS, shortcuts=[{"name": "Chercher un client", "callback_id": "find"}])


def write_area(page: Page, called: str = "#recouvrement") -> Locator:
    return page.get_by_label(f"Envoyer un message à {called}", exact=True)


def say(page: Page, text: str, called: str = "#recouvrement") -> None:
    write_area(page, called).fill(text)
    page.keyboard.press("Enter")


def article(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text)


def tall(name: str) -> list[dict[str, object]]:
    return [{"type": "section", "text": {"type": "mrkdwn", "text": f"{name} ligne {n}\n\n\n"}} for n in range(40)]


def fill(server: Server, many: int, channel: str = CHANNEL) -> None:
    for n in range(many):
        server.workspace.post(channel, "UBOB", f"ancien {n:02d}.")


def digest(server: Server) -> None:
    server.workspace.post(CHANNEL, BOT_USER, "digest", bot_id=BOT, blocks=tall("digest"))


def test_a_channel_opens_at_the_first_unread_message(page_at: PageAt, server: Server) -> None:
    fill(server, 30)
    server.workspace.mark_read("UALICE", CHANNEL)
    server.workspace.post(CHANNEL, "UBOB", "première nouvelle")
    digest(server)
    page = page_at("UALICE")

    expect(page.get_by_role("separator").filter(has_text="Nouveaux messages")).to_be_in_viewport()
    expect(article(page, "première nouvelle")).to_be_in_viewport()
    expect(page.get_by_text("digest ligne 39")).not_to_be_in_viewport()
    page.get_by_role("button", name="Aller aux messages les plus récents").click()
    expect(page.get_by_text("digest ligne 39")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Aller aux messages les plus récents")).to_be_hidden()


def test_a_channel_opens_at_the_top_of_an_unread_digest(page_at: PageAt, server: Server) -> None:
    fill(server, 30)
    server.workspace.mark_read("UALICE", CHANNEL)
    digest(server)
    page = page_at("UALICE")

    expect(page.get_by_role("separator").filter(has_text="Nouveaux messages")).to_be_in_viewport()
    expect(page.get_by_text("digest ligne 0", exact=True)).to_be_in_viewport()
    expect(page.get_by_text("digest ligne 39")).not_to_be_in_viewport()


def test_a_digest_taller_than_the_window_is_read_from_its_top(page_at: PageAt, server: Server) -> None:
    fill(server, 30)
    page = page_at("UALICE")
    expect(page.get_by_text("ancien 29.")).to_be_in_viewport()
    digest(server)

    expect(page.get_by_text("digest ligne 0", exact=True)).to_be_in_viewport()
    expect(page.get_by_text("digest ligne 39")).not_to_be_in_viewport()


def test_an_answer_for_one_person_is_brought_into_view(page_at: PageAt, server: Server) -> None:
    fill(server, 40)
    page = page_at("UALICE")
    page.get_by_text("ancien 00.").scroll_into_view_if_needed()
    server.workspace.post(CHANNEL, BOT_USER, "pour vous", bot_id=BOT, ephemeral_to="UALICE")

    expect(article(page, "pour vous")).to_be_in_viewport()


def test_what_came_below_is_one_click_away(page_at: PageAt, server: Server) -> None:
    fill(server, 40)
    page = page_at("UALICE")
    page.get_by_text("ancien 00.").scroll_into_view_if_needed()
    server.workspace.post(CHANNEL, "UBOB", "dernière nouvelle")
    page.get_by_role("button", name="Aller aux messages les plus récents").click()

    expect(page.get_by_text("dernière nouvelle")).to_be_in_viewport()


def test_two_people_write_to_each_other(page_at: PageAt) -> None:
    alice, bob = page_at("UALICE"), page_at("UBOB")
    alice.get_by_role("link", name="Bob Léger").click()
    say(alice, "entre nous", "Bob Léger")
    expect(bob).to_have_title("(1) recouvrement · Espace de démonstration")
    bob.get_by_role("link", name="Alice Martin 1 non lu").click()
    expect(article(bob, "entre nous")).to_be_visible()
    say(bob, "bien reçu", "Alice Martin")

    expect(article(alice, "bien reçu")).to_be_visible()
    expect(bob.get_by_role("link", name="Alice Martin", exact=True)).to_be_visible()
    expect(bob).to_have_title("Alice Martin · Espace de démonstration")


def test_a_thread_one_follows_stands_in_the_side_bar(page_at: PageAt, server: Server) -> None:
    root = server.workspace.post(CHANNEL, "UALICE", "ma question")
    page = page_at("UALICE", "CGENERAL")
    server.workspace.post(CHANNEL, "UBOB", "la réponse", thread_ts=root.ts)
    page.get_by_role("link", name="Fils de discussion 1 non lu").click()
    expect(page.get_by_role("main")).to_contain_text("la réponse")
    page.get_by_role("link", name="Ouvrir le fil (1 réponse)").click()

    expect(page.get_by_role("complementary", name="Fil de discussion")).to_contain_text("la réponse")
    expect(page.get_by_role("link", name="Fils de discussion", exact=True)).to_be_visible()


def test_a_thread_leads_back_to_its_root_however_old(page_at: PageAt, server: Server) -> None:
    root = server.workspace.post(CHANNEL, "UBOB", "la racine")
    fill(server, 120)
    page = page_at("UALICE", f"{CHANNEL}&t={root.ts}")
    page.get_by_role("link", name="#recouvrement", exact=True).click()

    expect(page.get_by_role("main").get_by_text("la racine")).to_be_in_viewport()


def test_a_reaction_is_put_and_taken_back(page_at: PageAt, server: Server) -> None:
    message = server.workspace.post(CHANNEL, "UBOB", "c’est payé")
    alice, bob = page_at("UALICE"), page_at("UBOB")
    article(alice, "c’est payé").hover()
    article(alice, "c’est payé").get_by_role("button", name="Ajouter une réaction").first.click()
    alice.get_by_role("dialog", name="Choisir une réaction").get_by_role("button", name="tada", exact=True).click()
    theirs = article(bob, "c’est payé").get_by_role("button", name="tada, 1\N{NO-BREAK SPACE}: Alice Martin")
    expect(theirs).to_have_attribute("aria-pressed", "false")
    theirs.click()
    expect(
        article(alice, "c’est payé").get_by_role("button", name="tada, 2\N{NO-BREAK SPACE}: vous et Bob Léger")
    ).to_be_visible()
    article(bob, "c’est payé").get_by_role("button", name="tada, 2").click()

    expect(article(alice, "c’est payé").get_by_role("button", name="tada, 1\N{NO-BREAK SPACE}: vous")).to_be_visible()
    assert {"tada": ["UALICE"]} == message.reactions


@pytest.mark.usefixtures("hinted")
def test_a_slash_lists_commands_then_verbs_then_how_one_is_used(page_at: PageAt) -> None:
    page = page_at("UALICE")
    area, listed = write_area(page), page.get_by_role("listbox", name="Commandes proposées").get_by_role("option")
    area.press_sequentially("/")
    expect(listed).to_have_text(["/impayes votre journée", "Chercher un client Raccourci d’Impayés"])
    area.press("ArrowDown")
    area.press("Enter")
    expect(area).to_have_value("/impayes ")
    expect(listed).to_have_count(3)
    area.press_sequentially("ech")
    expect(listed).to_have_text(["échéancier <client> étaler une dette"])
    area.press("Tab")

    expect(area).to_have_value("/impayes échéancier ")
    expect(listed).to_have_count(0)
    expect(page.get_by_text("/impayes échéancier <client>")).to_be_visible()


@pytest.mark.usefixtures("hinted")
def test_escape_closes_what_a_slash_lists_and_keeps_the_words(page_at: PageAt) -> None:
    page = page_at("UALICE")
    write_area(page).press_sequentially("/impayes pro")
    expect(page.get_by_role("option", name="promesse")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("option", name="promesse")).to_have_count(0)
    expect(write_area(page)).to_have_value("/impayes pro")


@pytest.mark.usefixtures("hinted", "bot")
def test_a_whole_command_is_sent_by_enter(page_at: PageAt) -> None:
    page = page_at("UALICE")
    write_area(page).press_sequentially("/impayes aide")
    page.keyboard.press("Enter")

    expect(article(page, "Relances du jour")).to_be_visible()


@pytest.mark.usefixtures("hinted", "bot")
def test_a_shortcut_is_taken_after_a_slash(page_at: PageAt) -> None:
    page = page_at("UALICE")
    write_area(page).press_sequentially("/cher")
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog", name="Raccourci")).to_be_visible()
    expect(write_area(page)).to_have_value("")


def test_up_in_an_empty_composer_edits_one_s_last_message(page_at: PageAt) -> None:
    page = page_at("UALICE")
    say(page, "premier")
    say(page, "deuxième")
    expect(article(page, "deuxième")).to_be_visible()
    write_area(page).press("ArrowUp")
    page.get_by_role("textbox", name="Modifier le message").fill("second")
    page.keyboard.press("Enter")

    expect(article(page, "second (modifié)")).to_be_visible()


def test_a_message_one_edits_is_not_lost_when_it_changes(page_at: PageAt, server: Server) -> None:
    page = page_at("UALICE")
    say(page, "à corriger")
    article(page, "à corriger").hover()
    article(page, "à corriger").get_by_role("button", name="Modifier le message").click()
    page.get_by_role("textbox", name="Modifier le message").fill("en cours")
    ts = server.workspace.history(CHANNEL)[0].ts
    server.acts.react("UBOB", CHANNEL, ts, "eyes")
    server.workspace.post(CHANNEL, "UBOB", "autre chose")
    expect(article(page, "autre chose")).to_be_visible()
    expect(page.get_by_role("textbox", name="Modifier le message")).to_have_value("en cours")
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="eyes, 1\N{NO-BREAK SPACE}: Bob Léger")).to_be_visible()


def test_focus_stays_on_a_button_whose_message_is_drawn_again(page_at: PageAt, server: Server) -> None:
    message = server.workspace.post(CHANNEL, BOT_USER, "relances", bot_id=BOT, blocks=row())
    page = page_at("UALICE")
    page.get_by_role("button", name="Liste").focus()
    server.workspace.update(CHANNEL, message.ts, blocks=row("clos"))
    expect(page.get_by_role("article")).to_contain_text("État : clos")

    expect(page.get_by_role("button", name="Liste")).to_be_focused()


def test_arrows_walk_from_message_to_message(page_at: PageAt, server: Server) -> None:
    fill(server, 3)
    page = page_at("UALICE")
    article(page, "ancien 02.").focus()
    page.keyboard.press("ArrowUp")
    expect(article(page, "ancien 01.")).to_be_focused()
    page.keyboard.press("t")
    thread = page.get_by_role("complementary", name="Fil de discussion")
    expect(thread.get_by_label("Répondre…")).to_be_focused()
    page.keyboard.press("Escape")

    expect(thread.get_by_role("article")).to_have_count(0)
    expect(write_area(page)).to_be_focused()


def test_a_dropped_file_is_said_before_and_sent_after(page_at: PageAt, server: Server) -> None:
    page = page_at("UALICE")
    carried = page.evaluate_handle(
        """() => { const data = new DataTransfer(); data.items.add(new File(["a;b"], "balance.csv")); return data; }"""
    )
    page.get_by_role("main").dispatch_event("dragenter", {"dataTransfer": carried})
    expect(page.get_by_text("Déposez vos fichiers dans #recouvrement")).to_be_visible()
    page.get_by_role("main").dispatch_event("drop", {"dataTransfer": carried})
    expect(page.get_by_text("Déposez vos fichiers")).to_be_hidden()
    page.keyboard.press("Enter")

    expect(article(page, "balance.csv")).to_be_visible()
    assert [b"a;b"] == [one.content for one in server.workspace.files.values()]


def test_a_file_too_big_is_refused_with_the_limit(page_at: PageAt) -> None:
    page = page_at("UALICE")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(41 * 1024 * 1024)], "gros.zip"));
          const input = document.querySelector("#main .attach input");
          input.files = data.files;
          input.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )

    expect(page.get_by_role("status").filter(has_text="un fichier ne dépasse pas 40 Mo")).to_be_visible()
    expect(page.get_by_role("list", name="Fichiers joints")).to_be_hidden()


def test_a_picture_is_shown_and_enlarged(page_at: PageAt, server: Server) -> None:
    server.acts.write("UBOB", CHANNEL, "", files=[("preuve.png", PNG), ("lettre.pdf", b"%PDF")])
    page = page_at("UALICE")
    expect(page.get_by_role("link", name="lettre.pdf")).to_be_visible()
    page.get_by_role("button", name="Agrandir preuve.png").click()

    expect(page.get_by_role("dialog", name="Image agrandie").get_by_role("img", name="preuve.png")).to_be_visible()


def test_a_draft_waits_in_its_conversation(page_at: PageAt) -> None:
    page = page_at("UALICE")
    write_area(page).press_sequentially("à finir")
    page.get_by_role("link", name="general").click()
    expect(write_area(page, "#general")).to_have_value("")
    page.get_by_role("link", name="recouvrement").click()
    expect(write_area(page)).to_have_value("à finir")
    page.reload()

    expect(write_area(page)).to_have_value("à finir")


def test_another_person_stands_at_the_same_place(page_at: PageAt, server: Server) -> None:
    page = page_at("UALICE")
    page.get_by_role("link", name="general").click()
    page.get_by_role("button", name="Changer de personne").click()
    with page.context.expect_page() as opened:
        page.get_by_role("menuitem", name="Bob Léger dans une autre fenêtre").click()
    other = opened.value
    other.wait_for_load_state()
    say(other, "je suis Bob", "#general")

    expect(other).to_have_url(f"{server.url}/?as=UBOB&c=CGENERAL")
    expect(article(page, "je suis Bob")).to_contain_text("Bob Léger")


def test_the_colours_a_person_chose_are_worn_again(browser: Browser, server: Server) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(f"{server.url}/?as=UALICE&c={CHANNEL}")
    paper = "getComputedStyle(document.querySelector('#main')).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Changer de personne").click()
    page.get_by_text("Sombre").click()
    dark = page.evaluate(paper)
    page.reload()

    assert light != dark
    assert dark == page.evaluate(paper)
    context.close()


def test_a_phone_shows_one_pane_at_a_time(page_at: PageAt, server: Server) -> None:
    root = server.workspace.post(CHANNEL, "UBOB", "un message " * 20)
    server.workspace.post(CHANNEL, "UBOB", "suite", thread_ts=root.ts)
    page = page_at("UALICE")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.get_by_role("navigation")).to_be_hidden()
    page.get_by_role("link", name="1 réponse").click()
    thread = page.get_by_role("complementary", name="Fil de discussion")
    assert 360 == thread.evaluate("(pane) => pane.offsetWidth")
    page.get_by_role("link", name="Revenir au canal").click()
    expect(thread).to_be_hidden()
    page.get_by_role("button", name="Afficher les canaux").click()
    page.get_by_role("link", name="general").click()

    expect(write_area(page, "#general")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= 360")


@pytest.mark.usefixtures("bot")
def test_the_page_says_that_the_workspace_is_gone_and_goes_on_when_it_is_back(browser: Browser, server: Server) -> None:
    context = browser.new_context()
    context.route("**/page/events*", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{server.url}/?as=UALICE&c={CHANNEL}")
    expect(page.get_by_text("L’espace de travail ne répond plus, nouvelle tentative…")).to_be_visible()
    server.workspace.post(CHANNEL, "UBOB", "pendant ce temps")
    context.unroute("**/page/events*")

    expect(article(page, "pendant ce temps")).to_be_visible()
    expect(page.get_by_text("L’espace de travail ne répond plus")).to_be_hidden()
    context.close()


def test_a_hostile_name_or_message_never_becomes_markup(page_at: PageAt, server: Server) -> None:
    server.workspace.add_user("eve", "<img src=x onerror=alert(1)>", title="<b>chef</b>")
    server.workspace.channels["CGENERAL"].members.add("UEVE")
    root = server.workspace.post("CGENERAL", "UEVE", "&lt;script&gt;alert(1)&lt;/script&gt; \"'><b>")
    server.acts.react("UEVE", "CGENERAL", root.ts, "eyes")
    server.workspace.post("CGENERAL", "UEVE", "<@UALICE>", thread_ts=root.ts)
    page = page_at("UALICE", "threads")
    expect(page.get_by_role("main")).to_contain_text("<img src=x onerror=alert(1)>")
    page.get_by_role("button", name="Changer de personne").click()
    page.get_by_role("link", name="Ouvrir le fil").click()

    assert 0 == page.locator("img[src=x], .body script, .body b, .persons small b").count()
