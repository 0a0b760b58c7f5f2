"""Putting a scenario together: a name, its changes, and a file to keep it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import streamlit as st

from samverkan.cards.what_if import dropped_sentences, edit_sentences
from samverkan.domain.dataset import Dataset
from samverkan.domain.edits import (
    AddParticipation,
    Edit,
    EndFunding,
    RemoveActor,
    RemoveInitiative,
    RemoveParticipation,
    encode_edit,
)
from samverkan.domain.link import MOST_WORDS
from samverkan.domain.scenario import (
    Scenario,
    apply,
    decode_scenario,
    encode_scenario,
    new_actor,
    new_initiative,
)
from samverkan.domain.vocabulary import VOCABULARIES
from samverkan.errors import SamverkanError
from samverkan.i18n import alphabetical
from samverkan.tables.scenario_file import scenario_from_json, scenario_to_json
from samverkan.ui.components import markup
from samverkan.ui.context import Context
from samverkan.ui.state import key

_KINDS = (
    "remove_actor",
    "end_funding",
    "add_participation",
    "remove_participation",
    "remove_initiative",
    "add_initiative",
    "add_actor",
)
Parts = Mapping[str, object]


def show_editor(context: Context, field: str, scenario: Scenario) -> None:
    """Show one scenario, ``"trial"`` or ``"rival"``: its name, its changes, one more, its file."""
    words = context.words
    st.text_input(
        words("what_if.page.name"),
        key=key(field),
        max_chars=MOST_WORDS,
        placeholder=words("what_if.page.name_hint"),
    )
    _show_edits(context, field, scenario)
    tried = apply(context.dataset, scenario)
    kind = st.selectbox(
        words("what_if.page.kind"),
        _KINDS,
        format_func=lambda name: words(f"what_if.kind.{name}"),
        key=f"{field} kind",
        help=words("help.kind_of_edit"),
    )
    parts = _PARTS[kind](context, tried, field)
    if st.button(words("what_if.page.add"), key=f"{field} add", type="primary"):
        _add(context, field, scenario, kind, parts)
    _show_file(context, field, scenario)


def _show_edits(context: Context, field: str, scenario: Scenario) -> None:
    sentences = edit_sentences(scenario, context.dataset, context.words)
    for place, sentence in enumerate(sentences):
        text, button = st.columns([2.4, 1], vertical_alignment="center")
        with text:
            markup.show(markup.paragraph(f"{place + 1}. {sentence}"))
        button.button(
            context.words("what_if.page.remove"),
            key=f"{field} remove {place}",
            on_click=_remove,
            args=(field, scenario, place),
        )


def _remove(field: str, scenario: Scenario, place: int) -> None:
    """Leave out one of the changes shown; those of a link that could not be made go with it."""
    texts = encode_scenario(scenario)
    st.session_state[key(f"{field}_edits")] = texts[:place] + texts[place + 1 :]


def _add(context: Context, field: str, scenario: Scenario, kind: str, parts: Parts) -> None:
    """Add the change if it can be made after those before; say why not otherwise."""
    words = context.words
    if not all(part for name, part in parts.items() if name not in ("target_groups", "places")):
        st.error(words("what_if.page.incomplete"))
        return
    edit = _edit(kind, parts, apply(context.dataset, scenario))
    texts = [*map(encode_edit, scenario.edits), encode_edit(edit)]
    sifted = decode_scenario(scenario.name, texts, context.dataset)
    for sentence in dropped_sentences(sifted.dropped, words):
        st.error(markup.safe_label(sentence))
    if not sifted.dropped:
        st.session_state[key(f"{field}_edits")] = texts
        st.rerun()


def _edit(kind: str, parts: Parts, tried: Dataset) -> Edit:
    if kind == "add_actor":
        return new_actor(tried, str(parts["name"]), str(parts["kind"]))
    if kind == "add_initiative":
        groups, places = (tuple(map(str, _items(parts[name]))) for name in ("target_groups", "places"))
        return new_initiative(tried, str(parts["name"]), groups, places)
    return _SIMPLE[kind](**{name: str(part) for name, part in parts.items()})


def _items(part: object) -> Sequence[object]:
    return part if isinstance(part, list | tuple) else ()


_SIMPLE: Mapping[str, Callable[..., Edit]] = MappingProxyType(
    {
        "remove_actor": RemoveActor,
        "end_funding": EndFunding,
        "add_participation": AddParticipation,
        "remove_participation": RemoveParticipation,
        "remove_initiative": RemoveInitiative,
    }
)


def _pick(
    context: Context, table: str, options: Sequence[str], names: Mapping[str, str], name: str
) -> object:
    ordered = sorted(options, key=lambda identifier: alphabetical(names[identifier]))
    return st.selectbox(
        context.words(f"what_if.part.{table}"),
        ordered,
        format_func=lambda identifier: markup.safe_label(names[identifier]),
        index=None,
        placeholder=context.words("what_if.page.choose"),
        key=name,
    )


def _actor(context: Context, tried: Dataset, field: str) -> Parts:
    names = tried.names["actors"]
    return {"actor": _pick(context, "actor", list(names), names, f"{field} actor")}


def _initiative(context: Context, tried: Dataset, field: str) -> Parts:
    names = tried.names["initiatives"]
    return {"initiative": _pick(context, "initiative", list(names), names, f"{field} initiative")}


def _both(context: Context, tried: Dataset, field: str) -> Parts:
    return {**_actor(context, tried, field), **_initiative(context, tried, field)}


def _tie(context: Context, tried: Dataset, field: str) -> Parts:
    """Ask for an actor and one of its initiatives."""
    actor = _actor(context, tried, field)
    links = tried.participations
    own = sorted(set(links.loc[links["actor_id"] == actor["actor"], "initiative_id"]))
    names = tried.names["initiatives"]
    return {**actor, "initiative": _pick(context, "initiative", own, names, f"{field} own initiative")}


def _funded(context: Context, tried: Dataset, field: str) -> Parts:
    """Ask for an initiative with time-limited money."""
    rows = tried.funding
    funded = sorted(set(rows.loc[rows["kind"] != "ordinary", "initiative_id"]))
    names = tried.names["initiatives"]
    return {"initiative": _pick(context, "initiative", funded, names, f"{field} funded")}


def _new_actor(context: Context, _: Dataset, field: str) -> Parts:
    words = context.words
    name = st.text_input(words("what_if.part.name"), key=f"{field} new actor", max_chars=MOST_WORDS)
    kind = st.selectbox(
        words("what_if.part.kind"),
        VOCABULARIES["actor_kind"],
        format_func=lambda kind: words(f"vocabulary.actor_kind.{kind}"),
        key=f"{field} actor kind",
    )
    return {"name": name.strip(), "kind": kind}


def _new_initiative(context: Context, _: Dataset, field: str) -> Parts:
    words = context.words
    name = st.text_input(words("what_if.part.name"), key=f"{field} new initiative", max_chars=MOST_WORDS)
    groups = st.multiselect(
        words("field.target_groups"),
        context.offered.target_groups,
        format_func=lambda group: markup.safe_label(context.group_name(group)),
        key=f"{field} new groups",
        placeholder=words("what_if.page.choose"),
    )
    places = st.multiselect(
        words("field.places"),
        context.offered.places,
        format_func=lambda place: markup.safe_label(context.place_name(place)),
        key=f"{field} new places",
        placeholder=words("what_if.page.choose"),
    )
    return {"name": name.strip(), "target_groups": groups, "places": places}


_PARTS: Mapping[str, Callable[[Context, Dataset, str], Parts]] = MappingProxyType(
    {
        "remove_actor": _actor,
        "end_funding": _funded,
        "add_participation": _both,
        "remove_participation": _tie,
        "remove_initiative": _initiative,
        "add_initiative": _new_initiative,
        "add_actor": _new_actor,
    }
)


def _show_file(context: Context, field: str, scenario: Scenario) -> None:
    words = context.words
    with st.expander(words("what_if.page.file"), key=f"{field} file", on_change="rerun") as box:
        if not box.open:
            return
        if scenario.edits:
            st.download_button(
                words("what_if.page.download"),
                data=scenario_to_json(scenario, context.dataset),
                file_name=words("what_if.page.file_name"),
                mime="application/json",
                key=f"{field} download",
            )
        file = st.file_uploader(
            words(f"what_if.page.upload_{field}"), type=["json"], key=f"{field} upload", max_upload_size=1
        )
        if file is not None:
            st.button(
                words("what_if.page.open"), key=f"{field} open", on_click=_open, args=(context.dataset, field)
            )
        if (fault := st.session_state.pop(f"{field} fault", None)) is not None:
            st.error(markup.safe_label(words(f"error.{fault.code}", **fault.params)))


def _open(dataset: Dataset, field: str) -> None:
    """Take over the scenario of the file, with what does not fit these tables: the page says why."""
    try:
        read = scenario_from_json(st.session_state[f"{field} upload"].getvalue(), dataset)
    except SamverkanError as fault:
        st.session_state[f"{field} fault"] = fault
        return
    texts = [*map(encode_edit, read.scenario.edits), *(item.text for item in read.dropped)]
    st.session_state[key(f"{field}_edits")] = texts
    st.session_state[key(field)] = read.scenario.name[:MOST_WORDS]
