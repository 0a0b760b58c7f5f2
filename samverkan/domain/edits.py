"""One change to try, as a value and as a short text for links and files.

The text is a verb and its parts, ``add:polisen@kronans-kulturhus``; signs that separate parts are
written as in a link (``%40`` for ``@``), everything else stands as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class AddActor:
    """A new actor of a kind (``actor_kind``); its sector and function follow from the kind."""

    actor: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class RemoveActor:
    """An actor ends, with every part that it or its own units have."""

    actor: str


@dataclass(frozen=True, slots=True)
class AddInitiative:
    """A new initiative for some target groups in some places (ids)."""

    initiative: str
    name: str
    target_groups: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveInitiative:
    """An initiative ends."""

    initiative: str


@dataclass(frozen=True, slots=True)
class AddParticipation:
    """An actor takes part in an initiative."""

    actor: str
    initiative: str


@dataclass(frozen=True, slots=True)
class RemoveParticipation:
    """An actor (with its own units) takes no part in an initiative any more."""

    actor: str
    initiative: str


@dataclass(frozen=True, slots=True)
class EndFunding:
    """An initiative's time-limited funding ends, nothing replaces it and it ends too: the worst case."""

    initiative: str


Edit = (
    AddActor
    | RemoveActor
    | AddInitiative
    | RemoveInitiative
    | AddParticipation
    | RemoveParticipation
    | EndFunding
)
"""One change."""

_VERBS: Mapping[str, type[Edit]] = MappingProxyType(
    {
        "add": AddParticipation,
        "remove": RemoveParticipation,
        "add-actor": AddActor,
        "remove-actor": RemoveActor,
        "add-initiative": AddInitiative,
        "remove-initiative": RemoveInitiative,
        "end-funding": EndFunding,
    }
)
_VERB_OF = {edit: verb for verb, edit in _VERBS.items()}

_BETWEEN_PARTS, _BETWEEN_ITEMS = "@", "+"
_LISTS = frozenset({"target_groups", "places"})

# Signs with a meaning of their own in our text or in a link, those that lists of edits might be joined by,
# and whatever cannot be seen.
_WRITTEN_OUT = re.compile(r"[%:@+~|,;&=#?/\\\"'<>\x00-\x1f\x7f]")


def encode_edit(edit: Edit) -> str:
    """Return an edit as text; decoding it gives the edit back, for any ids and names but empty ones.

    Examples
    --------
    >>> encode_edit(AddParticipation("polisen", "kronans-kulturhus"))
    'add:polisen@kronans-kulturhus'
    >>> encode_edit(AddInitiative("lan", "Lån & språk", ("unga", "barn")))
    'add-initiative:lan@Lån %26 språk@unga+barn@'
    """
    parts = (getattr(edit, field.name) for field in fields(edit))
    return f"{_VERB_OF[type(edit)]}:{_BETWEEN_PARTS.join(map(_written, parts))}"


def decode_edit(text: str) -> Edit:
    """Return the edit that a text stands for.

    Raises
    ------
    ValueError
        The verb is unknown, or a part is missing, empty or too much. Whether the ids are known is not asked
        here.
    """
    verb, _, rest = text.partition(":")
    kind = _VERBS.get(verb)
    names = [field.name for field in fields(kind)] if kind else []
    parts = rest.split(_BETWEEN_PARTS)
    if kind is None or len(parts) != len(names):
        raise ValueError(text)
    cells = {name: _read(name, part) for name, part in zip(names, parts, strict=True)}
    if not all(cell for name, cell in cells.items() if name not in _LISTS):
        raise ValueError(text)
    return kind(**cells)  # type: ignore[arg-type]  # lists where the class has lists, texts elsewhere


def _written(part: str | tuple[str, ...]) -> str:
    if isinstance(part, tuple):
        return _BETWEEN_ITEMS.join(map(_written, part))
    return _WRITTEN_OUT.sub(lambda sign: f"%{ord(sign.group()):02X}", part)


def _read(name: str, part: str) -> str | tuple[str, ...]:
    if name in _LISTS:
        return tuple(unquote(item) for item in part.split(_BETWEEN_ITEMS) if item)
    return unquote(part)
