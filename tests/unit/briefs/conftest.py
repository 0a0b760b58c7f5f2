"""A town drawn by hand, and its briefs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samverkan import workflows
from samverkan.briefs.brief import Brief
from samverkan.briefs.subject import Subject
from samverkan.domain.dataset import Dataset
from samverkan.domain.selection import Selection
from samverkan.domain.study import study

INITIATIVES = [
    {"id": "torget", "place_ids": "norra", "kind": "project", "actors_complete": "no", "lines": "7"},
    {"id": "laxan", "name": "Läxan", "place_ids": "staden", "end": "2022-12", "lines": "9|11-12"},
    {"id": "fesken", "status": "ended"},
]


@pytest.fixture
def town(drawn: Callable[..., Dataset]) -> Dataset:
    """Return a small town: two initiatives under way, one ended; a funding that ends; a lonely club."""
    return drawn(
        [
            {"actor_id": "eidar", "initiative_id": "torget", "role": "responsible", "lines": "7"},
            {"actor_id": "polisen", "initiative_id": "torget", "certainty": "inferred", "lines": "8"},
            {"actor_id": "eidar", "initiative_id": "laxan", "lines": "9"},
            {"actor_id": "eidar", "initiative_id": "fesken"},
            {"actor_id": "klubben", "initiative_id": "fesken"},
        ],
        initiatives=INITIATIVES,
        places=[{"id": "staden"}, {"id": "norra", "broader_id": "staden"}],
        target_groups=[{"id": "unga"}, {"id": "flickor", "broader_ids": "unga"}],
        serves=[{"initiative_id": "torget", "target_group_id": "flickor", "lines": "7"}],
        funding=[{"initiative_id": "torget", "funder_id": "delmos", "end": "2022-06", "lines": "10"}],
        facts=[{"initiative_id": "torget", "lines": "13"}],
    )


@pytest.fixture
def brief_of(town: Dataset) -> Callable[..., Brief]:
    """Return what makes a brief of the town: ``brief_of("actor", "eidar")``."""

    def make(kind: str, name: str, *, language: str = "sv", **chosen: object) -> Brief:
        selection = Selection(**chosen)  # type: ignore[arg-type]
        return workflows.brief(study(town, selection), Subject(kind, name), language=language)  # type: ignore[arg-type]

    return make


@pytest.fixture
def said() -> Callable[[Brief, str], list[str]]:
    """Return what a section of a brief says, each statement with where it stands."""

    def read(brief: Brief, name: str) -> list[str]:
        found = [section for section in brief.sections if section.name == name]
        return [
            " ".join(filter(None, (item.label, item.text, brief.mark(item.grounds))))
            for section in found
            for item in section.statements
        ]

    return read
