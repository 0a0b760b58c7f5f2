from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.analysis.sharing import (
    SharedGroups,
    actor_target_groups,
    related_groups,
    shared_between,
    shared_pairs,
    shared_target_groups,
)
from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.errors import UnknownNameError

Drawn = Callable[..., Dataset]


def town(drawn: Drawn) -> Study:
    dataset = drawn(
        "eidar-torget polisen-torget polisen-patrull ifk-match",
        serves="torget-unga torget-barn patrull-unga match-barn match-aldre vilande-foraldrar",
        initiatives=[{"id": "vilande", "status": "ended"}],
    )
    return study(dataset, Selection())


def test_an_actor_s_groups_are_counted_by_initiative(drawn: Drawn) -> None:
    table = actor_target_groups(town(drawn))

    assert table.to_dict("index") == {
        "eidar": {"aldre": 0, "barn": 1, "unga": 1},
        "ifk": {"aldre": 1, "barn": 1, "unga": 0},
        "polisen": {"aldre": 0, "barn": 1, "unga": 2},
    }


def test_shared_groups_are_counted_for_every_pair(drawn: Drawn) -> None:
    table = shared_target_groups(town(drawn))

    assert table.to_dict("index") == {
        "eidar": {"eidar": 2, "ifk": 1, "polisen": 2},
        "ifk": {"eidar": 1, "ifk": 2, "polisen": 1},
        "polisen": {"eidar": 2, "ifk": 1, "polisen": 2},
    }


def test_two_actors_share_groups_together_or_apart(drawn: Drawn) -> None:
    chosen = town(drawn)

    assert shared_between(chosen, "eidar", "polisen") == SharedGroups(
        "eidar", "polisen", ("barn", "unga"), ("torget",)
    )
    assert shared_between(chosen, "ifk", "polisen") == SharedGroups("ifk", "polisen", ("barn",), ())


def test_pairs_come_with_most_groups_first_then_joint_initiatives_then_by_id(drawn: Drawn) -> None:
    table = shared_pairs(town(drawn))

    assert table.to_numpy().tolist() == [
        ["eidar", "polisen", 2, 1],
        ["eidar", "ifk", 1, 0],
        ["ifk", "polisen", 1, 0],
    ]


def test_pairs_that_share_nothing_are_not_listed(drawn: Drawn) -> None:
    chosen = study(drawn("a-x b-y c-z", serves="x-unga y-barn"), Selection())

    assert list(shared_pairs(chosen).columns) == ["actor", "other", "n_target_groups", "n_joint_initiatives"]
    assert shared_pairs(chosen).empty


@pytest.mark.parametrize("pair", [("eidar", "borta"), ("borta", "eidar")])
def test_an_actor_that_is_not_counted_is_refused(drawn: Drawn, pair: tuple[str, str]) -> None:
    with pytest.raises(UnknownNameError) as caught:
        shared_between(town(drawn), *pair)

    assert (caught.value.code, caught.value.params) == ("actor_not_counted", {"name": "borta"})


def test_an_empty_study_shares_nothing(drawn: Drawn) -> None:
    chosen = study(drawn("a-x"), Selection(themes=("ingen",)))

    assert shared_pairs(chosen).empty
    assert actor_target_groups(chosen).shape == shared_target_groups(chosen).shape == (0, 0)


def test_related_groups_are_where_the_narrower_meet(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x b-y",
        serves="x-tonaringar x-aldre y-flickor y-aldre",
        target_groups=[
            {"id": "tonaringar", "broader_ids": "unga"},
            {"id": "flickor", "broader_ids": "unga"},
            {"id": "unga", "broader_ids": "alla"},
            {"id": "aldre", "broader_ids": "alla"},
        ],
    )

    chosen = study(dataset, Selection())

    assert related_groups(chosen, "a", "b") == ("unga",)
    assert shared_between(chosen, "a", "b").target_groups == ("aldre",)


def test_a_group_inside_the_other_s_group_is_related(drawn: Drawn) -> None:
    dataset = drawn(
        "a-x b-y", serves="x-unga y-flickor", target_groups=[{"id": "flickor", "broader_ids": "unga"}]
    )

    assert related_groups(study(dataset, Selection()), "a", "b") == ("unga",)


GROUPS = ("g0", "g1", "g2", "g3")
TIES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=1, max_size=6, unique=True
)
SERVES = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from(GROUPS)), max_size=6, unique=True)


@settings(max_examples=25)
@given(ties=TIES, serves=SERVES)
def test_sharing_agrees_with_a_count_by_hand(
    drawn: Drawn, ties: list[tuple[str, str]], serves: list[tuple[str, str]]
) -> None:
    chosen = study(drawn(" ".join(map("-".join, ties)), serves=" ".join(map("-".join, serves))), Selection())
    joined = {actor: {tie[1] for tie in ties if tie[0] == actor} for actor in chosen.network.actors}
    groups = {
        actor: {group for initiative, group in serves if initiative in joined[actor]} for actor in joined
    }

    expected = {
        (actor, other): (len(groups[actor] & groups[other]), len(joined[actor] & joined[other]))
        for actor, other in combinations(sorted(joined), 2)
        if groups[actor] & groups[other]
    }

    assert expected == {
        (row[0], row[1]): (row[2], row[3]) for row in shared_pairs(chosen).to_numpy().tolist()
    }
    for actor, other in expected:
        shared = shared_between(chosen, actor, other)
        assert tuple(sorted(groups[actor] & groups[other])) == shared.target_groups
        assert tuple(sorted(joined[actor] & joined[other])) == shared.joint_initiatives
