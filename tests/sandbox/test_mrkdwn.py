from datetime import UTC
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import markdown
from sandbox.mrkdwn import Names, emojized, to_html

NAMES = Names({"U1": "Alice Martin"}, {"C1": "recouvrement"}, {"S1": "comptables"}, UTC)
ALLOWED = {
    "a": {"href", "target", "rel"},
    "span": {"class", "title"},
    "ul": {"class"},
    "div": {"class"},
}
BARE = {"p", "strong", "em", "s", "code", "pre", "blockquote", "li", "ol", "br", "time", "h4", "hr"}
BARE |= {"table", "tr", "th", "td"}
LINK = '<a href="{0}" target="_blank" rel="noopener noreferrer">{1}</a>'


class Tags(HTMLParser):
    """Collects what a browser would take for markup, and the text it would show."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def check_harmless(html: str) -> None:
    for tag, attributes in Tags(html).found:
        assert tag in BARE or attributes.keys() <= ALLOWED[tag]
        assert tag in ALLOWED or not attributes
        href = (attributes.get("href") or "https://").lower()
        assert href.startswith(("http://", "https://", "mailto:", "tel:"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*Dupuis*", "<strong>Dupuis</strong>"),
        ("_doit_ ~rien~", "<em>doit</em> <s>rien</s>"),
        ("*a _b_*", "<strong>a <em>b</em></strong>"),
        ("2*3*4 et mon_nom_long", "2*3*4 et mon_nom_long"),
        ("* pas gras *", "* pas gras *"),
        ("`*x* &lt;b&gt;`", "<code>*x* &lt;b&gt;</code>"),
        ("a &amp; b &lt;i&gt;", "a &amp; b &lt;i&gt;"),
        ("&amp;lt;", "&amp;lt;"),
        ("un\ndeux", "un<br>deux"),
        (
            "<@U1> dans <#C1>",
            '<span class="mention">@Alice Martin</span> dans <span class="mention">#recouvrement</span>',
        ),
        ("<@U9|bob>", '<span class="mention">@bob</span>'),
        ("<!channel>", '<span class="mention">@channel</span>'),
        ("<!subteam^S1>", '<span class="mention">@comptables</span>'),
        ("<!date^0^le {date_long} à {time}|jadis>", "<time>le jeudi 1 janvier 1970 à 00:00</time>"),
        ("<!date^demain^{date}|jadis>", "jadis"),
        ("<https://a.fr/?b=1&amp;c=2|la *fiche*>", LINK.format("https://a.fr/?b=1&amp;c=2", "la *fiche*")),
        ("*<https://a.fr|Fiche>*", f"<strong>{LINK.format('https://a.fr', 'Fiche')}</strong>"),
        ("voir https://a.fr/x.", f"voir {LINK.format('https://a.fr/x', 'https://a.fr/x')}."),
        ("<javascript:alert(1)|ici>", "&lt;javascript:alert(1)|ici&gt;"),
        ("<script>", "&lt;script&gt;"),
        (":tada: :inconnu: 09:30:15", '<span class="emoji" title=":tada:">🎉</span> :inconnu: 09:30:15'),
        (":+1::skin-tone-2:", '<span class="emoji" title=":+1::skin-tone-2:">👍</span>'),
    ],
)
def test_a_line_is_drawn_as_slack_draws_it(typed: str, shown: str) -> None:
    assert f"<p>{shown}</p>" == to_html(typed, NAMES)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        (
            "avant\n&gt; un\n&gt; *deux*\naprès",
            "<p>avant</p><blockquote>un<br><strong>deux</strong></blockquote><p>après</p>",
        ),
        ("• un\n• deux", '<ul class="bullet"><li>un</li><li>deux</li></ul>'),
        ("- un", '<ul class="dash"><li>un</li></ul>'),
        ("a ```*x*\n<https://a.fr|lien>``` b", "<p>a </p><pre>*x*\nlien</pre><p> b</p>"),
    ],
)
def test_quotes_lists_and_fences_are_blocks_of_their_own(typed: str, shown: str) -> None:
    assert shown == to_html(typed, NAMES)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("# Titre", "<h4>Titre</h4>"),
        ("**gras** et *penché*", "<p><strong>gras</strong> et <em>penché</em></p>"),
        ("1. un\n2. deux", "<ol><li>un</li><li>deux</li></ol>"),
        ("[fiche](https://a.fr)", f"<p>{LINK.format('https://a.fr', 'fiche')}</p>"),
        ("[fiche](javascript:x)", "<p>fiche</p>"),
        ("```\n<b>\n```", "<pre>&lt;b&gt;</pre>"),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |",
            '<div class="b-table"><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table></div>',
        ),
    ],
)
def test_markdown_is_drawn(typed: str, shown: str) -> None:
    assert shown == markdown.to_html(typed, NAMES)


SCRAPS = ["<", ">", "|", "*", "_", "~", "`", "```", "&gt;", "&amp;", "&lt;", "<!date^1^{date}^https://a|", "<@U1|"]
SCRAPS += [
    "<b>",
    '"',
    "'",
    "<img/src=x/onerror=alert(1)>",
    "javascript:",
    "https://a.fr/",
    ":tada:",
    "[",
    "](",
    ")",
    "# ",
]
HOSTILE = st.text() | st.lists(st.sampled_from([*SCRAPS, "\n", "• ", "- ", "| "]), max_size=30).map("".join)


@given(HOSTILE)
def test_what_a_person_typed_never_becomes_markup(typed: str) -> None:
    for html in (to_html(typed, NAMES), markdown.to_html(typed, NAMES), emojized(typed)):
        check_harmless(html)


@given(st.text(alphabet=st.characters(exclude_characters="<>&*_~`:\n\r\0•-", exclude_categories=["Cs"]), min_size=1))
def test_plain_words_are_shown_letter_for_letter(typed: str) -> None:
    assert typed == Tags(to_html(typed, NAMES)).text
