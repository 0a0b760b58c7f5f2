"""Collectives: words for many (“schools”, “associations”), and whom such a word may include.

A source that names one does not say whom it means. So its part in something says nothing for certain about
anybody, and nothing at all against those whom it may include.
"""

from __future__ import annotations

from collections import defaultdict

from samverkan.domain.dataset import Dataset

NO_FUNCTION = "other"


def may_include(dataset: Dataset, *, anybody: bool = False) -> set[tuple[str, str]]:
    """Return each collective with every actor that it may include: pairs of ids.

    Parameters
    ----------
    dataset
        Its actors, at no level: what holds for a unit is for the caller to carry to its whole.
    anybody
        Whether a collective that names no function (“others”) may be anybody. That is so, but who bars
        everybody for its sake has nothing left to say.

    Returns
    -------
    set of (collective, actor)
        Those of the same function, and for associations all of civil society; in its own municipality, or
        in none that the tables name. A collective may include itself. Cost: linear in actors and in pairs.
    """
    actors = dataset.tables["actors"]
    meant: dict[str, set[str]] = defaultdict(set)
    for actor, function, sector in zip(actors["id"], actors["function"], actors["sector"], strict=True):
        meant[function].add(actor)
        if sector == "civil_society":
            meant["association"].add(actor)
    meant[NO_FUNCTION] = set(actors["id"]) if anybody else set()
    home = dict(zip(actors["id"], actors["municipality"], strict=True))
    words = actors[actors["kind"] == "collective"]
    return {
        (word, actor)
        for word, function in zip(words["id"], words["function"], strict=True)
        for actor in meant[function]
        if not (home[word] and home[actor]) or home[word] == home[actor]
    }
