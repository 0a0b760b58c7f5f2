"""Large letters, small targets, no movement: what the pages are like for those who need them otherwise."""

from __future__ import annotations

import pytest

from samverkan.i18n import phrases, translator

WORDS = translator("sv")
AT_400_PER_CENT = {"width": 320, "height": 256}
"""A window of 1280 × 1024 in which everything is four times as large."""
LEAST_PX = 24
VIEWS = {
    "map": ("", {"focus": "actor:polisen-trollhattan"}),
    "presented": ("", {"style": "present", "place": "kronogarden"}),
    "actors": ("aktorer", {}),
    "target groups": ("malgrupper", {}),
    "gaps": ("luckor", {}),
    "what if": ("tank-om", {"edit": "remove-actor:polisen-trollhattan"}),
    "story": ("berattelse", {}),
    "initiatives": ("insatser", {}),
    "method": ("metod", {}),
}
OVER_THE_EDGE = """() => {
  const edge = document.documentElement.clientWidth + 1;
  const main = document.querySelector("[data-testid=stMain]");
  // What holds a table, a chart or a map scrolls by itself or shows it smaller.
  const own = ".sv-table, .map-stage, .poster-sheet, [data-testid=stDataFrame], [role=tablist],"
    + "[data-testid=stElementContainer]:has([data-testid=stVegaLiteChart])";
  const found = [];
  const read = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) read(element.shadowRoot);
      const box = element.getBoundingClientRect();
      if (box.width && box.right > edge && !element.closest(own) && element.checkVisibility())
        found.push(element.outerHTML.slice(0, 150));
    }
  };
  read(main);
  if (main.scrollWidth > main.clientWidth) found.push(`the page is ${main.scrollWidth} wide`);
  return found;
}"""
TOO_SMALL = """(least) => {
  const found = [];
  const read = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) read(element.shadowRoot);
      const ours = element.matches("button, a[href], summary, input[type=range]")
        && (element.closest(".sv, .map, .poster, .player, [data-testid=stTooltipHoverTarget]")
          || element.closest("[data-testid=stMultiSelect]"));
      const box = element.getBoundingClientRect();
      if (ours && box.width && element.checkVisibility() && (box.width < least || box.height < least))
        found.push([box.width, box.height, element.outerHTML.slice(0, 150)].join(" "));
    }
  };
  read(document);
  return found;
}"""


@pytest.mark.parametrize("name", VIEWS)
def test_at_400_per_cent_nothing_lies_over_the_edge_and_targets_are_large_enough(visit, name):
    visitor = visit(viewport=AT_400_PER_CENT)
    path, query = VIEWS[name]

    page = visitor.open(path, **query)
    page.wait_for_timeout(1500)

    assert page.evaluate(OVER_THE_EDGE) == []
    assert page.evaluate(TOO_SMALL, LEAST_PX) == []


def test_at_400_per_cent_the_choices_are_behind_a_button_and_not_over_the_page(visit):
    visitor = visit(viewport=AT_400_PER_CENT)
    page = visitor.open()

    page.get_by_role("button", name=WORDS("widget.expand")).click()
    page.get_by_role("combobox", name=WORDS("field.places"), exact=True).wait_for()
    page.get_by_role("button", name=WORDS("widget.collapse")).click()

    page.get_by_role("heading", level=1).click()


def test_the_buttons_of_the_map_lie_beside_each_other_also_at_400_per_cent(visit):
    visitor = visit(viewport=AT_400_PER_CENT)
    page = visitor.open(place="kronogarden")
    names = [phrases("sv")[f"map_text.{name}"] for name in ("zoom_in", "zoom_out", "fit", "download_png")]

    boxes = [page.get_by_role("button", name=name, exact=True).bounding_box() for name in names]

    edges = [(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in boxes]
    assert not [
        (one, other)
        for one in edges
        for other in edges
        if one < other and one[2] > other[0] and one[3] > other[1] and other[3] > one[1] and other[2] > one[0]
    ]
    assert max(right for _, _, right, _ in edges) <= AT_400_PER_CENT["width"]


def test_the_map_does_not_glide_for_who_wants_no_movement(visit):
    visitor = visit(reduced_motion="reduce")
    page = visitor.open(place="kronogarden")
    stage = visitor.stage
    page.get_by_role("button", name=WORDS("map_text.zoom_in")).click(click_count=3)

    page.get_by_role("button", name=WORDS("map_text.fit")).click()
    at_once = stage.evaluate("stage => stage.captionBoxes")
    page.wait_for_timeout(600)

    assert stage.evaluate("stage => stage.captionBoxes") == at_once


def test_no_part_of_our_own_moves_for_who_wants_no_movement(visit):
    visitor = visit(reduced_motion="reduce")
    page = visitor.open("berattelse")
    page.locator(".player").wait_for()

    page.locator(".player-next").click()
    page.wait_for_timeout(50)

    moving = page.locator(".player-sheet").evaluate("sheet => sheet.getAnimations({subtree: true}).length")
    assert moving == 0
