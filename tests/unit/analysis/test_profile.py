from __future__ import annotations

from collections.abc import Callable

import pytest

from samverkan.analysis.profile import Evidence, Part, Partner, Reach, actor_profile, initiative_profile
from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import study
from samverkan.errors import UnknownNameError

Drawn = Callable[..., Dataset]


def town(drawn: Drawn) -> Dataset:
    torget = {"actor_id": "bibliotek", "initiative_id": "torget"}
    return drawn(
        [
            {**torget, "lines": "5", "section": "Torget"},
            {**torget, "role": "host", "certainty": "inferred", "lines": "9"},
            {"actor_id": "kff", "initiative_id": "torget"},
            {"actor_id": "eidar", "initiative_id": "torget"},
            {"actor_id": "eidar", "initiative_id": "hallen"},
            {"actor_id": "bibliotek", "initiative_id": "hallen"},
            {"actor_id": "polisen", "initiative_id": "hallen"},
            {"actor_id": "bibliotek", "initiative_id": "lagret"},
            {"actor_id": "ifk", "initiative_id": "lagret"},
        ],
        actors=[{"id": "bibliotek", "parent_id": "kff"}, {"id": "kff", "kind": "department"}],
        initiatives=[
            {"id": "torget", "place_ids": "centrum", "theme_ids": "trygghet|skola"},
            {"id": "hallen", "parent_id": "torget"},
            {"id": "lagret", "status": "ended"},
        ],
        serves=[
            {"initiative_id": "torget", "target_group_id": "unga", "place_ids": "lextorp", "lines": "6"},
            {"initiative_id": "hallen", "target_group_id": "unga"},
            {"initiative_id": "hallen", "target_group_id": "barn"},
            {"initiative_id": "lagret", "target_group_id": "aldre"},
        ],
        funding="torget-delmos",
        facts=[
            {"actor_id": "bibliotek"},
            {"initiative_id": "torget", "actor_id": "kff"},
            {"actor_id": "ifk"},
        ],
    )


def test_a_part_gathers_its_roles_and_its_evidence(drawn: Drawn) -> None:
    profile = actor_profile(study(town(drawn), Selection()), "bibliotek")

    assert profile.parts[-1] == Part(
        actor="bibliotek",
        initiative="torget",
        roles=("host", "partner"),
        stated=True,
        counted=True,
        units=(),
        evidence=(Evidence("sidan", "Torget", "5"), Evidence("sidan", "", "9")),
    )
    assert [(part.initiative, part.counted) for part in profile.parts] == [
        ("hallen", True),
        ("lagret", False),
        ("torget", True),
    ]


def test_partners_are_met_in_counted_initiatives_most_often_first(drawn: Drawn) -> None:
    profile = actor_profile(study(town(drawn), Selection()), "bibliotek")

    assert profile.partners == (
        Partner("eidar", ("hallen", "torget")),
        Partner("kff", ("torget",)),
        Partner("polisen", ("hallen",)),
    )


def test_groups_are_reached_through_counted_initiatives(drawn: Drawn) -> None:
    profile = actor_profile(study(town(drawn), Selection()), "bibliotek")

    assert profile.reaches == (Reach("unga", ("hallen", "torget")), Reach("barn", ("hallen",)))


def test_a_department_speaks_for_its_units(drawn: Drawn) -> None:
    profile = actor_profile(study(town(drawn), Selection(level="department")), "kff")

    assert {part.initiative: part.units for part in profile.parts} == {
        "hallen": ("bibliotek",),
        "lagret": ("bibliotek",),
        "torget": ("bibliotek",),
    }
    assert (profile.n_internal, profile.facts["actor_id"].tolist()) == (1, ["bibliotek", "kff"])


def test_who_is_shown_but_not_counted_has_parts_and_no_partners(drawn: Drawn) -> None:
    profile = actor_profile(study(town(drawn), Selection()), "ifk")

    assert ([part.initiative for part in profile.parts], profile.partners) == (["lagret"], ())
    assert (profile.reaches, profile.n_internal) == ((), 0)


def test_an_initiative_tells_who_for_whom_where_and_with_whose_money(drawn: Drawn) -> None:
    profile = initiative_profile(study(town(drawn), Selection()), "torget")

    assert [part.actor for part in profile.parts] == ["bibliotek", "eidar", "kff"]
    assert (profile.target_groups, profile.places) == (("unga",), ("centrum", "lextorp"))
    assert (profile.themes, profile.children) == (("trygghet", "skola"), ("hallen",))
    assert profile.funding["funder_id"].tolist() == ["delmos"]
    assert profile.facts["actor_id"].tolist() == ["kff"]
    assert profile.serves["target_group_id"].tolist() == ["unga"]


def test_what_the_study_does_not_show_has_no_profile(drawn: Drawn) -> None:
    chosen = study(town(drawn), Selection(target_groups=("aldre",)))

    for profile, name, code in (
        (actor_profile, "polisen", "actor_not_shown"),
        (initiative_profile, "torget", "initiative_not_shown"),
    ):
        with pytest.raises(UnknownNameError) as caught:
            profile(chosen, name)
        assert (code, name) == (caught.value.code, caught.value.params["name"])
