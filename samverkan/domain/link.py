"""The link that brings a colleague to the same picture: a view as a query, and back.

The codec is pure. What a link does not say, or says in words that this data set does not know, becomes the
default, so no link can fail and none can run anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from samverkan.domain.nodes import ends, is_way
from samverkan.domain.selection import Selection
from samverkan.domain.view import (
    ACROSS,
    FRAGILITY_TABS,
    GAP_CHOICES,
    GROUPS_TABS,
    MAP_LAYOUTS,
    MAP_MODES,
    MAP_PARTS,
    MAP_STYLES,
    METHOD_TABS,
    SHEET_FORMS,
    STEPS,
    STORIES,
    Choices,
    Steps,
    View,
    default_view,
    with_value,
)
from samverkan.domain.vocabulary import CHOICES, LEVELS, MEASURES
from samverkan.i18n import LANGUAGES

Page = Literal[
    "map", "actors", "target_groups", "gaps", "fragility", "what_if", "story", "initiatives", "method"
]
PATHS: Mapping[Page, str] = MappingProxyType(
    {
        "map": "",
        "actors": "aktorer",
        "target_groups": "malgrupper",
        "gaps": "luckor",
        "fragility": "sarbarhet",
        "what_if": "tank-om",
        "story": "berattelse",
        "initiatives": "insatser",
        "method": "metod",
    }
)
"""Page to its path, in the order of the navigation; the same in every language, so that a link stays."""

MOST_WORDS = 100
"""Characters of a search."""

MOST_TEXTS, MOST_SIGNS = 100, 500
"""How many edits of a scenario a link may carry, and how many characters of each."""

Query = Mapping[str, Sequence[str]]
"""A link's query: parameter to its values."""

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
"""What may be chosen as the day at which everything is computed."""

_EVERYTHING = "all"
"""Written where a person has emptied a choice that is not empty by default."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the link: which field it stands for and how it is read.

    Parameters
    ----------
    name
        In the link.
    field
        Of :class:`View`, or of its :class:`Selection`.
    read
        From the values in the link and the choices to the field's value; raises ``ValueError`` where the
        values make no sense.
    """

    name: str
    field: str
    read: Callable[[Sequence[str], Choices], Any]

    @property
    def of_selection(self) -> bool:
        """Whether the field belongs to the selection."""
        return self.field in {item.name for item in fields(Selection)}

    def value(self, view: View) -> Any:
        """Return the field's value in a view."""
        return getattr(view.selection if self.of_selection else view, self.field)


def _one_of(known: Iterable[str]) -> Callable[[Sequence[str], Choices], str]:
    words = frozenset(known)

    def read(values: Sequence[str], _: Choices) -> str:
        if values[0] not in words:
            raise ValueError(values[0])
        return values[0]

    return read


def _some_of(
    known: Callable[[Choices], Iterable[str]],
) -> Callable[[Sequence[str], Choices], tuple[str, ...]]:
    def read(values: Sequence[str], offered: Choices) -> tuple[str, ...]:
        if list(values) == [_EVERYTHING]:
            return ()
        wanted = set(values)
        kept = tuple(word for word in known(offered) if word in wanted)
        if not kept:
            raise ValueError(values)
        return kept

    return read


def _year(values: Sequence[str], offered: Choices) -> int:
    year = int(values[0])
    first, last = offered.years or (date.max.year, date.min.year)
    if not first <= year <= last:
        raise ValueError(year)
    return year


def _day(values: Sequence[str], _: Choices) -> date:
    day = date.fromisoformat(values[0])
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(day)
    return day


def _yes(values: Sequence[str], _: Choices) -> bool:
    return values[0] == "yes"


def _actor(values: Sequence[str], offered: Choices) -> str:
    if f"actor:{values[0]}" not in offered.nodes:
        raise ValueError(values[0])
    return values[0]


def _words(values: Sequence[str], _: Choices) -> str:
    return values[0][:MOST_WORDS]


def _texts(values: Sequence[str], _: Choices) -> tuple[str, ...]:
    return tuple(value[:MOST_SIGNS] for value in values[:MOST_TEXTS])


def _focus(values: Sequence[str], offered: Choices) -> str:
    focus = values[0]
    named = ends(focus)
    # A tie begins at an actor; a way has one at both ends.
    actors = named if is_way(focus) else named[:1]
    is_pair = len(named) == 2 and named[0] != named[1] and all(node.startswith("actor:") for node in actors)
    if focus in offered.nodes or (is_pair and offered.nodes.issuperset(named)):
        return focus
    raise ValueError(focus)


def _steps(values: Sequence[str], _: Choices) -> Steps:
    known: dict[str, Steps] = {str(steps): steps for steps in STEPS}
    if values[0] not in known:
        raise ValueError(values[0])
    return known[values[0]]


def _centre(values: Sequence[str], offered: Choices) -> str:
    kind, _, group = values[0].partition(":")
    if values[0] in offered.nodes or (kind == "group" and group in offered.target_groups):
        return values[0]
    raise ValueError(values[0])


PARAMETERS = (
    Parameter("lang", "language", _one_of(LANGUAGES)),
    Parameter("municipality", "municipalities", _some_of(lambda offered: offered.municipalities)),
    Parameter("level", "level", _one_of(LEVELS)),
    Parameter("open", "opened", _some_of(lambda offered: offered.organisations)),
    Parameter("closed", "closed", _some_of(lambda offered: offered.organisations)),
    Parameter("sector", "sectors", _some_of(lambda _: CHOICES["sector"])),
    Parameter("theme", "themes", _some_of(lambda offered: offered.themes)),
    Parameter("place", "places", _some_of(lambda offered: offered.places)),
    Parameter("group", "target_groups", _some_of(lambda offered: offered.target_groups)),
    Parameter("role", "roles", _some_of(lambda _: CHOICES["role"])),
    Parameter("status", "statuses", _some_of(lambda _: CHOICES["status"])),
    Parameter("from", "year_from", _year),
    Parameter("to", "year_to", _year),
    Parameter("stated", "stated_only", _yes),
    Parameter("at", "as_of", _day),
    Parameter("map", "map_mode", _one_of(MAP_MODES)),
    Parameter("style", "map_style", _one_of(MAP_STYLES)),
    Parameter("sheet", "sheet_form", _one_of(SHEET_FORMS)),
    Parameter("layout", "layout", _one_of(MAP_LAYOUTS)),
    Parameter("centre", "centre", _centre),
    Parameter("by", "size_by", _one_of(MEASURES)),
    Parameter("shown", "shown", _one_of(MAP_PARTS)),
    Parameter("focus", "focus", _focus),
    Parameter("steps", "steps", _steps),
    Parameter("grouped", "grouped", _yes),
    Parameter("one", "one", _actor),
    Parameter("other", "other", _actor),
    Parameter("across", "across", _one_of(ACROSS)),
    Parameter("q", "sought", _words),
    Parameter("gaps", "gaps", _one_of(GAP_CHOICES)),
    Parameter("until", "horizon", _day),
    Parameter("for", "invited_groups", _some_of(lambda offered: offered.target_groups)),
    Parameter("in", "invited_places", _some_of(lambda offered: offered.places)),
    Parameter("trial", "trial", _words),
    Parameter("edit", "trial_edits", _texts),
    Parameter("rival", "rival", _words),
    Parameter("rival_edit", "rival_edits", _texts),
    Parameter("story", "story", _one_of(STORIES)),
    Parameter("groups_tab", "groups_tab", _one_of(GROUPS_TABS)),
    Parameter("fragility_tab", "fragility_tab", _one_of(FRAGILITY_TABS)),
    Parameter("method_tab", "method_tab", _one_of(METHOD_TABS)),
)
"""Every parameter that a link may carry, in the order in which it is written."""


def decode(query: Query, offered: Choices) -> View:
    """Return the view of a link; what it does not say, or says wrongly, is the default. Never raises."""
    view = default_view(offered)
    for parameter in PARAMETERS:
        values = [str(value) for value in query.get(parameter.name, ())]
        if not values:
            continue
        try:
            value = parameter.read(values, offered)
        except ValueError:
            continue  # the promise of this codec: an unknown value is the default
        view = with_value(view, parameter.field, value)
    return view


def offered_value(parameter: Parameter, value: Any, offered: Choices) -> Any:
    """Return a value that somebody has chosen as far as the data set offers it.

    Raises
    ------
    ValueError
        It offers nothing of it.
    """
    if value == parameter.value(default_view(offered)):
        return value
    read = parameter.read(_written(value), offered)
    # Several keep the order in which they were chosen.
    return value if isinstance(value, tuple) and set(read) == set(value) else read


def misread(query: Query, offered: Choices) -> tuple[str, ...]:
    """Return the names in a query that this data set cannot follow, in whole or in part, in their order."""
    known = {parameter.name: parameter for parameter in PARAMETERS}
    return tuple(name for name, values in query.items() if not _is_read(known.get(name), values, offered))


def _is_read(parameter: Parameter | None, values: Sequence[str], offered: Choices) -> bool:
    if parameter is None:
        return False
    try:
        value = parameter.read(list(values), offered)
    except ValueError:
        return False
    return not isinstance(value, tuple) or set(_written(value)) == set(values)


def encode(view: View, offered: Choices) -> dict[str, list[str]]:
    """Return the query of a view; what is as by default is not written.

    ``decode(encode(view)) == view`` for every view that the data set offers.
    """
    default = default_view(offered)
    query: dict[str, list[str]] = {}
    for parameter in PARAMETERS:
        value = parameter.value(view)
        if value != parameter.value(default):
            query[parameter.name] = _written(value)
    return query


def _written(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return list(value) or [_EVERYTHING]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, date):
        return [value.isoformat()]
    return ["" if value is None else str(value)]
