"""What a person does, in one call each: open the data, measure, find gaps, export.

Rule of the room: it joins the rooms below and decides nothing that a person could want decided otherwise.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import cast

import pandas as pd

from samverkan.analysis.centrality import measures, ranking
from samverkan.analysis.cohesion import Cohesion, Node, cohesion, separated_by
from samverkan.analysis.groups import Groups, consensus_groups
from samverkan.analysis.stability import DroppedRuns, dropped_runs
from samverkan.briefs.brief import Brief
from samverkan.briefs.making import Draft
from samverkan.briefs.matter import Matter
from samverkan.briefs.pdf import fits_page
from samverkan.briefs.subject import Subject
from samverkan.briefs.writing import WRITERS as BRIEF_WRITERS
from samverkan.cards.age import with_dates
from samverkan.cards.card import Deck
from samverkan.cards.decks import DECKS
from samverkan.domain.dataset import Dataset
from samverkan.domain.findings import Finding
from samverkan.domain.nodes import actor_node
from samverkan.domain.selection import Selection
from samverkan.domain.study import Study, study
from samverkan.domain.view import MapLayout, MapMode, View, choices, default_view
from samverkan.domain.vocabulary import GapKind, Measure
from samverkan.draw.explaining import link_to
from samverkan.draw.exporting import writer
from samverkan.draw.layout import Layout, centre_of, layout_of, map_layout
from samverkan.draw.layout.kept import keep_layout, kept_layout
from samverkan.draw.order import Order
from samverkan.errors import ExportError, UnknownNameError
from samverkan.gaps.partnerships import missing_partnerships
from samverkan.gaps.seats import missing_seats
from samverkan.gaps.what_if import GapChange, changed
from samverkan.gaps.worklist import SeatItem, Worklist, worklist
from samverkan.i18n import DEFAULT_LANGUAGE, Translator, translator
from samverkan.tables import Reading, package_name, read_package


def default_folder() -> Path:
    """Return the data package that is opened where nobody names one.

    ``SAMVERKAN_DATA`` if it is set, else the folder ``data`` that travels with the program.
    """
    if chosen := os.environ.get("SAMVERKAN_DATA"):
        return Path(chosen)
    package = Path(str(files("samverkan")))
    carried = package / "data"
    return carried if carried.is_dir() else package.parent / "data"


def app_file() -> Path:
    """Return the file that ``streamlit run`` starts, in the project or as carried in an installed package."""
    package = Path(str(files("samverkan")))
    carried = package / "start" / "app.py"
    return carried if carried.is_file() else package.parent / "app.py"


def open_package(folder: Path | str | None = None) -> Reading:
    """Read a data package, by default the one that travels with the program.

    Raises
    ------
    DataError
        There is no data package in the folder.
    """
    return read_package(default_folder() if folder is None else folder)


def home_selection(dataset: Dataset) -> Selection:
    """Return the selection that everything starts from: all but the learning examples."""
    return default_view(choices(dataset)).selection


def home_study(dataset: Dataset) -> Study:
    """Return the study that everything starts from."""
    return study(dataset, home_selection(dataset))


def measured_actors(chosen: Study) -> pd.DataFrame:
    """Return every measure of the counted actors, by id."""
    return measures(chosen.network)


def map_positions(everything: Study, mode: MapMode, kind: MapLayout, *, centre: str = "") -> Layout:
    """Return where everything stands on the map, near to where it stood last time on this machine.

    The last layout of the data package that is open is kept in the user's cache folder
    (:mod:`samverkan.draw.layout.kept`); what is laid out now is kept for the next time. Rings have no last
    time: each middle has rings of its own. Nor have opened actors: they are
    laid out from the last layout of their level.
    """
    return layout_of(everything, mode, kind, centre=centre, of_level=_kept_positions)


def _kept_positions(everything: Study, mode: MapMode, kind: MapLayout, *, centre: str = "") -> Layout:
    if kind == "rings":
        return map_layout(everything, mode, kind, centre=centre)
    names = (package_name(default_folder()), everything.selection.level, mode, kind)
    start = kept_layout(*names)
    found = map_layout(everything, mode, kind, start=start)
    if start is None or (found.positions, found.added) != (start.positions, start.added):
        keep_layout(found, *names)
    return found


def seen_positions(chosen: Study, view: View) -> Layout:
    """Return where everything stands on the map of a view, as the dashboard on this machine shows it."""
    everything = study(chosen.dataset, view.selection.unfiltered())
    centre = centre_of(view, everything) if view.layout == "rings" else ""
    return map_positions(everything, view.map_mode, view.layout, centre=centre)


def ranked_actors(chosen: Study, by: Measure = "betweenness") -> pd.DataFrame:
    """Return the counted actors by a measure: ``rank``, ``name``, ``sector`` and every measure."""
    table = ranking(measured_actors(chosen), by)
    names = chosen.dataset.names["actors"]
    table.insert(1, "name", [names[str(actor)] for actor in table.index])
    table.insert(2, "sector", [chosen.sectors[str(actor)] for actor in table.index])
    return table


def dropped(chosen: Study) -> DroppedRuns:
    """Return every measure of the counted actors, and what becomes of it when links are dropped."""
    return dropped_runs(chosen.network)


def groups(chosen: Study) -> Groups:
    """Return which counted actors keep together."""
    return consensus_groups(chosen.network)


def deck(chosen: Study, *, kind: str, language: str) -> Deck:
    """Return all cards of one kind of gap, in a language, each with the dates of its sources.

    Raises
    ------
    UnknownNameError
        There is no such kind.
    """
    if kind not in DECKS:
        raise UnknownNameError("unknown_gap_kind", name=kind, known=", ".join(DECKS))
    words = translator(language)
    return with_dates(DECKS[cast("GapKind", kind)](chosen, words), chosen, words)


def brief(
    chosen: Study,
    subject: Subject,
    *,
    language: str = DEFAULT_LANGUAGE,
    view: View | None = None,
    address: str = "",
) -> Brief:
    """Return what to have read before a meeting about an actor, a place or a target group: one A4 page.

    Parameters
    ----------
    chosen
        What is looked at. A filter on the very place or group of the subject is lifted: it is seen among
        others, and stands for everything inside it.
    subject
        What it is about.
    language, view, address
        As in :func:`export`; the link leads to the map with the subject in focus.

    Raises
    ------
    UnknownNameError
        The data set has no such actor, place or target group.

    Notes
    -----
    Cost: all decks, about a second for a municipality.
    """
    words = translator(language)
    around = study(chosen.dataset, subject.outside(chosen.selection))
    matter = Matter(around, subject, words)
    narrowed = replace(around, selection=subject.inside(around.selection))
    focus = actor_node(subject.id) if subject.kind == "actor" else ""
    seen = replace(view or View(), language=language, focus=focus)
    draft = Draft(
        matter,
        decks=[make(around, words) for make in DECKS.values()],
        work=worklist(around),
        link=link_to("map", narrowed, seen, address=address),
    )
    return draft.fitted(fits_page)


def write_brief(made: Brief, target: Path | str) -> Path:
    """Write a brief to a file whose name ends in ``.pdf`` or ``.docx``, and return the file.

    Raises
    ------
    UnknownNameError
        It ends in something else.
    ExportError
        The target cannot take it.
    """
    path = Path(target)
    write = BRIEF_WRITERS.get(path.suffix.lower().removeprefix("."))
    if write is None:
        raise UnknownNameError("brief_format", name=path.name)
    try:
        path.write_bytes(write(made))
    except OSError as fault:
        raise ExportError("cannot_write", name=str(target)) from fault
    return path


def open_questions(chosen: Study) -> Worklist:
    """Return whom to ask about what the gaps and the tables leave open."""
    seats = [
        SeatItem(gap.actor, gap.initiative, tuple(shared.partner for shared in gap.partners))
        for gap in missing_seats(chosen).gaps
    ]
    return worklist(chosen, seats=seats, partnerships=missing_partnerships(chosen))


def gap_changes(before: Study, after: Study, words: Translator) -> dict[GapKind, GapChange]:
    """Return for each kind of gap which findings go and which come with a scenario.

    Findings and not cards: where the first of those gathered on a card goes, the next is not new.
    """
    had, has = ({kind: make(chosen, words).ids for kind, make in DECKS.items()} for chosen in (before, after))
    return changed(had, has)


@dataclass(frozen=True)
class KeyActor:
    """An actor whose absence would cut others off, and these: ``("actor" | "initiative", id)``."""

    actor: str
    separated: tuple[Node, ...]


def key_actors(chosen: Study) -> tuple[KeyActor, ...]:
    """Return the actors whose absence would cut others off, most cut off first, then by id.

    Initiatives that they run alone do not count.
    """
    found = [KeyActor(actor, separated_by(chosen.network, actor)) for actor in chosen.network.actors]
    return tuple(
        sorted((key for key in found if key.separated), key=lambda key: (-len(key.separated), key.actor))
    )


def network_summary(chosen: Study) -> Cohesion:
    """Return how the counted network hangs together, in a few numbers."""
    return cohesion(chosen.network)


@dataclass(frozen=True)
class DataStatus:
    """What the data of a study hold and lack.

    Shares are in 0–1 of counted initiatives, ``implied_share`` of links. ``one_actor_share`` leaves
    out initiatives whose source has an open list of actors.
    """

    n_initiatives: int
    n_shown: int
    one_actor_share: float
    no_actor_share: float
    no_target_group_share: float
    no_place_share: float
    implied_share: float
    oldest_source: str
    oldest_title: str


def data_status(chosen: Study) -> DataStatus:
    """Return what the data of a study hold and lack; shares of nothing are 0."""
    counted = chosen.initiatives[chosen.initiatives["counted"]]
    n_actors = pd.Series(chosen.network.biadjacency.sum(axis=0), index=chosen.network.initiatives)
    is_open = counted["actors_complete"] == "no"
    links = chosen.participations[chosen.participations["counted"]]
    used = {*counted["source_id"], *links["source_id"]}
    sources = chosen.dataset.tables["sources"]
    sources = sources[sources["id"].isin(used)]
    dates = sources["reviewed"].where(sources["reviewed"] != "", sources["published"])
    dated = dates[dates != ""].sort_values(kind="stable")
    n = max(len(counted), 1)
    return DataStatus(
        n_initiatives=len(counted),
        n_shown=len(chosen.initiatives) - len(counted),
        one_actor_share=int(((n_actors.reindex(counted.index) == 1) & ~is_open).sum()) / n,
        no_actor_share=int((n_actors == 0).sum()) / n,
        no_target_group_share=int((~counted.index.isin(chosen.serves["initiative_id"])).sum()) / n,
        no_place_share=int((chosen.places.incidence.sum(axis=1) == 0).sum()) / n,
        implied_share=int((links["certainty"] == "inferred").sum()) / max(len(links), 1),
        oldest_source=str(dated.iloc[0]) if len(dated) else "",
        oldest_title=str(sources.loc[dated.index[0], "title"]) if len(dated) else "",
    )


def sentence(finding: Finding, words: Translator) -> str:
    """Return a finding in words: what, where and what to do."""
    params = {
        **finding.params,
        "table": words(f"table.{finding.table}"),
        "row": str(finding.row),
        "column": finding.column,
        "value": finding.value,
    }
    if among := params.get("among"):
        params["among"] = words(f"table.{among}")
    place = "cell" if finding.column else "row" if finding.row else "table"
    where = words(f"finding.where.{place}", **params)
    hint = words("finding.nearest", nearest=params["nearest"]) if params.get("nearest") else ""
    return " ".join(part for part in (where, words(f"finding.{finding.code}", **params), hint) if part)


def export(
    chosen: Study,
    *,
    file_format: str,
    target: Path | str,
    what: str = "data",
    view: View | None = None,
    language: str = DEFAULT_LANGUAGE,
    scale: int = 2,
    address: str = "",
) -> tuple[Path, ...]:
    """Write what a study shows, as data or as a picture, and return the files written.

    Parameters
    ----------
    chosen, file_format, target
        What, as what, and where to; ``"csv"`` of data is a folder.
    what
        A key of :data:`samverkan.draw.exporting.EXPORTS`.
    view
        How a picture shows it: by which measure, which map. Left out, as whoever has chosen nothing sees it.
    language, scale, address
        As in :class:`samverkan.draw.order.Order`.

    Raises
    ------
    UnknownNameError
        There is no such thing to write, or not in this format.
    ExportError
        The target cannot take it.
    """
    write = writer(what, file_format)
    seen = replace(view or View(), selection=chosen.selection, language=language)
    positions = seen_positions(chosen, seen) if what == "map" else None
    order = Order(chosen, seen, translator(language), scale, address, positions)
    try:
        return write(order, Path(target))
    except OSError as fault:
        raise ExportError("cannot_write", name=str(target)) from fault
