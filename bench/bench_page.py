"""The demo's page with 500 messages and a digest over 60 debtors, against the same drawn once into one HTML file."""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug import Request, Response
from werkzeug.serving import WSGIRequestHandler, make_server

from bench.measure import Report, Work
from sandbox.page import page_app
from sandbox.records import Json
from sandbox.server import Server
from sandbox.workspace import BOT, BOT_USER, Workspace

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
CHANNEL, VIEWER = "CIMPAYES", "UALICE"
MESSAGES, DEBTORS, A_MESSAGE = 500, 60, 20
PAINTED = """() => new Promise((told) => new PerformanceObserver((seen) => {
  const paint = seen.getEntries().find((one) => one.name === "first-contentful-paint");
  if (paint) told(paint.startTime / 1000);
}).observe({ type: "paint", buffered: true }))"""
REPLACED = """(words) => new Promise((told) => {
  const started = performance.now();
  const list = document.querySelector("[data-list]");
  const line = list.lastElementChild.cloneNode(true);
  line.querySelector(".body").textContent = words;
  list.append(line);
  list.scrollTop = list.scrollHeight;
  requestAnimationFrame(() => setTimeout(() => told((performance.now() - started) / 1000)));
})"""
WRITTEN = """(words) => new Promise((told) => {
  const started = performance.now();
  const list = document.querySelector("[data-list]");
  const seen = new MutationObserver(() => {
    if (!list.lastElementChild.textContent.includes(words)) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => told((performance.now() - started) / 1000)));
  });
  seen.observe(list, { childList: true });
  const area = document.querySelector("#main .composer textarea");
  area.value = words;
  area.form.requestSubmit();
})"""


def row(number: int) -> list[Json]:
    """Give the blocks of one debtor in a digest."""
    words = f"*Société {number:03d}* — {number} 250,00 € en retard · 3 factures · 41 j\naucun contact depuis 21 j"
    buttons = [
        {"type": "button", "action_id": f"{name}{number}", "text": {"type": "plain_text", "text": name}, "value": "1"}
        for name in ("Appel", "Promesse", "Échéancier", "Relance")
    ]
    return [
        {"type": "section", "block_id": f"s{number}", "text": {"type": "mrkdwn", "text": words}},
        {"type": "actions", "block_id": f"a{number}", "elements": buttons},
    ]


def filled() -> Workspace:
    """Give a workspace with a long channel that ends with a digest."""
    space = Workspace()
    space.add_user("alice", "Alice Martin")
    space.add_user("bob", "Bob Léger")
    space.add_channel("impayes", [VIEWER, "UBOB", BOT_USER], id=CHANNEL)
    for number in range(MESSAGES - DEBTORS // A_MESSAGE):
        space.post(CHANNEL, "UBOB", f"Message {number} : le client *Société {number}* a rappelé, virement en cours.")
    for first in range(0, DEBTORS, A_MESSAGE):
        blocks = [block for number in range(first, first + A_MESSAGE) for block in row(number)]
        space.post(CHANNEL, BOT_USER, "Impayés du jour", blocks=blocks, bot_id=BOT)
    for user in (VIEWER, "UBOB"):
        space.mark_read(user, CHANNEL)
    return space


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@contextmanager
def still(html: str, page: Server) -> Iterator[str]:
    """Serve one HTML file, with the page's own styles and none of its script."""

    def answer(environ, start_response):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - WSGI
        path = Request(environ).path
        if path == "/":
            return Response(html, content_type="text/html; charset=utf-8")(environ, start_response)
        if path.startswith("/page/static/") and path.endswith(".css") and page.page is not None:
            return page.page(environ, start_response)
        return Response(status=HTTPStatus.NOT_FOUND)(environ, start_response)

    server = make_server("127.0.0.1", 0, answer, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def painted(browser: Browser, url: str) -> Work:
    """Open the address in a fresh window; give the seconds to its first contentful paint."""

    def paint() -> float:
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        page = context.new_page()
        page.goto(url)
        seconds = page.evaluate(PAINTED)
        context.close()
        return float(seconds)

    return paint


def changed(page: Page, script: str) -> Work:
    """Add a line to the list; give the seconds until it is laid out and painted."""
    numbers = iter(range(sys.maxsize))
    return lambda: float(page.evaluate(script, f"ligne neuve {next(numbers)}"))


def measure(browser: Browser, report: Report) -> None:
    """Measure the first paint and one more message, each beside the still page."""
    with Server(filled()) as server:
        server.page = page_app(server)
        live = f"{server.url}/?as={VIEWER}&c={CHANNEL}&n={MESSAGES}"
        window = browser.new_page(viewport={"width": 1400, "height": 900})
        window.goto(live)
        html = window.content().replace("<script", "<template").replace("</script>", "</template>")
        with still(html, server) as plain:
            report.compare(
                f"first paint of {MESSAGES} messages", painted(browser, live), painted(browser, plain), at_most=3
            )
            floor = browser.new_page(viewport={"width": 1400, "height": 900})
            floor.goto(plain)
            report.compare("one more message", changed(window, WRITTEN), changed(floor, REPLACED), at_most=8)


def main() -> None:
    """Measure in Chromium, or say that there is none."""
    if CHROMIUM is None:
        print("no Chromium here: nothing measured")
        return
    report = Report()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        measure(browser, report)
        browser.close()
    report.end()


if __name__ == "__main__":
    main()
