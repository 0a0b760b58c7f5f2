"""The questions that the tool must answer, asked of the pages on the project's own data."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from samverkan import deck, home_selection, open_package, study
from samverkan.analysis.profile import actor_profile
from samverkan.cli import run
from samverkan.domain.dataset import Dataset
from samverkan.i18n import translator

WORDS = translator("sv")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """Return the project's own data."""
    return open_package().dataset


def lines_of(dataset, actor, initiative):
    """Return where the source says that an actor takes part, as it is written in the panel."""
    rows = dataset.tables["participations"]
    rows = rows[(rows["actor_id"] == actor) & (rows["initiative_id"] == initiative)]
    return rows["lines"].iloc[0].replace("|", ", ").replace("-", "–")


def choose(page, field, name):
    """Choose an actor by name in one of the boxes of the page of target groups, and see the answer."""
    box = page.get_by_role("combobox", name=WORDS(f"page.target_groups.{field}"))
    box.fill(name)
    page.get_by_role("option", name=name, exact=True).click()
    page.locator(".sv p", has_text=name).first.wait_for()


def test_the_first_of_the_bridge_builders_is_the_same_on_the_map_and_in_the_terminal(visit, capsys):
    assert run(["rank", "--json", "--by", "betweenness", "--limit", "5"]) == 0
    ranked = [actor["name"] for actor in json.loads(capsys.readouterr().out)["actors"]]

    page = visit().open()

    buttons = page.locator("[class*='st-key-focus-top']").get_by_role("button")
    buttons.nth(len(ranked) - 1).wait_for()
    assert buttons.all_inner_texts() == ranked


def test_who_meets_the_police_in_kronogarden_is_shown_with_evidence(visit, dataset):
    names = dataset.names["actors"]
    there = replace(home_selection(dataset), places=("kronogarden",))
    partners = actor_profile(study(dataset, there), "polisen-trollhattan").partners
    assert partners

    page = visit().open(place="kronogarden", focus="actor:polisen-trollhattan")
    panel = page.locator(".st-key-map_panel")

    panel.get_by_role("heading", name=names["polisen-trollhattan"], exact=True).wait_for()
    panel.get_by_role("heading", name=f"{WORDS('details.partners')} ({len(partners)})").wait_for()
    for partner in partners:
        label = f"{names[partner.actor]} ({len(partner.initiatives)})"
        panel.get_by_role("button", name=label, exact=True).wait_for()

    panel.get_by_text(WORDS("details.evidence").partition(" (")[0]).last.click()
    table = panel.get_by_role("table", name=WORDS("details.evidence_caption"))
    table.wait_for()
    told = {row.split("\t")[0]: row for row in table.locator("tbody tr").all_inner_texts()}
    for initiative in {name for partner in partners for name in partner.initiatives}:
        assert (
            lines_of(dataset, "polisen-trollhattan", initiative)
            in told[dataset.names["initiatives"][initiative]]
        )


def test_what_eidar_and_ifk_share_is_told(visit, dataset):
    one, other = (dataset.names["actors"][actor] for actor in ("eidar", "ifk-trollhattan"))
    page = visit().open("malgrupper")

    choose(page, "one", one)
    choose(page, "other", other)

    page.get_by_text(WORDS("page.target_groups.none_shared", one=one, other=other)).wait_for()
    related = page.get_by_role("table", name=WORDS("page.target_groups.related_caption"))
    inhabitants = dataset.names["target_groups"]["invanare"]
    related.locator("tbody th").get_by_text(inhabitants, exact=True).wait_for()
    assert "rad " in related.inner_text()


def test_a_gap_is_shown_with_its_reasons_and_sources(visit, dataset):
    first = deck(study(dataset, home_selection(dataset)), kind="partnership", language="sv").cards[0]

    page = visit().open("luckor", gaps="partnership")

    card = page.locator("[class*='st-key-card-partnership']").first
    card.get_by_role("heading", name=f"1. {first.claim}").wait_for()
    assert card.get_by_role("listitem").all_inner_texts()[: len(first.reasons)] == [
        reason.text for reason in first.reasons
    ]
    card.get_by_text(WORDS("finding_card.grounds"), exact=True).click()
    table = card.get_by_role("table", name=WORDS("details.evidence_caption"))
    table.wait_for()
    rows = [row.split("\t") for row in table.locator("tbody tr").all_inner_texts()]
    titles = set(dataset.tables["sources"]["title"])
    assert rows != []
    assert all(titles & set(row) for row in rows)


def test_the_list_of_initiatives_leads_to_all_about_one(visit, dataset):
    visitor = visit()
    page = visitor.open("insatser")

    page.get_by_role("textbox", name=WORDS("page.initiatives.search")).fill("social insatsgrupp")
    page.keyboard.press("Enter")
    table = page.get_by_test_id("stDataFrame")
    visitor.until(lambda: "108" not in page.locator("p.sv-note").nth(1).inner_text().partition(" ")[0])
    visitor.settled()
    table.click(position={"x": 18, "y": 52})

    visitor.until(lambda: visitor.parameter("focus"))
    chosen = dataset.names["initiatives"][visitor.parameter("focus").partition(":")[2]]
    page.get_by_role("heading", name=chosen, exact=True).wait_for()
