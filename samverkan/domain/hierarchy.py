"""What lies inside what: broader target groups, broader places, parents of units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Broader = Mapping[str, Sequence[str]]
"""Id to the ids directly above it."""


def ancestors(broader: Broader) -> dict[str, frozenset[str]]:
    """Return for each id everything above it, itself left out; a circle ends where it closes.

    Cost: linear in ids times depth.
    """
    return {identifier: _above(identifier, broader) - {identifier} for identifier in broader}


def with_narrower(chosen: Iterable[str], broader: Broader) -> frozenset[str]:
    """Return the chosen ids and everything inside them.

    Examples
    --------
    >>> sorted(with_narrower(["unga"], {"unga": [], "unga-i-riskzon": ["unga"], "barn": []}))
    ['unga', 'unga-i-riskzon']
    """
    wanted = frozenset(chosen)
    return wanted | {identifier for identifier, over in ancestors(broader).items() if over & wanted}


def circles(broader: Broader) -> list[str]:
    """Return the ids that lie above themselves, sorted."""
    return sorted(identifier for identifier in broader if identifier in _above(identifier, broader))


def _above(start: str, broader: Broader) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(broader.get(start, ()))
    while waiting:
        identifier = waiting.pop()
        if identifier not in found:
            found.add(identifier)
            waiting.extend(broader.get(identifier, ()))
    return frozenset(found)
