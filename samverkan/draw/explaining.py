"""The words that every picture of a study carries, so that it explains itself where nobody can click.

What it shows, of how much, at which level, on which day, with which filters, from which sources, and the link
that shows it again. Pictures differ in their title and in how they are read; all else is the same for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from samverkan.domain.dataset import records
from samverkan.domain.levels import turned
from samverkan.domain.link import PATHS, encode
from samverkan.domain.pictures import SHOWN_ON, Picture, where_seen
from samverkan.domain.selection import ACTIVE, MEMBER_ROLES
from samverkan.domain.study import Study, dated
from samverkan.domain.view import View, choices
from samverkan.domain.vocabulary import CHOICES
from samverkan.i18n import Translator


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands around a picture.

    Parameters
    ----------
    title
        What it shows, and where.
    subtitle
        How many of what, and at which level.
    footer
        One sentence or more a line: day and sources, filters where there are any, how to read it, the link.
    """

    title: str
    subtitle: str
    footer: tuple[str, ...]


def explanation(
    study: Study,
    words: Translator,
    *,
    title: str,
    counts: Sequence[str] | None = None,
    details: Sequence[str] = (),
    reading: Sequence[str] = (),
    link: str = "",
) -> Explanation:
    """Return what stands around a picture of a study.

    Parameters
    ----------
    study, words
        What is shown, and the language.
    title
        In words.
    counts
        How many of what is drawn, one phrase each; left out, the counted actors and initiatives.
    details
        What else the subtitle says, such as what the sizes show.
    reading
        How the picture is read, one line each.
    link
        From :func:`link_to`; ``""`` leaves the line out.
    """
    if counts is None:
        counts = (
            words.count("count.actors", study.network.n_actors),
            words.count("count.initiatives", study.network.n_initiatives),
        )
    return Explanation(
        title=title,
        subtitle=" · ".join([", ".join(counts), described_level(study, words), *details]),
        footer=(
            _origin(study, words),
            *_filters(study, words),
            *reading,
            *([words("picture.link", link=link)] if link else ()),
        ),
    )


def described_level(study: Study, words: Translator) -> str:
    """Return how far actors are rolled up, in words, with those that are opened or closed unlike the rest."""
    selection, names = study.selection, study.dataset.names["actors"]
    kind = "closed" if selection.level == "unit" else "opened"
    level = words(f"level.{selection.level}")
    if unlike := turned(study.dataset, selection):
        level = words(f"level.{kind}", level=level, names=words.listing([names[actor] for actor in unlike]))
    return level


def link_to(picture: Picture, study: Study, view: View, *, address: str = "") -> str:
    """Return the link that shows a picture as it is now, also when the sources have been reviewed again.

    So the day is written out, though a view leaves it to the sources. ``address`` is where the dashboard
    answers, such as ``http://localhost:8501``; without one the link begins at its root.
    """
    on_its_day = replace(view, selection=replace(study.selection, as_of=study.as_of))
    query = urlencode(encode(where_seen(on_its_day, picture), choices(study.dataset)), doseq=True)
    path = f"{address.rstrip('/')}/{PATHS[SHOWN_ON[picture]]}"
    return f"{path}?{query}" if query else path


def where(study: Study, words: Translator) -> str:
    """Return the municipalities looked at as running text."""
    chosen = study.selection.municipalities or tuple(sorted(set(study.initiatives["municipality"])))
    return words.listing(chosen)


def _origin(study: Study, words: Translator) -> str:
    used = set(study.initiatives["source_id"]) | set(study.participations["source_id"])
    sources = study.dataset.tables["sources"]
    titles = [_titled(row) for row in records(sources[sources["id"].isin(used)])]
    return words("picture.as_of", date=study.as_of.isoformat(), sources="; ".join(titles) or "–")


def _titled(source: Mapping[str, str]) -> str:
    """Return a source with its date: what a page calls ongoing was so on that day."""
    day = dated(source)
    return f"{source['title']} ({day})" if day else source["title"]


def _filters(study: Study, words: Translator) -> list[str]:
    filters = described_filters(study, words)
    return [words("picture.filters", filters="; ".join(filters))] if filters else []


def described_filters(study: Study, words: Translator) -> list[str]:
    """Return the choices that narrow a study, in words: one phrase for each."""
    selection, names = study.selection, study.dataset.names
    chosen = {
        "sectors": [words(f"vocabulary.sector.{sector}") for sector in selection.sectors],
        "themes": [names["themes"][theme] for theme in selection.themes],
        "places": [names["places"][place] for place in selection.places],
        "target_groups": [names["target_groups"][group] for group in selection.target_groups],
        "roles": _unless_usual("role", selection.roles, MEMBER_ROLES, words),
        "statuses": _unless_usual("status", selection.statuses, ACTIVE, words),
    }
    phrases = [
        f"{words(f'field.{field}')}: {', '.join(labels)}" for field, labels in chosen.items() if labels
    ]
    if selection.year_from or selection.year_to:
        ends = dict.fromkeys(str(year or "") for year in (selection.year_from, selection.year_to))
        years = "–".join(ends)
        phrases.append(f"{words('field.years')}: {years}")
    if selection.stated_only:
        phrases.append(words("field.stated_only"))
    return phrases


def _unless_usual(
    vocabulary: str, chosen: tuple[str, ...], usual: tuple[str, ...], words: Translator
) -> list[str]:
    """Return the labels of a choice that is not as usual; an empty one means all."""
    if set(chosen) == set(usual):
        return []
    return [words(f"vocabulary.{vocabulary}.{word}") for word in chosen or CHOICES[vocabulary]]
