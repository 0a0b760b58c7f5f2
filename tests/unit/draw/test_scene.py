from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from samverkan.analysis.centrality import measures
from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.domain.view import MapMode, View
from samverkan.domain.vocabulary import MEASURES
from samverkan.draw.layout import map_layout
from samverkan.draw.map_scene import map_scene
from samverkan.draw.measured import measure_text
from samverkan.draw.palette import SHAPES, SIGNS
from samverkan.draw.scene import Scene, SceneEdge, SceneNode, is_needed
from samverkan.i18n import LANGUAGES, translator

Drawn = Callable[..., Dataset]

SV = translator("sv")


def town(drawn: Drawn) -> Dataset:
    return drawn(
        [
            {"actor_id": "polisen", "initiative_id": "torget"},
            {"actor_id": "eidar", "initiative_id": "torget", "role": "host"},
            {"actor_id": "eidar", "initiative_id": "torget", "certainty": "inferred"},
            {"actor_id": "eidar", "initiative_id": "garden", "certainty": "inferred"},
            {"actor_id": "ifk", "initiative_id": "lagret"},
        ],
        actors=[
            {"id": "polisen", "name": "Polisen i Trollhättan", "short_name": "Polisen", "sector": "state"},
            {"id": "eidar", "sector": "municipal"},
        ],
        initiatives=[{"id": "lagret", "status": "ended"}],
    )


def scene_of(dataset: Dataset, selection: Selection | None = None, **choices: Any) -> Scene:
    chosen = study(dataset, selection or Selection())
    view = replace(View(selection=chosen.selection), **choices)
    everything = study(dataset, Selection(level=chosen.selection.level, roles=(), statuses=()))
    positions = map_layout(everything, view.map_mode)
    return map_scene(chosen, view, measures(chosen.network), positions, SV)


def nodes_of(scene: Scene) -> dict[str, SceneNode]:
    return {node.id: node for node in scene.nodes}


def edges_of(scene: Scene) -> dict[str, SceneEdge]:
    return {edge.id: edge for edge in scene.edges}


def test_nodes_and_ties_have_ids_that_a_link_can_carry(drawn: Drawn) -> None:
    scene = scene_of(town(drawn))

    assert set(nodes_of(scene)) == {
        *("actor:polisen", "actor:eidar", "actor:ifk"),
        *("initiative:torget", "initiative:garden", "initiative:lagret"),
    }
    assert {edge.id: (edge.source, edge.target) for edge in scene.edges} == {
        "tie:actor:eidar~initiative:garden": ("actor:eidar", "initiative:garden"),
        "tie:actor:eidar~initiative:torget": ("actor:eidar", "initiative:torget"),
        "tie:actor:ifk~initiative:lagret": ("actor:ifk", "initiative:lagret"),
        "tie:actor:polisen~initiative:torget": ("actor:polisen", "initiative:torget"),
    }


def test_actors_alone_are_tied_where_they_take_part_together(drawn: Drawn) -> None:
    scene = scene_of(town(drawn), map_mode="actors")

    assert set(nodes_of(scene)) == {"actor:polisen", "actor:eidar"}
    assert [(edge.id, edge.source, edge.target, edge.dashed) for edge in scene.edges] == [
        ("tie:actor:eidar~actor:polisen", "actor:eidar", "actor:polisen", False)
    ]


@pytest.mark.parametrize("mode", ["two_mode", "actors"])
def test_every_tie_ends_at_nodes_that_are_drawn(drawn: Drawn, mode: MapMode) -> None:
    scene = scene_of(town(drawn), map_mode=mode)

    assert {end for edge in scene.edges for end in (edge.source, edge.target)} <= set(nodes_of(scene))


def test_what_is_shown_but_not_counted_is_hollow(drawn: Drawn) -> None:
    nodes = nodes_of(scene_of(town(drawn)))

    assert {node for node in nodes if nodes[node].hollow} == {"actor:ifk", "initiative:lagret"}


def test_a_tie_is_dashed_where_no_source_states_it(drawn: Drawn) -> None:
    edges = edges_of(scene_of(town(drawn)))

    assert {tie for tie in edges if edges[tie].dashed} == {"tie:actor:eidar~initiative:garden"}


def test_a_tie_that_is_not_counted_is_told_apart_and_not_dashed_as_well(drawn: Drawn) -> None:
    dataset = drawn(
        [
            {"actor_id": "ifk", "initiative_id": "lagret", "certainty": "inferred"},
            {"actor_id": "ifk", "initiative_id": "torget"},
            {"actor_id": "eidar", "initiative_id": "torget", "end": "2019"},
        ],
        initiatives=[{"id": "lagret", "status": "ended"}],
    )
    edges = edges_of(scene_of(dataset))

    assert {tie for tie in edges if not edges[tie].counted} == {
        "tie:actor:ifk~initiative:lagret",
        "tie:actor:eidar~initiative:torget",
    }
    assert not any(edge.dashed for edge in edges.values())


STATUSES_DRAWN = [
    {"id": "gar"},
    {"id": "oklar", "status": "unknown"},
    {"id": "plan", "status": "planned"},
    {"id": "sen", "status": "planned", "start": "2020"},
    {"id": "slut", "status": "ended"},
]


def test_an_initiative_shows_its_status_and_an_actor_none(drawn: Drawn) -> None:
    nodes = nodes_of(scene_of(drawn("a-gar", initiatives=STATUSES_DRAWN)))

    assert {node.id.partition(":")[2]: node.status for node in nodes.values()} == {
        "a": "",
        "gar": "ongoing",
        "oklar": "unknown",
        "plan": "planned",
        "sen": "overdue",
        "slut": "ended",
    }


def test_every_status_that_is_drawn_has_a_sign_of_its_own_in_the_legend(drawn: Drawn) -> None:
    scene = scene_of(drawn("a-gar a-plan", initiatives=STATUSES_DRAWN))

    entries = {entry.status: entry for entry in scene.legend if entry.status}
    signs = {node.status: (SIGNS[node.status], node.hollow) for node in scene.nodes if node.kind != "actor"}
    assert list(entries) == ["unknown", "planned", "overdue", "ended"]
    assert {status: (SIGNS[status], entry.hollow) for status, entry in entries.items()} == {
        status: sign for status, sign in signs.items() if status != "ongoing"
    }
    assert len(set(signs.values())) == len(signs)


def test_what_has_ended_and_is_counted_after_all_is_filled_and_still_struck_through(drawn: Drawn) -> None:
    dataset = drawn("a-slut", initiatives=[{"id": "slut", "status": "ended"}])

    scene = scene_of(dataset, Selection(statuses=("ongoing", "ended")))

    (entry,) = (entry for entry in scene.legend if entry.status)
    assert (entry.status, entry.hollow) == ("ended", False)


def test_a_part_of_a_scene_keeps_the_lines_of_the_legend_that_it_needs(drawn: Drawn) -> None:
    scene = scene_of(town(drawn))
    nodes = [node for node in scene.nodes if node.id != "initiative:lagret"]
    edges = [edge for edge in scene.edges if edge.target != "initiative:lagret"]

    kept = [entry.label for entry in scene.legend if is_needed(entry, nodes, edges)]
    whole = [entry.label for entry in scene.legend if is_needed(entry, scene.nodes, scene.edges)]

    gone = [SV("legend.status.ended"), SV("legend.uncounted_tie")]
    assert whole == [entry.label for entry in scene.legend]
    assert [label for label in whole if label not in kept] == gone


def test_a_sector_has_its_tone_and_shape(drawn: Drawn) -> None:
    nodes = nodes_of(scene_of(town(drawn)))

    looks = {node: (nodes[node].tone, nodes[node].shape) for node in ("actor:polisen", "initiative:torget")}
    assert looks == {
        "actor:polisen": ("state", SHAPES["state"]),
        "initiative:torget": ("initiative", SHAPES["initiative"]),
    }


def test_an_actor_is_captioned_by_its_short_name_and_explained_by_its_full_one(drawn: Drawn) -> None:
    node = nodes_of(scene_of(town(drawn), size_by="initiatives"))["actor:polisen"]

    assert node.caption == "Polisen"
    assert node.title == "Polisen i Trollhättan\nStatlig · Antal insatser: 1"


def test_a_tie_is_explained_by_its_roles(drawn: Drawn) -> None:
    assert (
        edges_of(scene_of(town(drawn)))["tie:actor:eidar~initiative:torget"].title == "Värd och Samarbetspart"
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_the_higher_the_measure_the_larger_the_actor(drawn: Drawn, measure: str) -> None:
    dataset = drawn("a-x b-x b-y c-y b-z d-z d-w")
    values = measures(study(dataset, Selection()).network)[measure]

    sizes = {node.id.removeprefix("actor:"): node.size for node in scene_of(dataset, size_by=measure).nodes}

    order = sorted(values.index, key=lambda actor: (round(values[actor], 9), actor))
    assert order == sorted(values.index, key=lambda actor: (round(sizes[actor], 6), actor))


def test_all_are_equally_small_where_the_measure_is_zero(drawn: Drawn) -> None:
    nodes = scene_of(drawn("a-x b-y"), size_by="betweenness").nodes

    assert len({node.size for node in nodes if node.kind == "actor"}) == 1


def test_the_legend_explains_only_what_is_present(drawn: Drawn) -> None:
    legend = [(entry.tone, entry.shape, entry.hollow) for entry in scene_of(town(drawn)).legend]

    assert legend == [
        ("municipal", SHAPES["municipal"], False),
        ("state", SHAPES["state"], False),
        ("civil_society", SHAPES["civil_society"], False),
        ("initiative", SHAPES["initiative"], False),
        ("initiative", SHAPES["initiative"], True),
        ("edge", "dot", True),
        ("edge", "dashed_line", False),
        ("edge", "dotted_line", False),
    ]


def test_the_legend_of_what_is_plain_is_plain(drawn: Drawn) -> None:
    assert [entry.tone for entry in scene_of(drawn("a-x")).legend] == ["civil_society", "initiative"]
    assert [entry.tone for entry in scene_of(drawn("a-x"), map_mode="actors").legend] == ["civil_society"]


def test_a_filter_moves_nothing_that_stays(drawn: Drawn) -> None:
    whole, part = (
        nodes_of(scene_of(town(drawn), selection))
        for selection in (Selection(), Selection(sectors=("state",)))
    )

    assert set(part) == {"actor:polisen", "initiative:torget"}
    assert {node: (part[node].x, part[node].y) for node in part} == {
        node: (whole[node].x, whole[node].y) for node in part
    }


def test_a_learning_example_stands_beside_the_municipality_s_own_map(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x b-x c-y d-y",
        initiatives=[{"id": "x"}, {"id": "y", "municipality": "Ljungby", "reference": "yes"}],
    )

    nodes = nodes_of(scene_of(dataset))

    at_home, away = (
        [nodes[node].x for node in group]
        for group in (("actor:a", "actor:b", "initiative:x"), ("actor:c", "actor:d", "initiative:y"))
    )
    assert max(at_home) < min(away)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", ["two_mode", "actors"])
def test_an_empty_study_is_an_empty_picture_with_its_words(
    drawn: Drawn, mode: MapMode, language: str
) -> None:
    nothing = study(drawn("a-x", themes=[{"id": "skola"}]), Selection(themes=("skola",)))
    view = View(selection=nothing.selection, map_mode=mode)

    scene = map_scene(
        nothing, view, measures(nothing.network), map_layout(nothing, mode), translator(language)
    )

    assert (scene.nodes, scene.edges, scene.legend) == ((), (), ())
    assert scene.title
    assert scene.footer


def test_the_picture_says_when_from_whom_and_what_was_chosen(drawn: Drawn) -> None:
    scene = scene_of(town(drawn), Selection(sectors=("state",), municipalities=("Trollhättan",)))

    assert scene.title == "Aktörer och insatser i Trollhättan"
    assert scene.subtitle == "1 aktör, 1 insats · enheter var för sig · storlek: brobyggare"
    assert scene.footer[:2] == (
        SV("picture.as_of", date="2021-06-30", sources="Sidan (2021-06-30)"),
        SV("picture.filters", filters="Sektor: Statlig"),
    )


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        ("initiatives", 3.0, "3"),
        ("partners", 12.0, "12"),
        ("strength", 4.0, "4"),
        ("betweenness", 0.1234, "12,3\u00a0%"),
        ("closeness", None, "–"),
    ],
)
def test_a_measure_is_written_by_its_unit(measure: str, value: float | None, expected: str) -> None:
    assert expected == measure_text(measure, value, SV)
