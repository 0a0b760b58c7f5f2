"""What axe-core finds on every page, with everything on it opened, in both themes.

It reads the map's shadow root too. What it finds in Streamlit's own elements is compared with a list.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from samverkan.i18n import translator

WORDS = translator("sv")
POLICE = "polisen-trollhattan"
VIEWS = {
    "map": ("", {}),
    "map, actors alone": ("", {"map": "actors", "place": "kronogarden"}),
    "map, presented": ("", {"style": "present", "place": "kronogarden"}),
    "an actor": ("", {"focus": f"actor:{POLICE}"}),
    "an initiative": ("", {"focus": "initiative:sig"}),
    "a tie": ("", {"focus": f"tie:actor:{POLICE}~initiative:sig"}),
    "actors": ("aktorer", {}),
    "target groups": ("malgrupper", {}),
    "gaps": ("luckor", {}),
    "an invitation": ("luckor", {"gaps": "invitation", "for": ["unga", "foraldrar"], "in": "kronogarden"}),
    "fragility": ("sarbarhet", {"at": "2018-01-01"}),
    "what if": (
        "tank-om",
        {"edit": f"remove-actor:{POLICE}", "rival_edit": ["remove-actor:eidar", "nonsense"]},
    ),
    "a story": ("berattelse", {"story": "reach"}),
    "a story of one's own": ("berattelse", {"story": "own"}),
    "initiatives": ("insatser", {"focus": "initiative:sig"}),
    "method": ("metod", {}),
    "nothing": ("aktorer", {"place": "borlange"}),
}
IN_THE_DARK = (
    "map",
    "map, presented",
    "an actor",
    "actors",
    "target groups",
    "gaps",
    "fragility",
    "what if",
    "a story",
    "initiatives",
    "method",
)
"""Every page; more of the same parts would be seen for a second time only."""
OF_STREAMLIT = {
    "presentation-role-conflict": "the file uploader's drop zone has no role but can take the focus",
}
"""Rule to the reason why it is not ours to mend."""

FIND = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"], elementRef: true});
  const isOurs = (element) => {
    for (let at = element; at; at = at.parentElement ?? at.getRootNode().host)
      if (at.matches(".sv, .map, .poster, .player, h1, [data-testid=stWidgetLabel]")) return true;
    return false;
  };
  return found.violations.flatMap(({id, nodes}) => nodes.map(({element, failureSummary}) => ({
    rule: id, is_ours: isOurs(element), html: element.outerHTML.slice(0, 200), why: failureSummary,
  })));
}"""


def violations(page):
    page.evaluate(Axe().axe_script)
    return page.evaluate(FIND)


def judge(found):
    ours = [item for item in found if item["is_ours"]]
    others = [item for item in found if not item["is_ours"] and item["rule"] not in OF_STREAMLIT]
    assert ours == []
    assert others == []


@pytest.mark.parametrize(
    ("name", "theme"), [(name, "light") for name in VIEWS] + [(name, "dark") for name in IN_THE_DARK]
)
def test_axe_finds_nothing(visit, name, theme):
    path, query = VIEWS[name]
    visitor = visit(color_scheme=theme)
    page = visitor.open(path, **query)
    if not path and "style" not in query:
        assert visitor.captions()
    tabs = page.get_by_role("tab").all()

    found = []
    for tab in tabs or [None]:
        if tab:
            tab.click()
        visitor.unfold("stMain")
        found += violations(visitor.settled())

    judge(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_window_that_asks(visit, theme):
    visitor = visit(color_scheme=theme)
    page = visitor.open("luckor")

    page.get_by_role("button", name=WORDS("finding_card.not_relevant")).first.click()
    page.get_by_role("dialog").get_by_role("button", name=WORDS("judging.save")).wait_for()

    judge(violations(visitor.settled()))


def test_axe_would_find_a_fault_of_ours_also_in_the_map(visit):
    visitor = visit()
    page = visitor.open()

    page.locator(".map-toolbar").evaluate("toolbar => toolbar.prepend(document.createElement('button'))")
    page.locator("p.sv-lead").evaluate("lead => { lead.style.color = '#ccc'; }")

    ours = {item["rule"] for item in violations(page) if item["is_ours"]}
    assert {"button-name", "color-contrast"} <= ours
