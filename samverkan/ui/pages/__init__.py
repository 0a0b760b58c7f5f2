"""The pages, in the order of the navigation: name (for the words), path in the address, and what shows it."""

from collections.abc import Callable

from samverkan.ui.context import Context
from samverkan.ui.pages import (
    actors,
    collaboration_map,
    fragility,
    gaps,
    initiatives,
    method,
    target_groups,
    what_if,
)

PAGES: tuple[tuple[str, str, Callable[[Context], None]], ...] = (
    ("map", "karta", collaboration_map.show),
    ("actors", "aktorer", actors.show),
    ("target_groups", "malgrupper", target_groups.show),
    ("gaps", "luckor", gaps.show),
    ("fragility", "sarbarhet", fragility.show),
    ("what_if", "tank-om", what_if.show),
    ("initiatives", "insatser", initiatives.show),
    ("method", "metod", method.show),
)
"""A path stays the same in every language, so that a link does."""
