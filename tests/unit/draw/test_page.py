from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from samverkan import workflows
from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import View
from samverkan.draw.order import Order
from samverkan.draw.page import map_html
from samverkan.i18n import LANGUAGES, translator

Drawn = Callable[..., Dataset]
EVIL = "</script><script>alert(1)</script> \"&'"
EMPTY = {"meta", "input", "option", "link", "br"}
"""Elements that need no end; an option is always written with one."""


class Read(HTMLParser):
    """A page read element by element; what is not closed in order is remembered."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY or tag == "option":
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, text):
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(text)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def town(drawn: Drawn) -> Dataset:
    return drawn(
        [
            {"actor_id": "eidar", "initiative_id": "torget", "role": "host", "lines": "5|19-21"},
            {"actor_id": "ifk", "initiative_id": "torget"},
        ],
        actors=[{"id": "ifk", "name": EVIL}],
        serves="torget-unga",
    )


def page_of(dataset: Dataset, language: str = "sv", **choices: Any) -> str:
    chosen = study(dataset, Selection())
    view = View(selection=chosen.selection, language=language, **choices)
    return map_html(Order(chosen, view, translator(language))).decode()


def data_of(text: str) -> dict[str, Any]:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)[1])


def test_the_page_is_well_formed_and_says_its_language(drawn: Drawn) -> None:
    for language in LANGUAGES:
        read = Read(page_of(town(drawn), language))

        assert read.faults == []
        assert read.open == []
        assert read.all("html") == [{"lang": language}]


def test_a_name_is_never_markup(drawn: Drawn) -> None:
    text = page_of(town(drawn))

    assert "<script>alert" not in text
    assert [part.get("type") for part in Read(text).all("script")] == ["application/json", None]
    assert data_of(text)["nodes"]["actor:ifk"]["name"] == EVIL


def test_only_the_script_of_the_page_may_run(drawn: Drawn) -> None:
    text = page_of(town(drawn))

    policy = next(
        part["content"]
        for part in Read(text).all("meta")
        if part.get("http-equiv") == "Content-Security-Policy"
    )
    script = re.search(r"<script>(.*)</script>", text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest}'" in policy
    assert not re.search(r"script-src[^;]*unsafe", policy)
    assert not [name for _, attributes in Read(text).elements for name in attributes if name.startswith("on")]


def test_nothing_outside_the_file_is_asked_for(drawn: Drawn) -> None:
    text = page_of(town(drawn))

    outside = r"https?:|@import|url\((?!data:)"
    assert re.findall(outside, text.replace('"http://www.w3.org/2000/svg"', "")) == []
    assert [attributes for _, attributes in Read(text).elements if {"src", "href"} & set(attributes)] == []


def test_a_node_tells_what_it_is_and_each_tie_its_roles_and_where_that_is_stated(drawn: Drawn) -> None:
    nodes = data_of(page_of(town(drawn)))["nodes"]

    assert nodes["actor:eidar"]["name"] == "Eidar"
    (tie,) = nodes["actor:eidar"]["ties"]
    assert (tie["to"], tie["says"]) == ("initiative:torget", "Värd")
    assert "rad 5, 19–21" in tie["where"][0]
    assert "För vem: Unga" in nodes["initiative:torget"]["about"]
    assert nodes["initiative:torget"]["heading"] == "Medverkande aktörer (2)"


def test_two_actors_are_tied_by_the_initiatives_that_they_share(drawn: Drawn) -> None:
    nodes = data_of(page_of(town(drawn), map_mode="actors"))["nodes"]

    (tie,) = nodes["actor:eidar"]["ties"]
    assert (tie["to"], tie["says"], tie["where"]) == ("actor:ifk", "1 gemensam insats", ["Torget"])


def test_every_node_can_be_reached_by_one_tab_stop_and_is_named(drawn: Drawn) -> None:
    read = Read(page_of(town(drawn)))

    buttons = [part for _, part in read.elements if part.get("role") == "button"]
    assert sorted(part["data-id"] for part in buttons) == ["actor:eidar", "actor:ifk", "initiative:torget"]
    assert [part["tabindex"] for part in buttons].count("0") == 1
    assert all(part["aria-label"] for part in buttons)


def test_a_table_with_headings_says_what_the_picture_shows(drawn: Drawn) -> None:
    read = Read(page_of(town(drawn)))

    assert read.texts["caption"] == ["Alla på kartan"]
    assert {part["scope"] for part in read.all("th")} == {"col", "row"}
    assert sorted(read.texts["th"][4:]) == sorted(["Eidar", EVIL, "Torget"])
    assert "Torget" in read.texts["td"]


def test_title_legend_and_sources_are_text_of_the_page(drawn: Drawn) -> None:
    text = page_of(town(drawn))
    read = Read(text)

    assert read.texts["h1"] == read.texts["title"][:1]
    assert "Civilsamhälle" in read.texts["span"]
    assert any("Källor: Sidan" in line for line in read.texts["p"])


def test_every_colour_of_the_picture_follows_the_theme(drawn: Drawn) -> None:
    text = page_of(town(drawn))
    picture = text[text.index("<figure>") : text.index("</figure>")]

    used = set(re.findall(r"var\(--([0-9a-f]{6})\)", picture))
    assert re.findall(r'(?:fill|stroke)="#', picture) == []
    for theme in re.findall(r":root\{(--[^}]*)\}", text):
        assert used <= set(re.findall(r"--([0-9a-f]{6}):", theme))


def test_the_focus_is_chosen_when_the_page_opens(drawn: Drawn) -> None:
    assert data_of(page_of(town(drawn), focus="actor:eidar"))["focus"] == "actor:eidar"


def test_nothing_is_a_page_too(drawn: Drawn) -> None:
    read = Read(page_of(drawn("")))

    assert read.faults == []
    assert data_of(page_of(drawn("")))["nodes"] == {}


@pytest.mark.parametrize("mode", ["two_mode", "actors"])
def test_every_tie_of_the_home_map_says_where_it_comes_from(mode) -> None:
    chosen = workflows.home_study(workflows.open_package().dataset)
    view = View(selection=chosen.selection, map_mode=mode)

    nodes = data_of(map_html(Order(chosen, view, translator("sv"))).decode())["nodes"]

    ties = [tie for node in nodes.values() for tie in node["ties"]]
    assert len(ties) > 300
    assert [tie for tie in ties if not tie["where"]] == []
