"""From the filters of the command line to a selection, names or ids alike."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from samverkan import workflows
from samverkan.domain.dataset import Dataset, records, split_list
from samverkan.domain.levels import speakers, turned
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study
from samverkan.domain.view import choices
from samverkan.errors import UnknownNameError

EVERYTHING = "all"


def selection(options: argparse.Namespace, dataset: Dataset) -> Selection:
    """Return the selection that the options describe; what they do not say is as in the dashboard.

    Raises
    ------
    UnknownNameError
        A name is neither an id nor a name of the data set (the nearest one is suggested), or an actor cannot
        be opened or closed at the level chosen.
    """
    given: dict[str, Any] = {}
    offered, actors = choices(dataset), dataset.names["actors"]
    municipalities = {name: name for name in offered.municipalities}
    organisations = {actor: actors[actor] for actor in offered.organisations}
    known = {
        "municipality": ("municipalities", municipalities),
        "theme": ("themes", dataset.names["themes"]),
        "place": ("places", dataset.names["places"]),
        "group": ("target_groups", dataset.names["target_groups"]),
        "open": ("opened", organisations),
        "closed": ("closed", organisations),
    }
    for option, (field, names) in known.items():
        if wanted := getattr(options, option):
            given[field] = (
                () if EVERYTHING in wanted else tuple(_known(name, names, option) for name in wanted)
            )
    for option, field in (("sector", "sectors"), ("role", "roles"), ("status", "statuses")):
        if wanted := getattr(options, option):
            given[field] = () if EVERYTHING in wanted else tuple(wanted)
    for option, field in (
        ("level", "level"),
        ("from_year", "year_from"),
        ("to_year", "year_to"),
        ("at", "as_of"),
    ):
        if (value := getattr(options, option)) is not None:
            given[field] = value
    start = workflows.home_selection(dataset)
    chosen = Selection(**{"municipalities": start.municipalities, "stated_only": options.stated, **given})
    for option, named in (("open", chosen.opened), ("closed", chosen.closed)):
        if idle := [name for name in named if name not in turned(dataset, chosen)]:
            said = ", ".join(actors[name] for name in idle)
            raise UnknownNameError(f"nothing_to_{option}", names=said, level=chosen.level)
    return chosen


def actor_id(chosen: Study, name: str) -> str:
    """Return the id of an actor by id, name, short name or alias, at the study's level.

    Raises
    ------
    UnknownNameError
        Nobody is called that (the nearest name is suggested), or several are (they are named).
    """
    dataset = chosen.dataset
    speaks_for = speakers(dataset, chosen.selection)
    forms: dict[str, set[str]] = {}
    for row in records(dataset.actors):
        for form in (row["id"], row["name"], row["short_name"], *split_list(row["aliases"])):
            forms.setdefault(form.casefold(), set()).add(row["id"])
    # An id or a full name means one actor, whoever else has it for an alias.
    exact = [
        key for key, full in dataset.names["actors"].items() if name.casefold() in (key, full.casefold())
    ]
    meant = exact or sorted(forms.get(name.casefold(), ()))
    if not meant or not name:
        raise _unknown(name, "actor", forms)
    if len(meant) > 1:
        raise UnknownNameError("several_actors", name=name, candidates=", ".join(meant))
    return speaks_for[meant[0]]


def identifiers(dataset: Dataset, table: str, names: Iterable[str], option: str) -> tuple[str, ...]:
    """Return the ids of some names or ids of a table.

    Raises
    ------
    UnknownNameError
        One is neither an id nor a name; the nearest one is suggested.
    """
    return tuple(_known(name, dataset.names[table], option) for name in names)


def _known(name: str, names: Mapping[str, str], field: str) -> str:
    for identifier, label in names.items():
        if name in (identifier, label) or name.casefold() == label.casefold():
            return identifier
    raise _unknown(name, field, [*names, *names.values()])


def _unknown(name: str, field: str, forms: Iterable[str]) -> UnknownNameError:
    nearest = difflib.get_close_matches(name, [form for form in forms if form], n=1)
    code = "unknown_choice_nearest" if nearest else "unknown_choice"
    return UnknownNameError(code, name=name, option=f"--{field}", nearest=nearest[0] if nearest else "")
