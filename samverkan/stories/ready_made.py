"""The stories that come with the program, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from samverkan.domain.story import Story
from samverkan.domain.study import Study
from samverkan.errors import UnknownNameError
from samverkan.i18n import Translator, translator
from samverkan.stories.brokers import brokers
from samverkan.stories.funding import funding
from samverkan.stories.police import police
from samverkan.stories.reach import reach
from samverkan.stories.teller import Untold
from samverkan.stories.unshared import unshared

STORIES: Mapping[str, Callable[[Study, Translator], Story | Untold]] = MappingProxyType(
    {"brokers": brokers, "reach": reach, "funding": funding, "police": police, "unshared": unshared}
)
"""Name of a story to what tells it."""


def ready_made(name: str, chosen: Study, words: Translator) -> Story | Untold:
    """Return a story about a study, or why the data do not carry it.

    Raises
    ------
    UnknownNameError
        No story has this name.
    """
    if name not in STORIES:
        raise UnknownNameError("unknown_story", name=name, known=", ".join(STORIES))
    return STORIES[name](chosen, words)


def told(chosen: Study, *, name: str, language: str) -> Story | Untold:
    """Return a story by its name, in a language; raises as :func:`ready_made`."""
    return ready_made(name, chosen, translator(language))
