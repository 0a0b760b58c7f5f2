"""A department is opened into its parts and closed again, by a button, by the sidebar and by Back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverkan import home_selection, open_package, study
from samverkan.domain.levels import with_open
from samverkan.i18n import translator

WORDS = translator("sv")
KFF = "kultur-och-fritidsforvaltningen"
PARTS = ("fritidsgardarna", "biblioteken", "n3", "kulturskolan")


@pytest.fixture(scope="module")
def closed():
    """Return the study of departments."""
    dataset = open_package().dataset
    return study(dataset, replace(home_selection(dataset), level="department"))


@pytest.fixture(scope="module")
def opened(closed):
    """Return the same with one department opened."""
    return study(closed.dataset, with_open(closed.dataset, closed.selection, KFF))


def counted(chosen):
    return WORDS.count("count.actors", chosen.network.n_actors)


def named(closed, actor):
    return closed.dataset.names["actors"][actor]


def test_a_department_opens_into_its_parts_and_closes_again(visit, closed, opened):
    visitor = visit()
    page = visitor.open(level="department", focus=f"actor:{KFF}")
    assert counted(closed) in visitor.status
    panel = page.locator(".st-key-map_panel")
    n = sum(part in opened.shown.actors for part in (KFF, *PARTS))

    panel.get_by_role("button", name=WORDS.count("details.open", n)).click()
    visitor.until(lambda: counted(opened) in visitor.status)
    assert visitor.parameter("open") == KFF
    assert named(closed, KFF) in visitor.status
    panel.get_by_role("button", name=WORDS("details.close_own")).click()
    visitor.until(lambda: counted(closed) in visitor.status)
    assert visitor.parameter("open") is None

    page.go_back()
    visitor.until(lambda: counted(opened) in visitor.status)


def test_a_part_closes_into_its_department_also_among_units(visit, closed):
    visitor = visit()
    page = visitor.open(focus="actor:biblioteken")
    before = visitor.status

    label = WORDS("details.close", name=named(closed, KFF))
    page.locator(".st-key-map_panel").get_by_role("button", name=label).click()

    visitor.until(lambda: visitor.parameter("closed") == KFF)
    visitor.until(lambda: named(closed, KFF) in visitor.status)
    assert visitor.parameter("focus") == f"actor:{KFF}"
    page.go_back()
    visitor.until(lambda: visitor.status == before)


def test_the_sidebar_opens_several_and_says_so(visit, opened):
    visitor = visit()
    visitor.open(level="department")

    visitor.choose(WORDS("field.opened"), named(opened, KFF))

    visitor.until(lambda: counted(opened) in visitor.status)
    visitor.until(lambda: visitor.parameter("open") == KFF)


def test_a_double_click_and_the_key_o_open_and_close_again(visit, closed, opened):
    visitor = visit()
    page = visitor.open(level="department")

    x0, y0, x1, y1, _ = next(box for box in visitor.captions() if box[4] == f"actor:{KFF}")
    visitor.stage.dblclick(position={"x": (x0 + x1) / 2, "y": (y0 + y1) / 2})
    visitor.until(lambda: visitor.parameter("open") == KFF)
    visitor.until(lambda: counted(opened) in visitor.status)

    visitor.until(lambda: "actor:kulturskolan" in {box[4] for box in visitor.captions()})
    visitor.click_caption("actor:kulturskolan")
    visitor.until(lambda: visitor.parameter("focus") == "actor:kulturskolan")
    visitor.stage.focus()
    page.keyboard.press("o")

    visitor.until(lambda: visitor.parameter("open") is None)
    visitor.until(lambda: counted(closed) in visitor.status)
    assert visitor.parameter("focus") == f"actor:{KFF}"
