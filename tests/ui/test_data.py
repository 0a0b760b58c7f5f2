"""What the data bring: rows that cannot be used, and names that look like markup."""

from __future__ import annotations

import html

import pytest
from streamlit.testing.v1 import AppTest

from samverkan import workflows
from samverkan.domain.vocabulary import GAP_KINDS
from samverkan.i18n import LANGUAGES, translator
from samverkan.ui.pages import PAGES

PATHS = [path for _, path, _ in PAGES]
HARMLESS = {"div", "p", "h2", "h3", "ul", "li", "span", "dl", "dt", "dd", "details", "summary"} | {
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "sign",
}
OWN_SIGN = '<img alt="" src="data:image/svg+xml;base64,'
"""How a sign of a legend begins: a picture of ours, in the page itself."""
NAME = '<script>alert(1)</script> ![x](http://example.invalid/a.png) <img src="http://example.invalid/b.png">'
POLICE = "polisen-trollhattan"
TIE = f"tie:actor:{POLICE}~initiative:sig"


def _break_a_row(rows):
    rows[3]["value"] = "ungefär tre"


def _call_everything_names(rows):
    for number, row in enumerate(rows):
        row["name"] = f"{NAME} {number}"
        for column in ("short_name", "description"):
            if column in row:
                row[column] = f"{NAME} {number}"


def _title_everything_names(rows):
    for row in rows:
        row["title"], row["publisher"] = NAME, NAME


@pytest.fixture(scope="session")
def hostile_folder(package_with):
    named = ("actors", "initiatives", "target_groups", "places", "themes")
    return package_with(sources=_title_everything_names, **dict.fromkeys(named, _call_everything_names))


@pytest.fixture
def hostile_package(hostile_folder, monkeypatch):
    monkeypatch.setenv("SAMVERKAN_DATA", str(hostile_folder))


@pytest.fixture(scope="session")
def broken_folder(package_with):
    return package_with(facts=_break_a_row)


@pytest.fixture
def broken_package(broken_folder, monkeypatch):
    monkeypatch.setenv("SAMVERKAN_DATA", str(broken_folder))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_a_bad_row_is_told_on_every_page(dashboard, broken_package, path, language):
    page = dashboard.open(path, lang=language)

    assert [translator(language).count("data.left_out", 1)] == [warning.value for warning in page.app.warning]
    assert list(page.app.exception) == []


def test_the_page_of_the_method_lists_the_bad_cell(dashboard, broken_package):
    page = dashboard.open("metod")

    words = translator("sv")
    assert words("data.findings") in page.text
    assert words("finding.bad_number", value="ungefär tre") in page.text


def test_whole_data_are_said_to_be_whole(dashboard):
    page = dashboard.open("metod")

    assert translator("sv")("data.clean") in page.text


SHOWN = [
    *((path, {}) for path in PATHS if path != "tank-om"),
    ("karta", {"focus": f"actor:{POLICE}"}),
    ("karta", {"focus": "initiative:sig"}),
    ("karta", {"focus": TIE, "place": "kronogarden", "municipality": "all"}),
    ("karta", {"map": "actors", "theme": "trygghet"}),
    ("insatser", {"focus": "initiative:sig"}),
    *(("luckor", {"gaps": kind}) for kind in GAP_KINDS),
    ("luckor", {"gaps": "invitation", "for": "unga", "in": "kronogarden"}),
    ("sarbarhet", {"at": "2018-01-01"}),
    ("tank-om", {"edit": f"remove-actor:{POLICE}", "trial": NAME[:100]}),
    (
        "tank-om",
        {"edit": f"add:{POLICE}@skola-24", "rival_edit": "remove-initiative:sig", "rival": NAME[:100]},
    ),
]
"""Where names stand; Tänk om shows none before something is tried."""
FOLDED = ("worklist", "what if gaps", "trial file", "rival file", "grounds invitation")


@pytest.fixture(scope="session")
def hostile_decks(hostile_folder):
    """Return every deck of the hostile package, as the pages start with it."""
    home = workflows.home_study(workflows.open_package(hostile_folder).dataset)
    return {kind: workflows.deck(home, kind=kind, language="sv") for kind in GAP_KINDS}


@pytest.fixture
def unfolded(dashboard, hostile_package, hostile_decks):
    """Return a dashboard on the hostile package that sends all that is sent when it is opened."""
    cards = [card.id for deck in hostile_decks.values() for card in deck.cards]
    more = [f"more {kind}" for kind in hostile_decks]
    return dashboard.unfold(*FOLDED, *more, *(f"grounds {card}" for card in cards))


@pytest.mark.parametrize(("path", "query"), SHOWN)
def test_markup_in_names_is_shown_as_text_and_no_image_to_markdown(unfolded, path, query):
    page = unfolded.open(path, **query)

    assert list(page.app.exception) == []
    assert html.escape("<script>alert(1)</script>") in _harmless_markup(page)
    texts = _labels_and_messages(page.app)
    assert any("<script>" in text for text in texts)
    assert [text for text in texts if "](" in text or "][" in text] == []


def _harmless_markup(page):
    """Return our own HTML, in which nothing of a name has become an element."""
    shown = "".join(page.markup)
    assert page.elements <= HARMLESS
    assert "<script" not in shown
    assert "<img" not in shown.replace(OWN_SIGN, "")
    return shown


def _labels_and_messages(app):
    boxes = (*app.selectbox, *app.multiselect, *app.radio)
    labels = [part.label for part in (*app.button, *app.expander, *boxes, *app.download_button)]
    options = [option for box in boxes for option in box.options]
    messages = [message.value for message in (*app.info, *app.warning, *app.error)]
    return [*labels, *options, *messages]


@pytest.mark.parametrize("tab", ["funding", "dependence"])
def test_markup_in_names_is_text_behind_every_tab(unfolded, tab):
    page = unfolded.open("sarbarhet", fragility_tab=tab)

    assert list(page.app.exception) == []
    assert translator("sv")(f"gap.{tab}.question") in page.text
    assert html.escape("<script>alert(1)</script>") in _harmless_markup(page)


def test_markup_in_names_is_text_in_the_window_that_asks(dashboard, hostile_package, hostile_decks):
    card = hostile_decks["seat"].cards[0]

    page = dashboard.open("luckor").press(f"judge {card.id}")

    assert card.claim in page.in_element("p")
    assert "<script>" in card.claim
    assert page.elements <= HARMLESS
    assert list(page.app.exception) == []


def test_markup_in_a_file_s_findings_is_text(dashboard, hostile_package):
    content = (
        f"id,kind,subject_id,object_id,status,reason,date,source_id\nj-1,seat,{NAME},sig,irrelevant,,,\n"
    )
    page = dashboard.open("luckor")

    page.app.file_uploader(key="judgements file").set_value(("x.csv", content.encode(), "")).run()

    told = [warning.value for warning in page.app.warning]
    assert list(page.app.exception) == []
    assert told != []
    assert [text for text in told if "](" in text] == []


def test_what_a_person_seeks_is_no_image_to_markdown(dashboard):
    page = dashboard.open("insatser")

    page.app.text_input("view.sought").set_value("![x](http://example.invalid/a.png)").run()

    (answer,) = [info.value for info in page.app.info]
    assert "](" not in answer


def _fail_over_a_missing_folder():
    from samverkan.errors import DataError
    from samverkan.ui.errors import show_error

    show_error(DataError("no_folder", name="borta"))


def _fail_unexpectedly():
    from samverkan.ui.errors import show_error

    show_error(ZeroDivisionError("/secret/path"))


def test_an_error_that_a_person_can_put_right_is_told_in_words():
    app = AppTest.from_function(_fail_over_a_missing_folder).run()

    assert [translator("sv")("error.no_folder", name="borta")] == [error.value for error in app.error]


def test_an_error_of_ours_shows_no_trace_and_no_path():
    app = AppTest.from_function(_fail_unexpectedly).run()

    assert [translator("sv")("error.unexpected")] == [error.value for error in app.error]
    assert list(app.exception) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_is_told_in_the_language_of_the_view(language):
    app = AppTest.from_function(_fail_unexpectedly)
    app.session_state["view.language"] = language

    app.run()

    assert [translator(language)("error.unexpected")] == [error.value for error in app.error]
