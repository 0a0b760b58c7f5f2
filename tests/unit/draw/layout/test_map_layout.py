from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations
from math import dist, hypot

import pytest

from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.domain.view import MAP_LAYOUTS, MAP_MODES, MapLayout, MapMode, View
from samverkan.draw.layout import HEIGHT, WIDTH, Layout, centre_name, centre_of, map_layout
from samverkan.draw.layout.frame import Guide
from samverkan.draw.layout.rings import ACROSS, DOWN, MIDDLE

Drawn = Callable[..., Dataset]

every_layout = pytest.mark.parametrize("kind", MAP_LAYOUTS)
every_mode = pytest.mark.parametrize("mode", MAP_MODES)


def all_of(dataset: Dataset, **choices: object) -> Study:
    return study(dataset, Selection(roles=(), statuses=(), as_of=date.min, **choices))


def laid_out(dataset: Dataset, mode: MapMode, kind: MapLayout, **options: object) -> Layout:
    everything = all_of(dataset)
    centre = centre_of(View(), everything)
    return map_layout(everything, mode, kind, **{"centre": centre, **options})


def town(drawn: Drawn) -> Dataset:
    """A connected part, a part of its own, an initiative without actors, and a learning example elsewhere."""
    return drawn(
        "eidar-torget polisen-torget polisen-garden skolan-garden ifk-lagret rf-lagret"
        " borta-huset borta-stugan borta-salen",
        actors=[
            {"id": "polisen", "sector": "state"},
            {"id": "eidar", "sector": "municipal"},
            {"id": "skolan", "sector": "municipal"},
        ],
        initiatives=[
            {"id": "ensam"},
            {"id": "torget", "place_ids": "kronogarden"},
            {"id": "garden", "place_ids": "lextorp"},
            *(
                {"id": example, "municipality": "Ljungby", "reference": "yes"}
                for example in ("huset", "stugan", "salen")
            ),
        ],
        places=[
            {"id": "soder"},
            {"id": "kronogarden", "broader_id": "soder"},
            {"id": "lextorp", "broader_id": "soder"},
        ],
        serves="torget-unga",
    )


@every_layout
@every_mode
def test_everybody_has_a_place_of_their_own_at_home_inside_the_frame_and_examples_beside_it(
    drawn: Drawn, kind: MapLayout, mode: MapMode
) -> None:
    places = laid_out(town(drawn), mode, kind).positions

    actors = {f"actor:{actor}" for actor in ("eidar", "polisen", "skolan", "ifk", "rf", "borta")}
    initiatives = {
        f"initiative:{initiative}"
        for initiative in ("torget", "garden", "lagret", "ensam", "huset", "stugan", "salen")
    }
    assert set(places) == (actors if mode == "actors" else actors | initiatives)
    away = {"actor:borta", "initiative:huset", "initiative:stugan", "initiative:salen"}
    assert all(0 <= y <= HEIGHT for _, y in places.values())
    assert all((x > WIDTH) == (node in away) for node, (x, _) in places.items())
    assert all(dist(one, other) >= 12 for one, other in combinations(places.values(), 2))


@every_layout
@every_mode
@pytest.mark.parametrize("ties", ["", "a-x", "a-x b-y c-z d-w"], ids=["nobody", "one tie", "parts"])
def test_a_small_network_is_laid_out_too(drawn: Drawn, kind: MapLayout, mode: MapMode, ties: str) -> None:
    layout = laid_out(drawn(ties), mode, kind)

    n_nodes = len(ties.split()) * (1 if mode == "actors" else 2)
    assert len(set(layout.positions.values())) == n_nodes
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in layout.positions.values())


@every_layout
@every_mode
def test_every_word_of_a_guide_is_known_in_both_languages(
    drawn: Drawn, kind: MapLayout, mode: MapMode
) -> None:
    from samverkan.i18n import LANGUAGES, translator

    everything = all_of(town(drawn))
    for centre in ("actor:polisen", "initiative:torget", "group:unga", ""):
        for guide in map_layout(everything, mode, kind, centre=centre).guides:
            for language in LANGUAGES:
                words = translator(language)
                assert not guide.code or words(guide.code, **dict(guide.params))


@every_layout
@every_mode
def test_the_same_data_and_the_same_start_give_the_same_layout(
    drawn: Drawn, kind: MapLayout, mode: MapMode
) -> None:
    first = laid_out(town(drawn), mode, kind)

    assert laid_out(town(drawn), mode, kind) == first
    assert laid_out(town(drawn), mode, kind, start=first).positions == first.positions


@pytest.mark.parametrize("kind", ["force", "columns", "places"])
def test_an_actor_more_moves_nobody_who_was_there(drawn: Drawn, kind: MapLayout) -> None:
    ties = " ".join(f"a{number}-i{number % 7} a{number}-i{number % 5}" for number in range(18))
    before = laid_out(drawn(ties), "two_mode", kind)

    after = laid_out(drawn(f"{ties} 0ny-i1 0ny-i2"), "two_mode", kind, start=before)

    assert {node: after.positions[node] for node in before.positions} == before.positions
    assert after.added == {"actor:0ny"}
    assert "actor:0ny" in after.positions
    assert min(dist(one, other) for one, other in combinations(after.positions.values(), 2)) >= 12


@every_layout
def test_a_start_of_other_data_is_no_start(drawn: Drawn, kind: MapLayout) -> None:
    other = laid_out(drawn("p-q r-q s-t"), "two_mode", kind)

    found = laid_out(town(drawn), "two_mode", kind, start=other)

    assert laid_out(town(drawn), "two_mode", kind) == found
    assert found.added == frozenset()


def ring_of(layout: Layout) -> dict[str, int]:
    """Return the number of the ring in which each node stands; 0 is the middle."""
    edges = sorted(guide.width / 2 / ACROSS for guide in layout.guides if guide.shape == "ellipse")
    depths = {
        node: hypot((x - MIDDLE[0]) / ACROSS, (y - MIDDLE[1]) / DOWN)
        for node, (x, y) in layout.positions.items()
    }
    return {
        node.partition(":")[2]: sum(depth > edge for edge in edges)
        for node, depth in depths.items()
        if layout.positions[node][0] <= WIDTH
    }


def test_a_ring_is_the_distance_from_an_actor(drawn: Drawn) -> None:
    dataset = drawn("mig-x du-x du-y han-y hon-z", initiatives=[{"id": "ensam"}])

    rings = ring_of(map_layout(all_of(dataset), "two_mode", "rings", centre="actor:mig"))

    assert rings == {"mig": 0, "x": 1, "du": 2, "y": 3, "han": 4, "hon": 5, "z": 5, "ensam": 5}


def test_what_is_more_than_three_steps_from_an_actor_is_further_away(drawn: Drawn) -> None:
    dataset = drawn("a-v b-v b-w c-w c-x d-x")

    rings = ring_of(map_layout(all_of(dataset), "two_mode", "rings", centre="actor:a"))

    assert rings == {"a": 0, "v": 1, "b": 2, "w": 3, "c": 4, "x": 4, "d": 4}


def test_round_a_target_group_come_what_serves_it_then_their_actors_then_the_rest(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x b-x b-y c-y d-z",
        serves="x-flickor",
        target_groups=[{"id": "unga"}, {"id": "flickor", "broader_ids": "unga"}],
    )

    rings = ring_of(map_layout(all_of(dataset), "two_mode", "rings", centre="group:unga"))

    assert rings == {"x": 1, "a": 2, "b": 2, "y": 3, "c": 3, "d": 4, "z": 4}


def test_round_an_initiative_come_its_actors(drawn: Drawn) -> None:
    dataset = drawn("a-x b-x b-y c-y")

    rings = ring_of(map_layout(all_of(dataset), "two_mode", "rings", centre="initiative:x"))

    assert rings == {"x": 0, "a": 1, "b": 1, "y": 2, "c": 3}


@pytest.mark.parametrize(
    ("centre", "expected"),
    [
        ("actor:a", {"a": 0, "b": 1, "c": 2, "d": 3, "e": 3, "far": 4}),
        ("initiative:v", {"a": 1, "b": 1, "c": 2, "d": 3, "e": 3, "far": 4}),
        ("group:unga", {"a": 1, "b": 1, "c": 2, "d": 3, "e": 3, "far": 4}),
    ],
)
def test_among_actors_alone_a_ring_is_one_initiative_further(
    drawn: Drawn, centre: str, expected: dict[str, int]
) -> None:
    dataset = drawn("a-v b-v b-w c-w c-x d-x d-y e-y far-z", serves="v-unga")

    assert expected == ring_of(map_layout(all_of(dataset), "actors", "rings", centre=centre))


def test_who_only_pays_makes_no_way_but_is_not_without_a_connection(drawn: Drawn) -> None:
    dataset = drawn(
        [
            {"actor_id": "a", "initiative_id": "x"},
            {"actor_id": "delmos", "initiative_id": "x", "role": "funder"},
            {"actor_id": "delmos", "initiative_id": "y"},
            {"actor_id": "b", "initiative_id": "z"},
        ]
    )

    rings = ring_of(map_layout(all_of(dataset), "two_mode", "rings", centre="actor:a"))

    further, no_way = rings["delmos"], rings["z"]
    assert (rings["y"], rings["b"]) == (further, no_way)
    assert 1 < further < no_way


def test_a_learning_example_in_the_middle_stands_there(drawn: Drawn) -> None:
    rings = ring_of(map_layout(all_of(town(drawn)), "two_mode", "rings", centre="actor:borta"))

    assert (rings["borta"], rings["huset"]) == (0, 1)


def test_a_target_group_in_the_middle_is_written_there(drawn: Drawn) -> None:
    layout = map_layout(all_of(town(drawn)), "two_mode", "rings", centre="group:unga")

    written = [guide for guide in layout.guides if (guide.x, guide.y) == MIDDLE]
    assert [guide.params for guide in written] == [(("name", "Unga"),)]
    assert layout.centre == "group:unga"


def test_sectors_are_slices_and_an_initiative_lies_with_most_of_its_actors(drawn: Drawn) -> None:
    dataset = drawn(
        "mig-x a-x b-x mig-y c-y",
        actors=[{"id": actor, "sector": "state"} for actor in ("a", "b", "c")]
        + [{"id": "mig", "sector": "municipal"}],
        initiatives=[{"id": "ensam"}],
    )

    guides = map_layout(all_of(dataset), "two_mode", "rings", centre="actor:mig").guides

    slices = {
        guide.code.removeprefix("vocabulary.sector."): {
            node for node in guide.holds if node.startswith("initiative")
        }
        for guide in guides
        if guide.is_title
    }
    assert slices == {
        "municipal": {"initiative:y"},
        "state": {"initiative:x"},
        "layout.guide.no_actor": {"initiative:ensam"},
    }


def view(**choices: object) -> View:
    selection = Selection(target_groups=choices.pop("target_groups", ()))  # type: ignore[arg-type]
    return View(selection=selection, **choices)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (view(), "actor:polisen"),
        (view(focus="actor:eidar"), "actor:eidar"),
        (view(focus="initiative:torget"), "initiative:torget"),
        (view(focus="tie:actor:ifk~initiative:lagret"), "actor:ifk"),
        (view(focus="actor:eidar", target_groups=("unga",)), "group:unga"),
        (view(focus="actor:eidar", target_groups=("unga",), centre="actor:ifk"), "actor:ifk"),
        (view(centre="group:unga"), "group:unga"),
        (view(focus="actor:borta"), "actor:borta"),
        (view(centre="actor:okand"), "actor:polisen"),
        (view(centre="group:okand"), "actor:polisen"),
        (view(centre="nonsens"), "actor:polisen"),
    ],
)
def test_who_stands_in_the_middle(drawn: Drawn, chosen: View, expected: str) -> None:
    assert centre_of(chosen, all_of(town(drawn))) == expected


def test_at_a_roll_up_whoever_speaks_for_an_actor_stands_in_the_middle(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x b-x",
        actors=[
            {"id": "forvaltningen", "kind": "department"},
            {"id": "a", "parent_id": "forvaltningen"},
        ],
    )

    assert centre_of(view(focus="actor:a"), all_of(dataset, level="department")) == "actor:forvaltningen"


def test_nobody_stands_in_the_middle_of_nothing(drawn: Drawn) -> None:
    dataset = drawn("")

    assert centre_of(View(), all_of(dataset)) == ""
    assert centre_name("", dataset) == ""


def box_called(guides: tuple[Guide, ...], name: str) -> Guide:
    """Return the area that a place's name stands in: the rectangle drawn before it."""
    number = next(
        number for number, guide in enumerate(guides) if guide.code == name or ("place", name) in guide.params
    )
    return guides[number - 1]


def test_an_actor_lies_in_the_nearest_place_that_holds_what_it_does(drawn: Drawn) -> None:
    layout = laid_out(town(drawn), "two_mode", "places")

    inside = {
        name: {node.partition(":")[2] for node in box_called(layout.guides, name).holds}
        for name in ("Soder", "Kronogarden", "Lextorp", "layout.guide.no_place")
    }
    assert inside == {
        "Soder": {"eidar", "torget", "polisen", "garden", "skolan"},
        "Kronogarden": {"eidar", "torget"},
        "Lextorp": {"skolan", "garden"},
        "layout.guide.no_place": {"ensam", "ifk", "rf", "lagret"},
    }


def test_an_initiative_without_a_place_lies_where_those_it_serves_are(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x b-y",
        serves=[{"initiative_id": "x", "target_group_id": "unga", "place_ids": "torget"}],
    )

    layout = laid_out(dataset, "two_mode", "places")

    assert box_called(layout.guides, "Torget").holds == {"initiative:x", "actor:a"}
    assert box_called(layout.guides, "layout.guide.no_place").holds == {"initiative:y", "actor:b"}


def test_who_acts_in_places_that_nothing_holds_lies_in_an_area_for_that(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x a-y b-x b-z",
        initiatives=[{"id": "x", "place_ids": "torget"}, {"id": "y", "place_ids": "grannby"}],
    )

    layout = laid_out(dataset, "two_mode", "places")

    assert box_called(layout.guides, "layout.guide.several_places").holds == {"actor:a"}
    assert box_called(layout.guides, "Torget").holds == {"initiative:x", "actor:b"}


def test_actors_alone_stand_by_sector_in_the_order_of_the_vocabulary(drawn: Drawn) -> None:
    layout = laid_out(town(drawn), "actors", "columns")

    headings = sorted((guide.x, guide.code) for guide in layout.guides if guide.x <= WIDTH)
    assert [code for _, code in headings] == [
        f"vocabulary.sector.{sector}" for sector in ("municipal", "state", "civil_society")
    ]
