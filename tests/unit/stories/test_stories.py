"""What the stories say is what the study says; a story whose claim does not hold is left out and says so."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import parse_qs

import pytest

from samverkan import workflows
from samverkan.analysis.centrality import ranking
from samverkan.domain.selection import Selection
from samverkan.domain.story import MOST_HEADING, MOST_TEXT, READY_MADE, Step, Story, step_view, unknown_in
from samverkan.domain.study import study
from samverkan.domain.view import choices
from samverkan.draw.staged import Stage
from samverkan.errors import UnknownNameError
from samverkan.gaps.dependence import dependence
from samverkan.gaps.partnerships import missing_partnerships
from samverkan.i18n import LANGUAGES, translator
from samverkan.stories.ready_made import STORIES, ready_made, told
from samverkan.stories.teller import Untold

WORDS = translator("sv")
SHORTEST, LONGEST = 3, 6


@pytest.fixture(scope="module")
def home():
    return workflows.home_study(workflows.open_package().dataset)


@pytest.fixture(scope="module")
def stories(home):
    return {name: ready_made(name, home, WORDS) for name in READY_MADE}


def of(dataset, name, **selection):
    return ready_made(name, study(dataset, Selection(**selection)), WORDS)


def step_about(story: Story, words: str) -> Step:
    (found,) = [step for step in story.steps if words in step.heading]
    return found


def numbers(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", text)]


def test_every_name_that_a_link_knows_is_told():
    assert tuple(STORIES) == READY_MADE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", READY_MADE)
def test_our_data_carry_every_story_in_both_languages(home, name, language):
    story = told(home, name=name, language=language)

    assert isinstance(story, Story)
    assert SHORTEST <= len(story.steps) <= LONGEST
    offered = choices(home.dataset)
    for step in story.steps:
        assert step.heading
        # Cut would be exactly as long as allowed, and end in the middle of a sentence.
        assert len(step.heading) < MOST_HEADING
        assert len(step.text) < MOST_TEXT
        assert step.text.endswith((".", "?"))
        assert "{" not in step.heading + step.text
        assert unknown_in(step, offered) == ()
        assert parse_qs(step.query)["at"] == [home.as_of.isoformat()]


def test_no_two_steps_of_a_story_say_the_same(stories):
    for story in stories.values():
        assert len({step.heading for step in story.steps}) == len(story.steps)


def test_a_story_that_does_not_exist_is_no_story(home):
    with pytest.raises(UnknownNameError, match="unknown_story"):
        ready_made("weather", home, WORDS)


def test_the_first_broker_is_the_first_of_the_ranking(home, stories):
    table = ranking(workflows.measured_actors(home), "betweenness")
    first = str(table.index[0])

    step = step_about(stories["brokers"], "främst")

    assert home.dataset.names["actors"][first] in step.heading
    assert numbers(step.text)[:2] == [table["initiatives"].iloc[0], table["partners"].iloc[0]]
    assert step.what == "ranking"
    drawn = chart_of(home, step).table
    assert list(drawn["Plats"])[:1] == [1]
    assert drawn["Aktör"].iloc[0] in step.heading
    assert f"plats {drawn['Kan stå på plats'].iloc[0]}." in step.text


def test_what_is_limited_in_time_is_what_the_timeline_shows_and_what_is_more_there_is_told(home, stories):
    step = step_about(stories["funding"], "helt eller delvis")

    assert step.what == "timeline"
    rows = chart_of(home, step).table
    limited = set(rows.loc[rows["Läge"] == "Pågår", "Insats"])
    n_limited, n_counted = numbers(step.heading)
    assert (n_limited, n_counted) == (len(limited), home.network.n_initiatives)
    assert all(name in step.text for name in limited)
    assert numbers(step.text)[-1] == rows["Insats"].nunique() - n_limited


def chart_of(home, step):
    """Return the chart that a step shows, on white."""
    return Stage(home.dataset, WORDS).chart(step, "light")


def test_what_rests_on_the_first_is_what_the_page_on_fragility_says(home, stories):
    found = dependence(home)
    (lone,) = [lone for lone in found.lone if lone.actor == "familjehuset"]
    carried = [home.dataset.names["initiatives"][name] for name in lone.initiatives]
    assert "familjehuset" not in {way.actor for way in found.ways if way.is_steady}

    step = step_about(stories["brokers"], "enda kända aktör")

    assert numbers(step.heading) == [len(carried)]
    assert all(name in step.text for name in carried)
    assert not [step for step in stories["brokers"].steps if "nås bara genom" in step.heading]


def test_a_step_counts_what_its_own_link_shows(home, stories):
    step = stories["reach"].steps[0]
    seen = step_view(step, choices(home.dataset), "sv")
    shown = study(home.dataset, seen.selection)

    assert numbers(step.heading) == [shown.network.n_actors]
    assert numbers(step.text)[0] == shown.network.n_initiatives
    assert sum(numbers(step.text)[1:]) == shown.network.n_actors


def test_who_reaches_the_group_elsewhere_only_is_everybody_but_those_who_reach_it_there(home, stories):
    offered = choices(home.dataset)
    there, elsewhere = (
        study(home.dataset, step_view(stories["reach"].steps[place], offered, "sv").selection)
        for place in (0, 2)
    )
    missing = set(elsewhere.network.actors) - set(there.network.actors)

    step = stories["reach"].steps[2]

    assert numbers(step.heading) == [len(missing)]
    *sectors, n_perhaps, n_anywhere = numbers(step.text)
    assert sum(sectors) == len(missing)
    assert n_perhaps <= len(missing)
    assert n_anywhere == elsewhere.network.n_actors


def test_whoever_is_asked_about_has_no_counted_initiative_for_the_group_there(home, stories):
    view = step_view(stories["reach"].steps[-1], choices(home.dataset), "sv")
    there = study(home.dataset, Selection(places=("kronogarden",), target_groups=("unga",)))

    assert view.focus.removeprefix("actor:") not in there.network.actors


def test_the_pairs_told_are_the_pairs_found(home, stories):
    assert numbers(stories["unshared"].steps[0].heading) == [len(missing_partnerships(home))]


CROWDS = "anna-x bo-x mitt-x mitt-y cia-y dan-y cia-z ena-z"


def test_an_only_way_that_one_more_link_would_undo_is_not_told(drawn):
    headings = [step.heading for step in of(drawn(CROWDS), "brokers").steps]

    assert not [heading for heading in headings if "nås bara genom" in heading]


def test_brokers_between_two_crowds_by_hand(drawn, monkeypatch):
    # No trial with more links: what is found counts as holding.
    monkeypatch.setattr("samverkan.stories.brokers.dependence", partial(dependence, runs=0))

    story = of(drawn(CROWDS), "brokers")

    assert story.steps[0].heading == "6 aktörer och 3 insatser i ett nät"
    assert story.steps[0].text.startswith("100")
    assert story.steps[1].heading == "Mitt ligger främst som brobyggare"
    assert story.steps[1].text.startswith("Är med i 2 insatser och möter där 4 aktörer.")
    assert story.steps[2].heading == "2 aktörer nås bara genom Mitt"
    assert story.steps[2].text.startswith("Anna och Bo har")


@pytest.mark.parametrize("links", ["anna-x bo-x", "anna-x bo-y", "a-x b-x b-y c-y c-z a-z"])
def test_where_nobody_stands_first_there_is_no_story_of_brokers(drawn, links):
    untold = of(drawn(links), "brokers")

    assert untold == Untold("Vem håller ihop nätet?", WORDS("story.brokers.untold"))


def test_a_word_for_many_is_not_called_the_first_broker(drawn):
    many = drawn("anna-x bo-x skolor-x skolor-y cia-y", actors=[{"id": "skolor", "kind": "collective"}])

    assert isinstance(of(many, "brokers"), Untold)


def test_whom_the_police_meet_by_hand(drawn):
    data = drawn(
        "polisen-torget eidar-torget polisen-skolan eidar-skolan ifk-match tfk-match",
        actors=[
            {"id": "polisen", "kind": "police", "sector": "state", "municipality": "Trollhättan"},
            {"id": "eidar", "sector": "municipal"},
        ],
        initiatives=[{"id": "torget", "place_ids": "kronan"}],
        places=[{"id": "kronan"}],
    )

    story = of(data, "police")

    assert story.steps[0].heading == "Polisen möter 1 aktör i 2 insatser"
    assert story.steps[0].text.startswith("Av dem är 1 kommunal.")
    assert story.steps[0].text.endswith("Oftast, i 2 insatser: Eidar.")
    assert step_about(story, "känt område").heading == "1 av 2 insatser har ett känt område"
    assert step_about(story, "känt område").text == "Kronan (1). För en säger källorna inte var."
    assert "civilsamhället" in step_about(story, "Ingen känd insats").heading


def test_without_police_there_is_no_story_of_them(drawn):
    assert isinstance(of(drawn("eidar-torget"), "police"), Untold)


def test_what_hangs_on_money_by_hand(drawn):
    data = drawn(
        "polisen-torget eidar-torget polisen-skolan",
        funding=[{"initiative_id": "torget", "funder_id": "staten", "end": "2022-12-31"}],
        serves="torget-unga",
    )

    story = of(data, "funding")

    assert story.steps[0].heading == "1 av 2 insatser är helt eller delvis tidsbegränsade"
    assert "Flest medverkar i Torget: 2 aktörer." in story.steps[0].text
    assert step_about(story, "kan stå utan").heading == "Unga kan stå utan insats"
    assert "Slutdagen är känd." in step_about(story, "kan stå utan").text
    assert step_about(story, "par av aktörer").heading.startswith("1 par")


def test_without_a_limit_in_time_there_is_no_story_of_money(drawn):
    assert isinstance(of(drawn("eidar-torget"), "funding"), Untold)


def test_without_groups_or_areas_there_is_no_story_of_reach_or_of_pairs(drawn):
    for name in ("reach", "unshared"):
        untold = of(drawn("eidar-torget polisen-torget"), name)

        assert isinstance(untold, Untold)
        assert untold.reason == WORDS(f"story.{name}.untold")


def test_elsewhere_the_pair_with_most_initiatives_is_asked_about(drawn):
    data = drawn(
        "eidar-torget polisen-torget polisen-skolan",
        initiatives=[{"id": "torget", "place_ids": "varvik"}, {"id": "skolan"}],
        places=[{"id": "varvik", "name": "Vårvik"}],
        target_groups=[{"id": "aldre", "name": "Äldre"}],
        serves="torget-aldre skolan-aldre",
    )

    story = of(data, "reach")

    assert story.title == "Vilka når äldre i området Vårvik, och vilka saknas?"
    assert story.steps[0].heading == "2 aktörer når äldre i området Vårvik"


def test_an_empty_study_carries_no_story(home):
    nothing = study(home.dataset, Selection(municipalities=("Trollhättan",), places=("borlange",)))

    for name in READY_MADE:
        assert isinstance(ready_made(name, nothing, WORDS), Untold)
