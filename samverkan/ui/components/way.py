"""The shortest way between two actors, in words and step by step, each step with its source."""

from __future__ import annotations

from samverkan.analysis.profile import initiative_profile
from samverkan.analysis.ways import Way, shortest_way
from samverkan.domain.nodes import actor_node, initiative_node, way
from samverkan.i18n import alphabetical
from samverkan.ui.components import markup
from samverkan.ui.components.evidence import both_names, part_rows, roles_text, show_evidence
from samverkan.ui.components.linked import linked
from samverkan.ui.components.picker import show_picker
from samverkan.ui.context import Context


def show_way_picker(context: Context, actor: str, *, other: str = "") -> None:
    """Let the reader choose to whom the way from an actor is shown; with none the actor is in focus again."""
    words = context.words
    others = sorted(
        set(context.study.shown.actors) - {actor}, key=lambda name: alphabetical(context.actor_name(name))
    )
    show_picker(
        "focus",
        words("field.way_to"),
        {name: markup.safe_label(context.actor_name(name)) for name in others},
        shown=other,
        placeholder=words("field.search_placeholder"),
        help=words("help.way_to"),
        written=lambda picked: way(actor_node(actor), actor_node(picked)),
        cleared=actor_node(actor),
        place=f"way from {actor}",
    )


def show_way(context: Context, one: str, other: str) -> None:
    """Show the shortest way between two shown actors, or that there is none."""
    words = context.words
    names = {"one": context.actor_name(one), "other": context.actor_name(other)}
    found = None
    if {one, other}.issubset(context.study.network.actors):
        found = shortest_way(context.study.network, one, other)
    markup.show(markup.heading(words("way.title", **names), level=2))
    if found is None:
        markup.show(markup.paragraph(words("way.none")))
        linked(context, "details.ends", [(context.actor_name(end), actor_node(end)) for end in (one, other)])
        show_way_picker(context, one, other=other)
        return
    line = list(map(context.actor_name, found.actors))
    for place, initiative in enumerate(found.initiatives):
        # An initiative often has the name of an actor, so it stands in quotation marks.
        line.insert(2 * place + 1, words("way.initiative", name=context.initiative_name(initiative)))
    markup.show(
        markup.paragraph(" – ".join(line)),
        markup.paragraph(words.count("way.length", len(found.initiatives)), style="sv-note"),
    )
    show_way_picker(context, one, other=other)
    parts = [
        part
        for actor, initiative in found.ties
        for part in initiative_profile(context.study, initiative).parts
        if part.actor == actor
    ]
    markup.show(
        markup.heading(words("way.steps")),
        markup.bullet_list(f"{both_names(context, part)} – {roles_text(context, part)}" for part in parts),
    )
    linked(context, "details.ends", [(context.node_name(node), node) for node in _nodes(found.steps)])
    linked(context, "way.others", [(context.node_name(node), node) for node in _others(found)])
    markup.show(markup.paragraph(words("way.note"), style="sv-note"))
    show_evidence(context, part_rows(context, parts, lambda part: both_names(context, part)))


def _nodes(steps: tuple[str, ...]) -> list[str]:
    return [(initiative_node if place % 2 else actor_node)(step) for place, step in enumerate(steps)]


def _others(found: Way) -> list[str]:
    """Return what stands on equally short ways, in the order of the steps."""
    choices = zip(found.steps, found.choices, strict=True)
    return [
        (initiative_node if place % 2 else actor_node)(name)
        for place, (step, names) in enumerate(choices)
        for name in names
        if name != step
    ]
