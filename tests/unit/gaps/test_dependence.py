from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.analysis.cohesion import separated_by
from samverkan.domain.dataset import Dataset
from samverkan.domain.network import TwoModeNetwork
from samverkan.domain.selection import Level, Selection
from samverkan.domain.study import study
from samverkan.gaps.dependence import CarriedGroup, Dependence, LoneActor, dependence
from samverkan.gaps.only_ways import MANY, held, only_ways
from samverkan.gaps.pieces import cut_off, n_cut_off

Drawn = Callable[..., Dataset]
Net = Callable[..., TwoModeNetwork]


def untried(dataset: Dataset, selection: Selection | None = None) -> Dependence:
    """Return what is found before ways are tried with more links: in a tiny network few hold."""
    return dependence(study(dataset, selection or Selection()), runs=0)


ALONE = "huset-a huset-b huset-c huset-d ifk-d ifk-e"


def found(dataset: Dataset, selection: Selection | None = None) -> Dependence:
    return dependence(study(dataset, selection or Selection()))


def open_list(*names: str) -> list[dict[str, str]]:
    return [{"id": name, "actors_complete": "no"} for name in names]


# Initiatives with one known actor


def test_several_lone_initiatives_of_one_actor_are_one_finding(drawn: Drawn) -> None:
    report = found(drawn(ALONE, serves="a-par b-par d-unga a-unga"))

    assert report.lone == (
        LoneActor("huset", ("a", "b", "c"), parts=(), n_initiatives=4, only_groups=("par",)),
    )
    assert report.fewer == ("e",)


def test_fewer_than_three_are_not_named_but_counted(drawn: Drawn) -> None:
    report = found(drawn("huset-a huset-b ifk-e"))

    assert (report.lone, report.fewer) == ((), ("a", "b", "e"))


def test_an_open_list_of_actors_is_unknown_and_counted_apart(drawn: Drawn) -> None:
    report = found(drawn(ALONE, initiatives=open_list("c")))

    assert (report.lone, report.fewer, report.open_lists) == ((), ("a", "b", "e"), ("c",))


@pytest.mark.parametrize("complete", ["yes", "unknown"])
def test_only_an_open_list_makes_it_unknown(drawn: Drawn, complete: str) -> None:
    report = found(drawn(ALONE, initiatives=[{"id": "c", "actors_complete": complete}]))

    assert [lone.initiatives for lone in report.lone] == [("a", "b", "c")]


def test_initiatives_without_a_known_actor_are_counted_apart(drawn: Drawn) -> None:
    assert found(drawn(ALONE, initiatives=[{"id": "tom"}])).without_actor == ("tom",)


def test_who_only_pays_is_nobody_else(drawn: Drawn) -> None:
    rows = [dict(zip(("actor_id", "initiative_id"), tie.split("-"), strict=True)) for tie in ALONE.split()]
    pays = [{"actor_id": "staten", "initiative_id": name, "role": "funder"} for name in "abc"]

    assert [lone.initiatives for lone in found(drawn([*rows, *pays])).lone] == [("a", "b", "c")]


def test_a_group_inside_another_that_only_these_serve_is_not_repeated(drawn: Drawn) -> None:
    groups = [{"id": "nyblivna", "broader_ids": "foraldrar"}]
    report = found(drawn(ALONE, serves="a-nyblivna", target_groups=groups))

    assert report.lone[0].only_groups == ("foraldrar",)


@pytest.mark.parametrize(
    "selection",
    [Selection(sectors=("state",)), Selection(themes=("trygghet",)), Selection(roles=("responsible",))],
)
def test_no_filter_makes_an_actor_the_only_one(drawn: Drawn, selection: Selection) -> None:
    rows = [
        {"actor_id": actor, "initiative_id": name, "role": role}
        for actor, role in (("polisen", "responsible"), ("ifk", "partner"))
        for name in "abc"
    ]
    dataset = drawn(
        rows,
        actors=[{"id": "polisen", "sector": "state"}],
        initiatives=[{"id": name, "theme_ids": "trygghet"} for name in "abc"],
    )
    without = dataset.with_table("participations", dataset.tables["participations"].iloc[:3])

    assert [lone.actor for lone in found(without, selection).lone] == ["polisen"]
    assert found(dataset, selection).lone == ()


def test_only_what_is_chosen_is_named(drawn: Drawn) -> None:
    dataset = drawn(ALONE, initiatives=[{"id": name, "theme_ids": "trygghet"} for name in "abe"])
    report = found(dataset, Selection(themes=("trygghet",)))

    assert (report.lone, report.fewer) == ((), ("a", "b", "e"))


@pytest.mark.parametrize(("level", "alone"), [("unit", ()), ("department", ("a", "b", "c"))])
def test_units_of_one_organisation_are_one_actor_at_its_level(
    drawn: Drawn, level: Level, alone: tuple[str, ...]
) -> None:
    ties = "huset-a huset-b huset-c enhet-a enhet-b enhet-c"
    dataset = drawn(ties, actors=[{"id": "enhet", "parent_id": "huset"}])

    names = [lone.initiatives for lone in found(dataset, Selection(level=level)).lone]
    assert names == ([alone] if alone else [])


def parts_of(whole: str, *names: str) -> list[dict[str, str]]:
    return [{"id": name, "parent_id": whole} for name in names]


def test_an_initiative_and_its_parts_count_once_and_the_whole_is_named(drawn: Drawn) -> None:
    ties = "huset-a huset-b huset-c huset-d huset-e"

    (lone,) = found(drawn(ties, initiatives=parts_of("a", "d", "e"))).lone
    assert (lone.initiatives, lone.parts, lone.n_initiatives) == (("a", "b", "c"), ("d", "e"), 5)

    report = found(drawn(ties, initiatives=parts_of("a", "c", "d", "e")))
    assert (report.lone, report.fewer) == ((), ("a", "b", "c", "d", "e"))


def test_a_part_of_a_part_counts_with_the_uppermost(drawn: Drawn) -> None:
    initiatives = [*parts_of("a", "d"), *parts_of("d", "e")]
    (lone,) = found(drawn("huset-a huset-b huset-c huset-d huset-e", initiatives=initiatives)).lone

    assert (lone.initiatives, lone.parts) == (("a", "b", "c"), ("d", "e"))


def test_parts_that_are_chosen_without_their_whole_count_once_too(drawn: Drawn) -> None:
    themes = [{"id": name, "parent_id": "a", "theme_ids": "trygghet"} for name in "bcd"]
    dataset = drawn("huset-a huset-b huset-c huset-d", initiatives=themes)

    assert found(dataset, Selection(themes=("trygghet",))).lone == ()


def test_parts_of_different_actors_are_counted_apart(drawn: Drawn) -> None:
    dataset = drawn("ifk-tom huset-a huset-b huset-c", initiatives=parts_of("ingen", "a", "b", "c"))

    assert [lone.initiatives for lone in found(dataset).lone] == [("a", "b", "c")]


def test_whether_the_others_of_a_whole_are_in_its_part_is_unknown(drawn: Drawn) -> None:
    report = found(drawn(ALONE + " bup-d", initiatives=parts_of("d", "c")))

    assert (report.lone, report.in_joint, report.fewer) == ((), ("c",), ("a", "b", "e"))


@pytest.mark.parametrize("kind", ["collective", "municipality"])
def test_a_word_for_many_is_not_the_one_actor(drawn: Drawn, kind: str) -> None:
    report = found(drawn(ALONE, actors=[{"id": "huset", "kind": kind}], serves="a-unga b-unga c-unga"))

    assert (report.lone, report.groups) == ((), ())
    assert (report.nobody, report.fewer) == (("a", "b", "c"), ("e",))


def test_the_whole_municipality_is_not_the_one_actor_at_its_level(drawn: Drawn) -> None:
    units = [{"id": "huset", "parent_id": "staden"}, {"id": "staden", "kind": "municipality"}]
    report = found(drawn(ALONE, actors=units), Selection(level="municipality"))

    assert (report.lone, report.nobody) == ((), ("a", "b", "c"))


@pytest.mark.parametrize("municipalities", [(), ("Trollhättan",), ("Botkyrka",)])
def test_actors_of_other_municipalities_and_learning_examples_are_not_named(
    drawn: Drawn, municipalities: tuple[str, ...]
) -> None:
    elsewhere = [{"id": name, "municipality": "Botkyrka", "reference": "yes"} for name in "abc"]
    dataset = drawn(
        ALONE,
        actors=[{"id": "huset", "municipality": "Botkyrka"}],
        initiatives=elsewhere,
        serves="a-unga b-unga c-unga",
    )
    report = found(dataset, Selection(municipalities=municipalities))

    assert (report.lone, report.groups, report.ways) == ((), (), ())


# Target groups carried by one actor


def test_a_group_whose_initiatives_all_have_one_actor_is_found(drawn: Drawn) -> None:
    report = found(drawn("huset-a huset-b huset-c ifk-c ifk-d", serves="a-unga b-unga c-unga d-par"))

    assert report.groups == (CarriedGroup("unga", "huset", ("a", "b", "c"), alone=("a", "b")),)


@pytest.mark.parametrize(
    ("more", "serves"),
    [("ifk-d", "d-unga"), ("", "d-unga"), ("ifk-d", "d-flickor")],
    ids=["another actor", "no known actor", "another actor for a part of the group"],
)
def test_one_initiative_without_the_actor_is_enough(drawn: Drawn, more: str, serves: str) -> None:
    dataset = drawn(
        f"huset-a huset-b huset-c {more}",
        serves=f"a-unga b-unga c-unga {serves}",
        target_groups=[{"id": "flickor", "broader_ids": "unga"}],
    )

    assert found(dataset).groups == ()


def test_two_initiatives_are_too_few_to_speak_of_a_group(drawn: Drawn) -> None:
    assert found(drawn("huset-a huset-b", serves="a-unga b-unga")).groups == ()


def test_initiatives_for_parts_of_a_group_count_for_it(drawn: Drawn) -> None:
    dataset = drawn(
        "huset-a huset-b huset-c",
        serves="a-flickor b-unga c-flickor",
        target_groups=[{"id": "flickor", "broader_ids": "unga"}],
    )

    assert [(own.target_group, own.initiatives) for own in found(dataset).groups] == [
        ("unga", ("a", "b", "c"))
    ]


def test_a_group_inside_another_of_the_same_actor_is_not_repeated(drawn: Drawn) -> None:
    dataset = drawn(
        "huset-a huset-b huset-c",
        serves="a-flickor b-flickor c-flickor",
        target_groups=[{"id": "flickor", "broader_ids": "unga"}],
    )

    assert [own.target_group for own in found(dataset).groups] == ["unga"]


@pytest.mark.parametrize("other", ["ifk-a ifk-b ifk-c", "skolor-a skolor-b ifk-c"])
def test_where_another_is_or_may_be_in_all_of_them_there_is_no_single_one(drawn: Drawn, other: str) -> None:
    actors = [
        {"id": "skolor", "kind": "collective", "function": "school"},
        {"id": "ifk", "function": "school"},
    ]
    dataset = drawn(f"huset-a huset-b huset-c {other}", actors=actors, serves="a-unga b-unga c-unga")

    assert found(dataset).groups == ()


def test_a_group_whose_initiatives_are_parts_of_one_is_too_few(drawn: Drawn) -> None:
    dataset = drawn(
        "huset-a huset-b huset-c", initiatives=parts_of("a", "b", "c"), serves="a-unga b-unga c-unga"
    )

    assert found(dataset).groups == ()


# The only known way


WAY = "huset-mitt ifk-mitt huset-ute bup-ute kyrkan-ute huset-solo eidar-mitt eidar-torget ifk-torget"
CUT_OFF = (("actor", "bup"), ("actor", "kyrkan"), ("initiative", "ute"))


def test_who_would_have_no_other_known_way_is_named(net: Net) -> None:
    (way,) = only_ways(net(WAY), ["huset", "ifk"])

    assert (way.actor, way.separated, way.through) == ("huset", CUT_OFF, ("ute",))


def test_fewer_than_three_cut_off_are_not_named(net: Net) -> None:
    assert only_ways(net(WAY.replace("kyrkan-ute ", "")), ["huset"]) == ()


def test_another_way_makes_it_go_away(net: Net) -> None:
    assert only_ways(net(WAY + " ifk-ute"), ["huset", "ifk"]) == ()


def test_the_way_is_decided_on_everything_known(drawn: Drawn) -> None:
    themes = [{"id": name, "theme_ids": "trygghet"} for name in ("mitt", "ute", "solo", "torget")]
    selection = Selection(themes=("trygghet",))

    assert [way.actor for way in untried(drawn(WAY, initiatives=themes), selection).ways] == ["huset"]
    assert untried(drawn(WAY + " ifk-mer bup-mer", initiatives=themes), selection).ways == ()


def test_those_who_reach_each_other_anyway_are_a_way(net: Net) -> None:
    assert only_ways(net(WAY), ["huset"], circles=[[("actor", "bup"), ("actor", "ifk")]]) == ()
    assert only_ways(net(WAY), ["huset"], circles=[[("initiative", "ute"), ("initiative", "mitt")]]) == ()
    assert len(only_ways(net(WAY), ["huset"], circles=[[("actor", "bup"), ("actor", "kyrkan")]])) == 1


@pytest.mark.parametrize(
    "parents",
    [{"bup": "avd", "ifk": "avd"}, {"bup": "avd", "avd": "regionen", "ifk": "regionen"}],
    ids=["one department", "one organisation"],
)
def test_units_of_one_organisation_reach_each_other(drawn: Drawn, parents: dict[str, str]) -> None:
    units = [{"id": unit, "parent_id": over} for unit, over in parents.items()]

    assert [way.actor for way in untried(drawn(WAY)).ways] == ["huset"]
    assert untried(drawn(WAY, actors=units)).ways == ()


def test_whoever_a_collective_may_include_is_where_it_is(drawn: Drawn) -> None:
    school = {"id": "bup", "function": "school"}
    schools = {"id": "ifk", "kind": "collective", "function": "school"}
    other = {"id": "ifk", "kind": "collective", "function": "other"}

    assert untried(drawn(WAY, actors=[school, schools])).ways == ()
    assert [way.actor for way in untried(drawn(WAY, actors=[school, other])).ways] == ["huset"]


def test_a_collective_that_is_nowhere_says_nothing(drawn: Drawn) -> None:
    rows = [{"id": name, "function": "school"} for name in ("bup", "eidar")]
    schools = {"id": "skolor", "kind": "collective", "function": "school"}

    assert [way.actor for way in untried(drawn(WAY, actors=[*rows, schools])).ways] == ["huset"]


def test_the_others_of_a_whole_are_a_way_to_those_of_its_part(drawn: Drawn) -> None:
    assert untried(drawn(WAY, initiatives=parts_of("mitt", "ute"))).ways == ()


@pytest.mark.parametrize(
    "out",
    [{"municipality": "Botkyrka"}, {"kind": "collective"}, {"kind": "municipality"}],
)
def test_who_is_elsewhere_or_nobody_in_particular_is_not_counted_as_cut_off(
    drawn: Drawn, out: dict[str, str]
) -> None:
    dataset = drawn(WAY + " skolan-ute", actors=[{"id": "bup", **out}])

    assert [way.separated for way in untried(dataset).ways] == [
        (("actor", "kyrkan"), ("actor", "skolan"), ("initiative", "ute"))
    ]
    assert untried(drawn(WAY, actors=[{"id": "bup", **out}])).ways == ()


def test_who_is_nobody_in_particular_is_a_way_all_the_same(net: Net) -> None:
    named = {"huset", "ifk", "bup", "kyrkan", "eidar"}

    assert only_ways(net(f"{WAY} skolor-ute skolor-mitt"), ["huset"], named=named) == ()
    assert [way.actor for way in only_ways(net(WAY), ["huset"], named=named)] == ["huset"]
    assert only_ways(net(WAY), ["huset"], named=named - {"huset"}) == ()


def test_initiatives_with_nobody_in_particular_beside_are_not_cut_off(net: Net) -> None:
    ties = f"{WAY} huset-x tolkar-x tolkar-y huset-y tolkar-z huset-z"
    named = {"huset", "ifk", "bup", "kyrkan", "eidar"}

    assert [way.separated for way in only_ways(net(ties), ["huset"], named=named)] == [CUT_OFF]


def test_a_way_that_does_not_hold_in_half_of_the_runs_is_only_counted(drawn: Drawn) -> None:
    more = " ".join(f"huset-u{number} b{number}-u{number} k{number}-u{number}" for number in range(6))
    weak, strong = found(drawn(WAY)), found(drawn(f"{WAY} {more}"))

    assert (weak.ways, weak.n_unsteady) == ((), 1)
    assert ([way.actor for way in strong.ways], strong.n_unsteady) == (["huset"], 0)
    assert 2 * strong.ways[0].n_held >= strong.ways[0].n_runs == 20


def test_a_way_to_what_is_not_chosen_is_not_named(drawn: Drawn) -> None:
    dataset = drawn(WAY, initiatives=[{"id": "mitt", "theme_ids": "trygghet"}])

    assert untried(dataset, Selection(themes=("trygghet",))).ways == ()


def test_more_links_can_only_weaken_a_way(net: Net) -> None:
    (way,) = only_ways(net(WAY), ["huset"], runs=20)

    assert 0 < way.n_held < way.n_runs == 20


def test_a_way_that_many_links_would_have_to_break_holds_more_often(net: Net) -> None:
    far = " ".join(f"k{number}-ute" for number in range(3))
    near = " ".join(f"m{number}-n{number} m{number}-mitt ifk-n{number}" for number in range(12))

    assert held(net(f"{WAY} {far}"))["huset"] < held(net(f"{WAY} {near}"))["huset"]


def test_where_every_pair_is_linked_nothing_is_added(net: Net) -> None:
    assert held(net("a-x a-y b-x b-y")) == {"a": 0, "b": 0}


def test_a_network_in_parts_is_looked_at_part_by_part(net: Net) -> None:
    ways = only_ways(net(f"{WAY} far-f fur-f", alone="ensam TOM"), ["huset", "far", "ensam"])

    assert [way.separated for way in ways] == [CUT_OFF]


@given(st.from_type(TwoModeNetwork))
def test_agrees_with_taking_each_actor_away(network: TwoModeNetwork) -> None:
    expected = {}
    for actor in network.actors:
        graph = network.to_networkx()
        part = nx.node_connected_component(graph, ("actor", actor)) - {("actor", actor)}
        pieces = sorted(nx.connected_components(graph.subgraph(part)), key=len, reverse=True)
        n_cut_off = sum(len(piece) for piece in pieces[1:] if len(piece) > 1)
        if n_cut_off >= MANY:
            expected[actor] = n_cut_off

    ways = only_ways(network, network.actors, runs=1)
    assert {way.actor: len(way.separated) for way in ways} == expected


@given(st.from_type(TwoModeNetwork))
def test_counting_for_every_node_at_once_agrees_with_one_by_one(network: TwoModeNetwork) -> None:
    counts = n_cut_off(network.adjacency)

    assert counts.tolist() == [
        len(cut_off(network.adjacency, node)) for node in range(network.n_actors + network.n_initiatives)
    ]


@given(st.from_type(TwoModeNetwork))
def test_who_is_cut_off_agrees_with_the_key_actors(network: TwoModeNetwork) -> None:
    ways = only_ways(network, network.actors, runs=0)

    assert {way.actor: way.separated for way in ways} == {
        actor: separated for actor in network.actors if len(separated := separated_by(network, actor)) >= MANY
    }


# Laws


def test_nothing_chosen_rests_on_nobody(drawn: Drawn) -> None:
    assert found(drawn(ALONE), Selection(themes=("ingen",))) == Dependence()


def test_the_order_of_rows_does_not_matter_and_repeated_evidence_changes_nothing(drawn: Drawn) -> None:
    dataset = drawn(f"{ALONE} {WAY}", serves="a-unga b-unga c-unga", initiatives=open_list("e"))
    turned = Dataset({name: rows[::-1] for name, rows in dataset.tables.items()})
    rows = dataset.tables["participations"]
    repeated = dataset.with_table("participations", rows.loc[[*rows.index, *rows.index]])

    assert found(dataset) == found(turned) == found(repeated)


NAMES = ("a", "b", "c", "d", "e")
pairs_drawn = st.sets(st.tuples(st.sampled_from(("huset", "ifk", "bup")), st.sampled_from(NAMES)))
served_drawn = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(("par", "unga"))))


@settings(max_examples=60)
@given(pairs_drawn, served_drawn, st.sets(st.sampled_from(NAMES)))
def test_agrees_with_counting_by_hand(
    drawn: Drawn, pairs: set[tuple[str, str]], serves: set[tuple[str, str]], is_open: set[str]
) -> None:
    dataset = drawn(
        " ".join(f"{actor}-{name}" for actor, name in pairs),
        serves=" ".join(f"{name}-{group}" for name, group in serves),
        initiatives=open_list(*is_open),
    )
    report = found(dataset)

    members = {name: {actor for actor, own in pairs if own == name} for name in NAMES}
    lone = {name: next(iter(who)) for name, who in members.items() if len(who) == 1 and name not in is_open}
    by_actor: dict[str, list[str]] = {}
    for name, actor in sorted(lone.items()):
        by_actor.setdefault(actor, []).append(name)
    assert {own.actor: [*own.initiatives] for own in report.lone} == {
        actor: names for actor, names in by_actor.items() if len(names) >= 3
    }
    for_group = {group: {name for name, own in serves if own == group} for _, group in serves}
    assert {(own.target_group, own.actor) for own in report.groups} == {
        (group, actor)
        for group, names in for_group.items()
        if len(names) >= 3 and len(shared := set.intersection(*(members[name] for name in names))) == 1
        for actor in shared
    }


@given(st.from_type(TwoModeNetwork))
def test_renaming_changes_names_only(network: TwoModeNetwork) -> None:
    renamed = replace(network, actors=tuple(f"x{actor}" for actor in network.actors))
    ways = only_ways(network, network.actors, runs=2)

    def named(node: tuple[str, str]) -> tuple[str, str]:
        return (node[0], f"x{node[1]}") if node[0] == "actor" else node

    assert [
        replace(way, actor=f"x{way.actor}", separated=tuple(map(named, way.separated))) for way in ways
    ] == [*only_ways(renamed, renamed.actors, runs=2)]
