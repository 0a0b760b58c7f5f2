"""The library under the pages speaks English alone: in Swedish nothing of it is left, also in what opens.

The words are pairs in ``i18n``: the library's own in English, letter for letter, and ours in Swedish. So that
a
new version of the library is noticed, one journey opens what it can open and asks for the Swedish of all that
it has met, and looks for English that nobody has listed.
"""

from __future__ import annotations

import re

from samverkan.i18n import phrases, translator

WORDS = translator("sv")
PREFIX = "widget."
TEXTS = """() => {
  const unread = ".sv, .map, svg, style, script, noscript";
  const ours = `${unread}, [data-testid=data-grid-canvas], [data-testid=stIconMaterial]`;
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => node.nodeType === 1 && node.matches(ours)
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === 3) found.add(node.nodeValue.trim());
    else for (const name of ["aria-label", "title", "placeholder", "aria-valuetext", "aria-roledescription"])
      if (node.hasAttribute(name)) found.add(node.getAttribute(name).trim());
  }
  return [...found].filter(Boolean);
}"""
NEVER_MET = {
    # Told only while something goes wrong, runs for long or is narrower or longer than in this journey.
    *("running", "stop", "stopping", "wait", "connecting", "connection_error", "connection_lost"),
    *(
        "connection_timed_out",
        "server_silent",
        "expand",
        "more_pages",
        "n_more_pages",
        "scroll_left",
        "scroll_right",
    ),
    *("leave_full_screen", "close", "drop", "too_large", "one_option", "no_options", "choose_several"),
    # What the widgets of this dashboard offer only in some state.
    *(
        "clear_entry",
        "clear_date",
        "clear_selection",
        "select_all",
        "select_matches",
        "unpin_column",
        "format",
        "help",
    ),
    *("show_data", "show_chart", "copy_chart", "download_png", "chart", "chart_marks", "based_on_sample"),
    *("count", "distinct", "average_length", "least_length", "most_length", "date_keys", "dismiss"),
    *("previous_month", "next_month", "selected_values", "options_of_one", "options_of_several", "add_icon"),
    *("file_error", "wrong_kind"),
}
"""Words that the journey need not meet."""
ENGLISH = re.compile(
    r"\b(the|to|of|for|your|press|choose|select|drag|drop|browse|upload|remove|clear|close|open|show|hide"
    r"|search|download|copy|view|files?|options?|results?|sort|pin|column|loading|running|please)\b",
    re.IGNORECASE,
)


def pattern(sentence):
    return re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", sentence))))


def met(seen, language):
    """Return the keys of the library's words that are among the texts in a language."""
    return {
        name.removeprefix(PREFIX)
        for name, sentence in phrases(language).items()
        if name.startswith(PREFIX) and any(pattern(sentence).fullmatch(text) for text in seen)
    }


def journey(visitor):
    """Open what the library opens, and give back every text that is there meanwhile."""
    page, seen = visitor.open(focus="actor:polisen-trollhattan"), set()

    def look():
        # What opens hides the rest of the page from roles, so the heading is not waited for.
        page.wait_for_timeout(600)
        seen.update(page.evaluate(TEXTS))

    page.get_by_text(WORDS("sidebar.more")).click()
    look()
    page.get_by_role("button", name=WORDS("widget.choose_date")).click()
    look()
    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).wait_for()
    box = page.get_by_role("combobox", name=WORDS("field.search"), exact=True)
    box.fill("qqq")
    look()
    page.keyboard.press("Escape")
    table = page.get_by_test_id("stDataFrame").first
    table.hover()
    page.get_by_role("button", name=WORDS("widget.search")).click()
    look()
    page.keyboard.type("polis")
    look()
    page.keyboard.press("Escape")
    page.get_by_role("button", name=WORDS("widget.columns")).click()
    look()
    page.keyboard.press("Escape")
    _open_column_menu(page, table)
    look()
    page.keyboard.press("Escape")
    visitor.open("tank-om").get_by_label(WORDS("what_if.page.name"), exact=True).first.fill("x")
    look()
    visitor.open("luckor")
    page.get_by_test_id("stFileUploaderDropzoneInput").first.wait_for(state="attached")
    look()
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"id\n"}
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(file)
    page.get_by_role("button", name=WORDS("widget.remove", name="a.csv")).wait_for()
    look()
    return seen


def _open_column_menu(page, table):
    """Click in the drawn header until its menu opens: where it hangs depends on the column's width."""
    edges = table.bounding_box()
    menu = page.get_by_test_id("stDataFrameColumnMenu")
    for right in range(100, int(edges["width"]), 10):
        page.mouse.click(edges["x"] + right, edges["y"] + 17)
        page.wait_for_timeout(50)
        if menu.count():
            return
    raise AssertionError("no menu of a column")


def test_in_swedish_the_library_speaks_swedish_also_in_what_opens(visit):
    seen = journey(visit())

    english = {key for key in met(seen, "en") if WORDS(f"widget.{key}") != translator("en")(f"widget.{key}")}
    assert english == set()
    assert (
        met(seen, "sv")
        >= {key.removeprefix(PREFIX) for key in phrases("sv") if key.startswith(PREFIX)} - NEVER_MET
    )
    assert {text for text in seen if ENGLISH.search(text)} == set()


def test_after_a_change_of_language_the_library_has_its_own_words_back(visit):
    visitor = visit()
    page = visitor.open()
    page.get_by_role("button", name=WORDS("widget.help_for", name=WORDS("field.places"))).wait_for()

    page.get_by_text("English", exact=True).click()

    english = translator("en")
    page.get_by_role("button", name=english("widget.help_for", name=english("field.places"))).wait_for()
    assert met(set(visitor.settled().evaluate(TEXTS)), "sv") <= met(set(page.evaluate(TEXTS)), "en")


def test_pages_that_a_narrow_window_has_no_room_for_are_counted_in_swedish(visit):
    page = visit(viewport={"width": 820, "height": 1180}).open()

    nav = page.get_by_test_id("stHeader")
    nav.get_by_text(re.compile(rf"^{WORDS('widget.n_more_pages', n=1).replace('1', '[0-9]+')}$")).wait_for()
    assert not re.search(r"\bmore\b", nav.inner_text())
