"""What is known of a subject, in words: what it is, with whom, for whom, where, in which initiatives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from samverkan.analysis.profile import actor_profile
from samverkan.briefs.brief import Row, Section, Statement, Table, sources_only
from samverkan.briefs.matter import ACTORS_IN_CELL, IN_CELL, IN_LINE, Matter
from samverkan.cards.age import age
from samverkan.cards.figures import figure
from samverkan.cards.phrase import some
from samverkan.domain.dataset import record, records

_SHARES = {
    "actor": (0.20, 0.13, 0.215, 0.215, 0.14, 0.10),
    "place": (0.25, 0.26, 0.20, 0.19, 0.10),
    "target_group": (0.25, 0.26, 0.20, 0.19, 0.10),
}


def subtitle(matter: Matter) -> str:
    """Return what the subject is, where, and on which day."""
    words, chosen = matter.words, matter.chosen
    kind = words(f"brief.kind.{matter.kind}") if matter.kind != "actor" else _kind_of_actor(matter)
    day = words("head.as_of", date=chosen.as_of.isoformat())
    return " · ".join(part for part in (kind, matter.municipality(), day) if part)


def _kind_of_actor(matter: Matter) -> str:
    words, row = matter.words, record(matter.chosen.dataset.actors, matter.subject.id)
    return words(
        "brief.kind.actor",
        kind=words(f"vocabulary.actor_kind.{row['kind']}"),
        sector=words(f"vocabulary.sector.{row['sector']}"),
    )


def lead(matter: Matter) -> Iterator[Statement]:
    """Yield the most important in a few sentences."""
    words, counted = matter.words, matter.about.counted
    if matter.kind == "actor":
        description = record(matter.chosen.dataset.actors, matter.subject.id)["description"]
        if description:
            yield Statement(description)
    elif names := matter.parts():
        text = some(words, "brief.more", names)
        yield Statement(words(f"brief.lead.parts_{matter.kind}", names=text))
    if not counted:
        yield Statement(words(f"brief.lead.none_{matter.kind}"))
        return
    others = {actor for own in matter.members.values() for actor in own}
    grounds = sources_only(matter.standing(counted))
    yield Statement(
        words(
            f"brief.lead.{matter.kind if others else f'alone_{matter.kind}'}",
            initiatives=words.count("count.initiatives", len(counted)),
            others=words.count("brief.others" if matter.kind == "actor" else "count.actors", len(others)),
            responsible=_responsible(matter),
        ),
        grounds=grounds,
    )
    if dated := age({source for source, _ in grounds}, matter.chosen, words):
        yield Statement(dated)


def _responsible(matter: Matter) -> str:
    """Return in how many an actor has the responsibility, as the end of a clause; ``""`` for none."""
    rows = matter.chosen.participations
    own = rows["counted"] & (rows["actor_id"] == matter.subject.id) & (rows["role"] == "responsible")
    n = int(rows.loc[own, "initiative_id"].nunique())
    return matter.words("brief.responsible", n=n) if n else ""


def in_short(matter: Matter) -> Section:
    """Return with whom, for whom and where, whatever else may reach the subject, and the sources' figures."""
    said = (*_with_whom(matter), *_for_whom_and_where(matter), *_wider(matter))
    return Section(
        "short",
        matter.words("brief.section.short"),
        statements=(*said, *_figures(matter)),
        n_always=len(said),
    )


def _with_whom(matter: Matter) -> Iterator[Statement]:
    if not matter.about.counted:
        return
    ranked = matter.ranked(matter.members, "actors")
    named = _counted_names(matter, ranked, "actors")
    nobody = "brief.say.no_partner" if matter.kind == "actor" else "brief.say.no_actor"
    text = f"{named}." if named else matter.words(nobody)
    yield Statement(text, label=matter.words(f"brief.label.actors_{matter.kind}"))
    if matter.kind == "actor" and (n := matter.chosen.internal.get(matter.subject.id, 0)):
        label = matter.words("brief.label.internal")
        yield Statement(matter.words.count("details.internal", n), label=label)


def _for_whom_and_where(matter: Matter) -> Iterator[Statement]:
    words = matter.words
    for name, labelled, table in (
        ("group", matter.groups, "target_groups"),
        ("place", matter.places, "places"),
    ):
        if not matter.about.counted:
            return
        n_unknown = len(matter.about.counted) - len(labelled)
        named = _counted_names(matter, matter.ranked(labelled, table), table)
        unknown = words.count(f"brief.unknown_{name}", n_unknown) if n_unknown and named else ""
        text = f"{named}. {unknown}".strip() if named else words(f"brief.say.no_{name}")
        yield Statement(text, label=words(f"brief.label.{name}s"))


def _wider(matter: Matter) -> Iterator[Statement]:
    """Yield what is for a wider place or a broader group, and may reach the subject too."""
    if names := matter.about.wider:
        named = matter.say.initiatives(names)
        yield Statement(
            matter.words(f"brief.say.wider_{matter.kind}", initiatives=named),
            label=matter.words(f"brief.label.wider_{matter.kind}"),
            grounds=sources_only(matter.standing(names, members=False)),
        )


def _counted_names(matter: Matter, ranked: Sequence[tuple[str, int]], table: str) -> str:
    """Return names with their numbers of initiatives; a number of one goes without saying."""
    dataset = matter.chosen.dataset
    known = dataset.short_names if table == "actors" else dataset.names[table]
    named = [
        matter.words("brief.counted_name", name=known[label], n=n) if n > 1 else known[label]
        for label, n in ranked
    ]
    return some(matter.words, "brief.more", named, limit=IN_LINE)


def _figures(matter: Matter) -> Iterator[Statement]:
    facts, words = matter.chosen.dataset.tables["facts"], matter.words
    own = facts["initiative_id"].isin(matter.about.counted)
    if matter.kind == "actor":
        is_own = facts["actor_id"].isin(_units(matter))
        own = is_own | (own & (facts["actor_id"] == ""))
    for row in records(facts[own]):
        what = matter.say.names.initiative_name(row["initiative_id"]) if row["initiative_id"] else matter.name
        yield Statement(
            words("brief.say.fact", what=what, figure=figure(row, words)),
            label=words("brief.label.facts"),
            grounds=frozenset({(row["source_id"], row["lines"])}),
        )


def _units(matter: Matter) -> set[str]:
    rows = matter.chosen.participations
    return {matter.subject.id, *rows.loc[rows["actor_id"] == matter.subject.id, "unit_id"]}


def initiatives(matter: Matter) -> Section:
    """Return the table of the initiatives, most important first."""
    words, counted = matter.words, matter.about.counted
    columns = ["initiative", f"actors_{matter.kind}", "groups", "places", "source"]
    roles: dict[str, str] = {}
    if matter.kind == "actor":
        columns.insert(1, "role")
        roles = _roles(matter)
    table = Table(
        header=tuple(words(f"brief.column.{column}") for column in columns),
        rows=tuple(_row(matter, name, roles) for name in counted),
        shares=_SHARES[matter.kind],
    )
    return Section("initiatives", words("brief.section.initiatives"), table=table if counted else None)


def _roles(matter: Matter) -> dict[str, str]:
    """Return the actor's part in each of its initiatives, and that it is only implied where it is."""
    words = matter.words
    if not matter.about.counted:
        return {}
    found = {}
    for part in actor_profile(matter.chosen, matter.subject.id).parts:
        roles = ", ".join(words(f"vocabulary.role.{role}") for role in part.roles)
        implied = words("vocabulary.certainty.inferred")
        found[part.initiative] = roles if part.stated else f"{roles} ({implied})"
    return found


def _row(matter: Matter, initiative: str, roles: Mapping[str, str]) -> Row:
    names = matter.chosen.dataset.names
    return Row(
        (
            names["initiatives"][initiative],
            *((roles[initiative],) if roles else ()),
            _actors(matter, initiative),
            _listed(matter, matter.groups, names["target_groups"], initiative),
            _listed(matter, matter.places, names["places"], initiative),
        ),
        matter.standing([initiative]),
    )


def _actors(matter: Matter, initiative: str) -> str:
    names = [matter.chosen.dataset.short_names[actor] for actor in matter.members.get(initiative, ())]
    if not names:
        return matter.words("brief.nobody")
    text = some(matter.words, "brief.more", names, limit=ACTORS_IN_CELL)
    return matter.words("brief.and_others", names=text) if matter.is_open(initiative) else text


def _listed(
    matter: Matter, labelled: dict[str, tuple[str, ...]], names: Mapping[str, str], initiative: str
) -> str:
    found = [names[label] for label in labelled.get(initiative, ())]
    return some(matter.words, "brief.more", found, limit=IN_CELL) or matter.words("brief.unsaid")
