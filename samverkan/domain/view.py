"""A view: everything that a person has chosen, on all pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Literal

from samverkan.domain.dataset import Dataset
from samverkan.domain.levels import can_turn
from samverkan.domain.selection import Selection
from samverkan.domain.vocabulary import GAP_KINDS, GapKind, Measure
from samverkan.i18n import DEFAULT_LANGUAGE, alphabetical

MapMode = Literal["two_mode", "actors"]
Across = Literal["sectors", "places"]
ACROSS: tuple[Across, ...] = ("sectors", "places")

MAP_MODES: tuple[MapMode, ...] = ("two_mode", "actors")

MapLayout = Literal["force", "columns", "rings", "places"]
MAP_LAYOUTS: tuple[MapLayout, ...] = ("force", "columns", "rings", "places")

MapStyle = Literal["explore", "present"]
MAP_STYLES: tuple[MapStyle, ...] = ("explore", "present")

SheetForm = Literal["screen", "laptop", "a4", "portrait"]
SHEET_FORMS: tuple[SheetForm, ...] = ("screen", "laptop", "a4", "portrait")
"""What a finished picture is made for: a large screen, a small one, a page, a screen that stands up."""

MapPart = Literal["all", "most"]
MAP_PARTS: tuple[MapPart, ...] = ("all", "most")
"""How much of a large map is drawn: all, or the most important."""

GroupsTab = Literal["two", "pairs", "coverage"]
GROUPS_TABS: tuple[GroupsTab, ...] = ("two", "pairs", "coverage")

FragilityTab = Literal["cliff", "timeline", "funding", "dependence"]
FRAGILITY_TABS: tuple[FragilityTab, ...] = ("cliff", "timeline", "funding", "dependence")

MethodTab = Literal["measures", "gaps", "data", "sources", "accessibility"]
METHOD_TABS: tuple[MethodTab, ...] = ("measures", "gaps", "data", "sources", "accessibility")

Steps = Literal[1, 2]
STEPS: tuple[Steps, ...] = (1, 2)
"""How many ties away from a node in focus something may be and still be lit with it."""

StoryName = Literal["brokers", "reach", "funding", "police", "unshared", "own"]
STORIES: tuple[StoryName, ...] = ("brokers", "reach", "funding", "police", "unshared", "own")
"""The stories that come with the program, and the reader's own."""

GapChoice = GapKind | Literal["invitation"]
GAP_CHOICES: tuple[GapChoice, ...] = (*GAP_KINDS, "invitation")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a data set offers to choose from.

    Parameters
    ----------
    municipalities, themes, places, target_groups
        Names or ids, in order of name.
    home
        The municipalities that are no learning examples: chosen unless a link says otherwise.
    years
        First and last year that any initiative states; ``None`` where none does.
    organisations
        Ids of the actors that have parts of their own, in order of name: they can be opened or closed.
    nodes
        ``actor:<id>`` and ``initiative:<id>``, whatever can be in focus.
    """

    municipalities: tuple[str, ...]
    home: tuple[str, ...]
    themes: tuple[str, ...]
    places: tuple[str, ...]
    target_groups: tuple[str, ...]
    years: tuple[int, int] | None
    organisations: tuple[str, ...]
    nodes: frozenset[str]


@dataclass(frozen=True, slots=True)
class View:
    """Everything chosen, on all pages.

    Parameters
    ----------
    selection
        What to look at.
    language
        ``"sv"`` or ``"en"``.
    map_mode
        Actors with initiatives, or actors alone.
    layout
        What a place on the map means.
    centre
        Who stands in the middle of the rings: ``actor:<id>``, ``initiative:<id>`` or ``group:<id>``; ``""``
        leaves it to what else is chosen.
    map_style, sheet_form
        Whether the map is moved about in, or a finished picture with every name, and what that is made for.
    size_by
        The measure that the map's sizes and the ranking follow.
    shown
        How much is drawn where there is more than can be followed; a map that is larger still is always cut.
    focus
        ``actor:<id>``, ``initiative:<id>``, ``tie:<one of these>~<another>``, ``way:<actor>~<actor>`` (the
        shortest ways between two), or ``""``: nothing chosen.
    steps
        How far around a node in focus the map is lit.
    grouped
        Whether the map shows who keeps together.
    one, other
        Two actors to compare, ids; ``""`` leaves the choice to the page.
    across
        What coverage is shown by.
    sought
        The words looked for in the list of initiatives.
    gaps
        Which kind of gap is shown, or ``"invitation"``: whom to invite.
    horizon
        The day by which time-limited funding is taken to have ended; ``None`` leaves it to the page.
    invited_groups, invited_places
        For whom and where somebody is to be invited.
    trial, trial_edits
        A scenario's name and its edits as texts (:mod:`samverkan.domain.edits`), whether or not they fit.
    rival, rival_edits
        Another scenario, to be seen beside it.
    story
        Which story is told.
    groups_tab, fragility_tab, method_tab
        Which part of a page with tabs is open.
    """

    selection: Selection = field(default_factory=Selection)
    language: str = DEFAULT_LANGUAGE
    map_mode: MapMode = "two_mode"
    layout: MapLayout = "force"
    centre: str = ""
    map_style: MapStyle = "explore"
    sheet_form: SheetForm = "screen"
    size_by: Measure = "betweenness"
    shown: MapPart = "all"
    focus: str = ""
    steps: Steps = 1
    grouped: bool = False
    one: str = ""
    other: str = ""
    across: Across = "sectors"
    sought: str = ""
    gaps: GapChoice = "seat"
    horizon: date | None = None
    invited_groups: tuple[str, ...] = ()
    invited_places: tuple[str, ...] = ()
    trial: str = ""
    trial_edits: tuple[str, ...] = ()
    rival: str = ""
    rival_edits: tuple[str, ...] = ()
    story: StoryName = "brokers"
    groups_tab: GroupsTab = "two"
    fragility_tab: FragilityTab = "cliff"
    method_tab: MethodTab = "measures"


def choices(dataset: Dataset) -> Choices:
    """Return what a data set offers to choose from."""
    initiatives = dataset.tables["initiatives"]
    municipalities = tuple(sorted(set(initiatives["municipality"])))
    at_home = set(initiatives.loc[initiatives["reference"] != "yes", "municipality"])
    dated = [int(cell[:4]) for column in ("start", "end") for cell in initiatives[column] if cell]
    return Choices(
        municipalities=municipalities,
        home=tuple(sorted(at_home)) or municipalities,
        themes=_by_name(dataset, "themes"),
        places=_by_name(dataset, "places"),
        target_groups=_by_name(dataset, "target_groups"),
        years=(min(dated), max(dated)) if dated else None,
        organisations=_sorted(dataset, "actors", can_turn(dataset, "unit")),
        nodes=frozenset(f"actor:{actor}" for actor in dataset.tables["actors"]["id"])
        | frozenset(f"initiative:{initiative}" for initiative in initiatives["id"]),
    )


def _by_name(dataset: Dataset, table: str) -> tuple[str, ...]:
    return _sorted(dataset, table, dataset.names[table])


def _sorted(dataset: Dataset, table: str, identifiers: Iterable[str]) -> tuple[str, ...]:
    names = dataset.names[table]
    return tuple(sorted(identifiers, key=lambda identifier: alphabetical(names[identifier])))


def default_view(offered: Choices) -> View:
    """Return the view of a person who has chosen nothing yet."""
    return View(selection=Selection(municipalities=offered.home))


def with_value(view: View, name: str, value: Any) -> View:
    """Return a view with one field (of its own or of its selection) replaced."""
    if name in {item.name for item in fields(Selection)}:
        return replace(view, selection=replace(view.selection, **{name: value}))
    return replace(view, **{name: value})
