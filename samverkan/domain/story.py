"""A story: views in the order in which somebody shows them, each with a heading and a line of text.

A step holds a link and no picture, so it shows what the data say on the day that it names, in whatever
language and on whatever screen it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qs, urlencode

from samverkan.domain.link import decode, encode, misread
from samverkan.domain.pictures import Picture
from samverkan.domain.view import STORIES, Choices, View

OWN = "own"
"""The name of the reader's own story."""

READY_MADE = tuple(name for name in STORIES if name != OWN)
"""The stories that come with the program, told about whatever data set is open."""

_ELSEWHERE = ("language", "story", "groups_tab", "fragility_tab", "method_tab")
"""Fields of the view that say nothing of a picture."""

MOST_STEPS = 30
MOST_TITLE, MOST_HEADING, MOST_TEXT, MOST_QUERY = 100, 120, 400, 8000
"""How many steps a story may have, and how many characters of each kind: what fits a slide."""


@dataclass(frozen=True, slots=True)
class Step:
    """One view of a story.

    Parameters
    ----------
    heading, text
        What is said of it; the text may be ``""``.
    query
        The view as a link's query, without a language.
    what
        Which picture of that view it shows.
    """

    heading: str
    text: str
    query: str
    what: Picture = "map"


@dataclass(frozen=True, slots=True)
class Story:
    """A title and the steps, in order."""

    title: str
    steps: tuple[Step, ...] = ()


def step_of(
    heading: str, text: str, view: View, as_of: date, offered: Choices, *, what: Picture = "map"
) -> Step:
    """Return the step that shows a view as it is on a day, also when the sources have been reviewed again."""
    plain = View(selection=replace(view.selection, as_of=as_of))
    elsewhere = {name: getattr(plain, name) for name in _ELSEWHERE}
    on_its_day = replace(view, selection=plain.selection, **elsewhere)
    return Step(tidy(heading, MOST_HEADING), tidy(text, MOST_TEXT), _query(on_its_day, offered), what)


def _query(view: View, offered: Choices) -> str:
    return urlencode(encode(view, offered), doseq=True)


def step_view(step: Step, offered: Choices, language: str) -> View:
    """Return the view that a step shows, in a language; what its link says wrongly is the default."""
    return replace(decode(parse_qs(step.query), offered), language=language)


def unknown_in(step: Step, offered: Choices) -> tuple[str, ...]:
    """Return the names of the link's parameters that this data set cannot follow, in order.

    Examples
    --------
    >>> from samverkan.domain.view import Choices
    >>> nothing = Choices((), (), (), (), (), None, (), frozenset())
    >>> unknown_in(Step("", "", "place=nowhere&layout=rings"), nothing)
    ('place',)
    """
    return misread(parse_qs(step.query, keep_blank_values=True), offered)


def tidy(text: str, most: int) -> str:
    r"""Return a text on one line, without what cannot be seen, no longer than allowed.

    Examples
    --------
    >>> tidy(" Vem  håller\nihop? ", 9)
    'Vem hålle'
    """
    words = " ".join(text.split())
    return "".join(sign for sign in words if sign.isprintable())[:most].strip()


def with_step(story: Story, step: Step) -> Story:
    """Return a story with a step more at its end."""
    return replace(story, steps=(*story.steps, step))


def without_step(story: Story, place: int) -> Story:
    """Return a story without the step at a place, counted from 0."""
    return _with_steps(story, (step for at, step in enumerate(story.steps) if at != place))


def with_changed(story: Story, place: int, step: Step) -> Story:
    """Return a story with another step at a place."""
    return _with_steps(story, (step if at == place else held for at, held in enumerate(story.steps)))


def moved(story: Story, place: int, by: int) -> Story:
    """Return a story with a step moved earlier (negative) or later; at the ends it stays."""
    steps = list(story.steps)
    step = steps.pop(place)
    steps.insert(min(max(place + by, 0), len(steps)), step)
    return _with_steps(story, steps)


def _with_steps(story: Story, steps: Iterable[Step]) -> Story:
    return replace(story, steps=tuple(steps))
