"""A map that is too large to be followed: what the page says of it, and what the reader can choose."""

from __future__ import annotations

from copy import copy

import pytest

from samverkan.domain.nodes import actor_node
from samverkan.draw.most import ALWAYS, BY_CHOICE
from samverkan.i18n import translator
from tests.ui.test_drawn import map_payload

SV = translator("sv")
OWN = {"actors": ("id", "parent_id", "merged_into"), "initiatives": ("id", "parent_id")}
OWN |= {"participations": ("actor_id", "initiative_id"), "serves": ("initiative_id",)}


def _repeated(times, columns):
    """Return what adds copies of a table's rows, each pointing at its own copies."""

    def change(rows):
        first = [copy(row) for row in rows]
        for number in range(1, times):
            for row in first:
                own = {column: f"{row[column]}-k{number}" for column in columns if row[column]}
                names = {name: f"{row[name]} {number}" for name in ("name", "short_name") if row.get(name)}
                rows.append({**row, **own, **names})

    return change


@pytest.fixture(scope="session")
def folders(package_with):
    return {
        times: package_with(**{name: _repeated(times, columns) for name, columns in OWN.items()})
        for times in (2, 7)
    }


def test_a_large_map_can_be_cut_and_says_what_it_leaves_out(dashboard, folders, monkeypatch):
    monkeypatch.setenv("SAMVERKAN_DATA", str(folders[2]))

    page = dashboard.open("karta")
    whole = map_payload(page)
    note = SV("part.note", most=BY_CHOICE)
    assert BY_CHOICE < len(whole["nodes"]) <= ALWAYS
    assert note in page.text
    page.app.button_group("view.shown").set_value("most").run()

    seen = map_payload(page)
    assert page.query == {"shown": "most"}
    assert len(seen["nodes"]) <= BY_CHOICE
    said = seen["picture"]["subtitle"].rpartition(" · ")[2]
    assert said.startswith("utritat")
    assert said[1:] in page.text
    assert note not in page.text


def test_one_that_is_larger_still_gives_no_choice_and_finds_whoever_is_not_drawn(
    dashboard, folders, monkeypatch
):
    monkeypatch.setenv("SAMVERKAN_DATA", str(folders[7]))

    page = dashboard.open("karta")
    drawn = {node["id"] for node in map_payload(page)["nodes"]}
    assert len(drawn) <= BY_CHOICE
    assert SV("part.always", most=ALWAYS) in page.text
    assert "view.shown" not in {group.key for group in page.app.button_group}
    missing = actor_node("aklagarmyndigheten-k3")
    assert missing not in drawn
    page.app.selectbox("picked focus").set_value(missing).run()

    assert page.query == {"focus": missing}
    assert missing in {node["id"] for node in map_payload(page)["nodes"]}


def test_the_map_of_the_data_offers_no_such_choice(dashboard):
    page = dashboard.open("karta")

    assert "view.shown" not in {group.key for group in page.app.button_group}
    assert SV("part.note", most=BY_CHOICE) not in page.text
