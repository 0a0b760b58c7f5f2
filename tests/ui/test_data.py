"""What the data bring: rows that cannot be used, and names that look like markup."""

from __future__ import annotations

import html

import pytest
from streamlit.testing.v1 import AppTest

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
}
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


@pytest.mark.parametrize(
    ("path", "query"),
    [(path, {}) for path in PATHS]
    + [("karta", {"focus": f"actor:{POLICE}"}), ("karta", {"focus": "initiative:sig"})]
    + [
        (
            "karta",
            {"focus": TIE, "place": "kronogarden", "municipality": "all"},
        )
    ]
    + [("insatser", {"focus": "initiative:sig"}), ("karta", {"map": "actors", "theme": "trygghet"})],
)
def test_markup_in_names_is_shown_as_text(dashboard, hostile_package, path, query):
    page = dashboard.open(path, **query)

    assert list(page.app.exception) == []
    assert HARMLESS | {"ul"} >= page.elements
    shown = "".join(page.markup)
    assert html.escape("<script>alert(1)</script>") in shown
    assert "<script" not in shown
    assert "<img" not in shown


def test_a_name_in_a_label_is_no_image_to_markdown(dashboard, hostile_package):
    page = dashboard.open("karta", focus=f"actor:{POLICE}")

    options = [option for box in (*page.app.selectbox, *page.app.multiselect) for option in box.options]
    labels = [button.label for button in page.app.button] + options
    assert any("<script>" in label for label in labels)
    assert [label for label in labels if "](" in label] == []


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
