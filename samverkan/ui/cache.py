"""What is computed once and shared: the only place with Streamlit's caches.

Keys are the data set's fingerprint and the frozen selection; arguments with a leading underscore are left out
of the key because the fingerprint stands for them. What is shared is never changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import streamlit as st

from samverkan import workflows
from samverkan.domain.dataset import Dataset
from samverkan.domain.pictures import Picture
from samverkan.domain.scenario import Scenario, encode_scenario
from samverkan.domain.selection import Selection
from samverkan.domain.story import Step
from samverkan.domain.study import Study, study
from samverkan.domain.view import Choices, MapLayout, MapMode, View, choices
from samverkan.draw.layout import Layout, centre_of
from samverkan.draw.poster import Theme
from samverkan.draw.staged import Stage, step_sheet
from samverkan.draw.svg import svg
from samverkan.gaps.what_if import scenario_study
from samverkan.i18n import Translator
from samverkan.tables import Reading

Result = TypeVar("Result")


def package() -> Reading:
    """Return the data package, read again when one of its files has changed."""
    folder = workflows.default_folder()
    state = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.csv")))
    return _package(str(folder), state)


@st.cache_resource(show_spinner=False, max_entries=4)
def _package(folder: str, state: tuple[tuple[str, int], ...]) -> Reading:  # noqa: ARG001  # state is the key
    return workflows.open_package(folder)


def offered(dataset: Dataset) -> Choices:
    """Return what a data set offers to choose from."""
    return _offered(dataset.fingerprint, dataset)


@st.cache_resource(show_spinner=False, max_entries=8)
def _offered(fingerprint: str, _dataset: Dataset) -> Choices:  # noqa: ARG001  # key
    return choices(_dataset)


def study_of(dataset: Dataset, selection: Selection) -> Study:
    """Return the study of a selection."""
    return _study(dataset.fingerprint, selection, dataset)


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs={Selection: repr})
def _study(fingerprint: str, selection: Selection, _dataset: Dataset) -> Study:  # noqa: ARG001  # key
    return study(_dataset, selection)


def everything(chosen: Study) -> Study:
    """Return the study of all that the data set holds, at the same level on the same day."""
    return study_of(chosen.dataset, chosen.selection.unfiltered(chosen.as_of))


def once(compute: Callable[..., Result], chosen: Study, **options: str) -> Result:
    """Return what a function says of a study, computed the first time that anybody asks.

    The function is one with a name of its own: its name is part of the key.
    """
    held = _held(_name(compute), options, chosen.dataset.fingerprint, chosen.selection, compute, chosen)
    _asked_before().add((_name(compute), chosen.dataset.fingerprint, chosen.selection))
    return cast("Result", held)


def at_hand(compute: Callable[[Study], Result], chosen: Study) -> Result | None:
    """Return what a function says of a study where somebody has asked before, else nothing, at once."""
    known = (_name(compute), chosen.dataset.fingerprint, chosen.selection) in _asked_before()
    return once(compute, chosen) if known else None


def _name(compute: Callable[..., object]) -> str:
    return f"{compute.__module__}.{compute.__qualname__}"


@st.cache_resource(show_spinner=False)
def _asked_before() -> set[tuple[str, str, Selection]]:
    """Return what has been computed once; what has been dropped since is computed again when asked for."""
    return set()


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs={Selection: repr})
def _held(
    name: str,  # noqa: ARG001  # key
    options: dict[str, str],
    fingerprint: str,  # noqa: ARG001  # key
    selection: Selection,  # noqa: ARG001  # key
    _compute: Callable[..., Any],
    _chosen: Study,
) -> Any:
    return _compute(_chosen, **options)


def tried(before: Study, scenario: Scenario) -> Study:
    """Return the study of what a scenario makes of a study's data."""
    texts = tuple(encode_scenario(scenario))
    return _tried(before.dataset.fingerprint, before.selection, (scenario.name, texts), before, scenario)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs={Selection: repr})
def _tried(
    fingerprint: str,  # noqa: ARG001  # key
    selection: Selection,  # noqa: ARG001  # key
    edits: tuple[str, tuple[str, ...]],  # noqa: ARG001  # key
    _before: Study,
    _scenario: Scenario,
) -> Study:
    return scenario_study(_before, _scenario)


def positions(dataset: Dataset, view: View) -> Layout:
    """Return where everything of a data set stands on the map of a view."""
    everything = whole(dataset, view.selection)
    centre = centre_of(view, everything) if view.layout == "rings" else ""
    return _positions(
        dataset.fingerprint, everything.selection, view.map_mode, view.layout, centre, everything
    )


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs={Selection: repr})
def _positions(
    fingerprint: str,  # noqa: ARG001  # key
    selection: Selection,  # noqa: ARG001  # key
    mode: MapMode,
    kind: MapLayout,
    centre: str,
    _everything: Study,
) -> Layout:
    return workflows.map_positions(_everything, mode, kind, centre=centre)


def stage(dataset: Dataset, words: Translator, address: str) -> Stage:
    """Return where stories of a data set are shown, over what is kept here."""
    return Stage(
        dataset,
        words,
        address,
        layout=lambda view: positions(dataset, view),
        study_of=lambda selection: study_of(dataset, selection),
        measured=lambda chosen: once(workflows.measured_actors, chosen),
        dropped=lambda chosen: once(workflows.dropped, chosen),
    )


def step_picture(shown_on: Stage, step: Step, theme: Theme) -> str:
    """Return the picture of a step as SVG without its font."""
    told = (step.heading, step.text, step.query, step.what)
    language, fingerprint = shown_on.words.language, shown_on.dataset.fingerprint
    return _step_picture(fingerprint, told, language, shown_on.address, theme, shown_on)


@st.cache_data(show_spinner=False, max_entries=128)
def _step_picture(
    fingerprint: str,  # noqa: ARG001  # key
    told: tuple[str, str, str, Picture],
    language: str,  # noqa: ARG001  # key
    address: str,  # noqa: ARG001  # key
    theme: Theme,
    _shown_on: Stage,
) -> str:
    return svg(step_sheet(_shown_on, Step(*told), theme=theme), with_font=False)


def whole(dataset: Dataset, selection: Selection) -> Study:
    """Return the study of all that a data set holds of a selection's actors, whatever the day."""
    return study_of(dataset, selection.unfiltered())
