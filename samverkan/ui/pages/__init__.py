"""The pages, in the order of the navigation: name (for the words), path in the address, and what shows it."""

from collections.abc import Callable, Mapping

from samverkan.domain.link import PATHS, Page
from samverkan.ui.context import Context
from samverkan.ui.pages import (
    actors,
    collaboration_map,
    fragility,
    gaps,
    initiatives,
    method,
    story,
    target_groups,
    what_if,
)

_SHOWN_BY: Mapping[Page, Callable[[Context], None]] = {
    "map": collaboration_map.show,
    "actors": actors.show,
    "target_groups": target_groups.show,
    "gaps": gaps.show,
    "fragility": fragility.show,
    "what_if": what_if.show,
    "story": story.show,
    "initiatives": initiatives.show,
    "method": method.show,
}

PAGES: tuple[tuple[str, str, Callable[[Context], None]], ...] = tuple(
    (page, path, _SHOWN_BY[page]) for page, path in PATHS.items()
)
