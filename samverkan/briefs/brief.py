"""What a brief is made of: plain values, the same for every file that it is written to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from samverkan.cards.grounds import Standing
from samverkan.draw.sheet import Sheet
from samverkan.i18n import NO_BREAK_SPACE, Translator


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said.

    Parameters
    ----------
    text
        A sentence or more.
    label
        What it is about, in a word or two; ``""`` where the sentence says so.
    note
        Why it is said, in smaller letters.
    grounds
        Where it stands; without lines where it is counted from many rows.
    """

    text: str
    label: str = ""
    note: str = ""
    grounds: frozenset[Standing] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells, and where they stand."""

    cells: tuple[str, ...]
    grounds: frozenset[Standing] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; the last column, with where each row stands, is added by :meth:`Brief.mark`.

    Parameters
    ----------
    header
        A word for each column, that of the sources last.
    rows
        With one cell fewer than the header.
    shares
        How wide each column is, as shares of the whole.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it.

    Parameters
    ----------
    name, heading
        Which section, for programs and for people.
    lead
        How it is to be read; ``""`` for nothing.
    table, statements
        What it says, most important first.
    n_always
        How many of the statements, the first ones, are never left out.
    rest
        How much was left out; ``""`` where nothing was.
    """

    name: str
    heading: str
    lead: str = ""
    table: Table | None = None
    statements: tuple[Statement, ...] = ()
    n_always: int = 0
    rest: str = ""

    @property
    def n(self) -> int:
        """How many rows and statements may be left out."""
        return len(self.table.rows if self.table else self.statements[self.n_always :])

    def cut(self, n: int, words: Translator) -> Section:
        """Return the section with at most ``n`` of these, and how many are left out."""
        n_more = self.n - n
        if n_more <= 0:
            return self
        return replace(
            self,
            table=replace(self.table, rows=self.table.rows[:n]) if self.table else None,
            statements=self.statements[: self.n_always + n],
            rest=words("brief.shown", shown=n, n=self.n)
            if not self.n_always
            else words.count("brief.rest", n_more),
        )

    @property
    def title(self) -> str:
        """The heading, with how much was left out."""
        return f"{self.heading} ({self.rest})" if self.rest else self.heading

    @property
    def grounds(self) -> frozenset[Standing]:
        """Where all of it stands."""
        rows = self.table.rows if self.table else ()
        every = [row.grounds for row in rows] + [said.grounds for said in self.statements]
        return frozenset().union(*every)


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it is listed, with its date; ``id`` is that of the tables."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief.

    Parameters
    ----------
    language
        Of its words.
    title, subtitle, lead
        What it is about: its name, what it is, and the most important in a few sentences.
    sections
        In order; the map stands below the first.
    map, map_heading
        The small map, or ``None`` where there is nobody to draw.
    sources_heading, sources
        What is referred to, in the order of their numbers.
    footer
        Day, filters, how it is read, the link; one paragraph each.
    """

    language: str
    title: str
    subtitle: str
    lead: tuple[Statement, ...]
    sections: tuple[Section, ...]
    map: Sheet | None
    map_heading: str
    sources_heading: str
    sources: tuple[Source, ...]
    footer: tuple[str, ...]

    @property
    def is_cut(self) -> bool:
        """Whether any list was shortened."""
        return any(section.rest for section in self.sections)

    def mark(self, grounds: Iterable[Standing], *, bare: bool = False) -> str:
        """Return where something stands as it is printed: ``[1: 25–27, 31; 2]``; ``""`` for nowhere.

        ``bare`` leaves the brackets out, for a column of its own.
        """
        numbers = {source.id: number for number, source in enumerate(self.sources, start=1)}
        lines: dict[int, set[int]] = {}
        for source, text in grounds:
            if source in numbers:
                lines.setdefault(numbers[source], set()).update(_lines(text))
        parts = [
            f"{number}:{NO_BREAK_SPACE}{_spans(own)}" if own else str(number)
            for number, own in sorted(lines.items())
        ]
        text = "; ".join(parts)
        return text if bare or not parts else f"[{text}]"


def sources_only(grounds: Iterable[Standing]) -> frozenset[Standing]:
    """Return where something stands without the lines, for what is counted from many rows."""
    return frozenset((source, "") for source, _ in grounds)


def _lines(text: str) -> set[int]:
    """Return the line numbers of a cell: ``5|19-21`` is 5, 19, 20 and 21."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", text):
        found.update(range(int(first), int(last or first) + 1))
    return found


def _spans(lines: set[int]) -> str:
    spans: list[list[int]] = []
    for line in sorted(lines):
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
