"""What a meeting may be about, in words: money and agreements that end, gaps, questions, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from samverkan.briefs.brief import Section, Statement, sources_only
from samverkan.briefs.matter import IN_LINE, Matter
from samverkan.cards.card import Card
from samverkan.cards.limits import LimitWording
from samverkan.cards.worklist import worklist_rows
from samverkan.domain.dataset import records
from samverkan.domain.vocabulary import PLANNED
from samverkan.gaps.worklist import Question, Worklist

_JUDGED = ("seat", "partnership")
"""Questions that stand as cards already."""


_LONG = 180
"""Characters: some two lines."""


def money(matter: Matter) -> Section:
    """Return what is known of money, agreements and ends, known ends first."""
    said = list(_money(matter))
    if not said and matter.about.counted:
        said = [Statement(matter.words("brief.say.no_money"))]
    return _section(matter, "money", said)


def _money(matter: Matter) -> Iterator[Statement]:
    chosen, words, about = matter.chosen, matter.words, matter.about
    limits = LimitWording(chosen.dataset, words, chosen.selection.stated_only)
    said: list[tuple[bool, Statement]] = []
    for name in about.counted:
        row = matter.rows[name]
        own, grants = [*limits.reasons(name)], limits.grants(name)
        for number, reason in enumerate(own, start=len(grants) - len(own)):
            stands = row if number < 0 else grants[number]
            has_end = bool(stands["end"])
            text = reason.text
            if number >= 0 and stands["scope"] == "part":
                text = words("brief.say.part", sentence=text)
            said.append((has_end, _stated(text, stands)))
        if row["kind"] == "agreement" and not own:
            text = words("brief.say.agreement", initiative=matter.say.initiatives([name]))
            said.append((False, _stated(text, row)))
    yield from (statement for _, statement in sorted(said, key=lambda one: not one[0]))
    yield from _ordinary(matter)
    if matter.kind == "actor":
        yield from _paid_by(matter)


def _stated(text: str, row: dict[str, str]) -> Statement:
    return Statement(text, grounds=frozenset({(row["source_id"], row["lines"])}))


def _ordinary(matter: Matter) -> Iterator[Statement]:
    rows, words = matter.chosen.funding, matter.words
    own = rows["initiative_id"].isin(matter.about.counted) & (rows["kind"] == "ordinary")
    for row in records(rows[own]):
        text = words(
            f"brief.say.ordinary{'' if row['certainty'] == 'stated' else '_inferred'}",
            initiative=matter.say.initiatives([row["initiative_id"]]),
            kind=words(f"vocabulary.funding_kind.{row['kind']}"),
            funder=matter.say.names.actor_name(row["funder_id"]),
        )
        if row["scope"] == "part":
            text = words("brief.say.part", sentence=text)
        yield _stated(text, row)


def _paid_by(matter: Matter) -> Iterator[Statement]:
    rows, words = matter.chosen.funding, matter.words
    rows = rows[(rows["funder_id"] == matter.subject.id) & ~rows["initiative_id"].isin(matter.about.counted)]
    for row in records(rows):
        text = words(
            "brief.say.pays",
            kind=words(f"vocabulary.funding_kind.{row['kind']}"),
            initiative=matter.say.initiatives([row["initiative_id"]]),
        )
        yield _stated(text, row)


def gaps(matter: Matter, cards: Sequence[Card]) -> Section:
    """Return the cards that concern the subject, each with its strength and its first reason."""
    said: list[Statement] = []
    for card in cards:
        reason = _reason(card)
        said.append(
            Statement(
                text=f"{card.claim} ({card.band})" if card.band else card.claim,
                note="" if any(reason == other.note for other in said) else reason,
                grounds=sources_only(matter.grounds.of(card.evidence)),
            )
        )
    if not said:
        said = [Statement(matter.words("brief.say.no_gap"))]
    lead = matter.words("brief.section_lead.gaps") if cards else ""
    return _section(matter, "gaps", said, lead=lead)


def _reason(card: Card) -> str:
    """Return the first reason, unless it is so long that it would hide the claim."""
    first = card.reasons[0].text if card.reasons else ""
    return first if len(first) <= _LONG else ""


def questions(matter: Matter, work: Worklist) -> Section:
    """Return what the sources leave open and the subject, or those around it, may know."""
    asked = [one for one in (*work.questions, *work.left_out) if _is_for(matter, one)]
    by_kind: dict[str, int] = {}
    turns = []
    for one in asked:
        by_kind[one.kind] = by_kind.get(one.kind, -1) + 1
        turns.append((by_kind[one.kind], one))
    ordered = [one for _, one in sorted(turns, key=lambda turn: turn[0])]
    rows = worklist_rows(matter.chosen, Worklist(tuple(ordered)), matter.words)
    said = [Statement(row.question) for row in rows]
    return _section(matter, "questions", said)


def _is_for(matter: Matter, one: Question) -> bool:
    if one.kind in _JUDGED:
        return False
    if matter.kind == "actor":
        return one.ask == matter.subject.id
    return one.subject in matter.about.counted


def silence(matter: Matter) -> Section:
    """Return what is unknown, and what is known but not counted, as sentences of one paragraph."""
    sentences = [*_unknown(matter), *_aside(matter)]
    statements = (Statement(" ".join(sentences)),) if sentences else ()
    return Section("silence", matter.words("brief.section.silence"), statements=statements)


def _unknown(matter: Matter) -> Iterator[str]:
    chosen, counted, words = matter.chosen, matter.about.counted, matter.words
    rows = chosen.participations
    rows = rows[rows["counted"] & rows["initiative_id"].isin(counted)]
    stated = rows.assign(stated=rows["certainty"] == "stated")
    implied = ~stated.groupby(["actor_id", "initiative_id"])["stated"].any()
    if matter.kind == "actor" and len(implied):
        implied = implied[implied.index.get_level_values("actor_id") == matter.subject.id]
    no_members = set(counted) - set(rows["initiative_id"])
    counts = {
        "open_list": sum(map(matter.is_open, counted)),
        "no_members": len(no_members),
        "implied": int(implied.sum()),
    }
    if any(_money(matter)):  # else the section on money says so of all
        counts["no_funding"] = len(set(counted) - set(chosen.funding["initiative_id"]))
    return (words.count(f"brief.{key}", n) for key, n in counts.items() if n)


def _aside(matter: Matter) -> Iterable[str]:
    aside = {name: matter.rows[name]["status_now"] for name in matter.about.aside}
    by_standing = {
        "planned": [name for name, status in aside.items() if status in PLANNED],
        "ended": [name for name, status in aside.items() if status == "ended"],
    }
    said = {name for names in by_standing.values() for name in names}
    by_standing["other"] = [name for name in aside if name not in said]
    for standing, names in by_standing.items():
        if names:
            say = matter.say.initiatives(names, limit=IN_LINE)
            if standing == "planned":
                say = matter.say.planned(names, matter.chosen.as_of, limit=IN_LINE)
            yield matter.words(f"brief.say.{standing}", initiatives=say)


def _section(matter: Matter, name: str, said: Sequence[Statement], *, lead: str = "") -> Section:
    return Section(name, matter.words(f"brief.section.{name}"), lead=lead, statements=tuple(said))
