"""The questions of the worklist in words, as rows of the sheet that is sent round."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.domain.naming import Names
from samverkan.domain.study import Study
from samverkan.gaps.worklist import Question, Worklist
from samverkan.i18n import Translator
from samverkan.tables.worklist_file import SheetRow

_NAMES = 3
"""So many names stand in one sentence."""


def worklist_rows(chosen: Study, work: Worklist, words: Translator) -> tuple[SheetRow, ...]:
    """Return a row of the sheet for each question, in the order of the list."""
    wording = _Wording(chosen, words)
    return tuple(map(wording.row, work.questions))


def worklist_notes(work: Worklist, words: Translator) -> tuple[str, ...]:
    """Return what to know of the list: how many questions, what did not fit, or why there are none."""
    if not work.questions:
        return (words("worklist.none"),)
    n_asked = sum(bool(ask) for ask, _ in work.by_actor)
    notes = [words.count("worklist.found", len(work.questions), actors=words.count("count.actors", n_asked))]
    if n_nobody := sum(not one.ask for one in work.questions):
        notes.append(words.count("worklist.unasked", n_nobody))
    if work.left_out:
        notes.append(words.count("worklist.left_out", len(work.left_out)))
    return tuple(notes)


@dataclass(frozen=True)
class _Wording:
    """The sentences about the questions of one study."""

    chosen: Study
    words: Translator

    @property
    def names(self) -> Names:
        return Names(self.chosen.dataset)

    def row(self, one: Question) -> SheetRow:
        ask = self.names.actor_name(one.ask) if one.ask else self.words("worklist.nobody")
        return SheetRow(one.kind, one.subject, one.object, ask, self._question(one), self._why(one))

    def _question(self, one: Question) -> str:
        if one.kind == "seat":
            return self.words(
                "worklist.question.seat",
                actor=self.names.actor_name(one.subject),
                initiative=self.names.initiative_name(one.object),
            )
        if one.kind == "partnership":
            ends = {"one": self.names.actor_name(one.subject), "other": self.names.actor_name(one.object)}
            return self.words("worklist.question.partnership", **ends)
        name = self.names.initiative_name(one.subject)
        return self.words(f"worklist.question.{one.kind}", initiative=name)

    def _why(self, one: Question) -> str:
        named = self._listed(one.why)
        if one.kind == "seat":
            key = "worklist.why.seat_with" if named else "worklist.why.seat"
            return self.words(key, actor=self.names.actor_name(one.subject), names=named)
        if one.kind == "partnership":
            why = self.words("worklist.why.partnership", names=named)
            return f"{why} {self._alike(one)}" if one.alike else why
        if one.kind == "open_list":
            return self.words("worklist.why.open_list", names=named)
        if named:
            return self.words(f"worklist.why.{one.kind}_with", names=named)
        return self.words(f"worklist.why.{one.kind}")

    def _alike(self, one: Question) -> str:
        """Return of whom the same could be asked: the answer is taken for the pair asked about alone."""
        names = [self.names.actor_name(other) for _, other in one.alike]
        return self.words.count(
            "worklist.why.alike",
            len(names),
            hub=self.names.actor_name(one.alike[0][0]),
            others=self.words.listing(names),
            one=self.names.actor_name(one.subject),
            other=self.names.actor_name(one.object),
        )

    def _listed(self, nodes: tuple[str, ...]) -> str:
        """Return nodes by name, the first few."""
        names = [self._name(node) for node in nodes]
        if len(names) <= _NAMES + 1:  # “and 1 more” would be no shorter
            return self.words.listing(names)
        return self.words("worklist.more", names=", ".join(names[:_NAMES]), n=len(names) - _NAMES)

    def _name(self, node: str) -> str:
        mode, _, identifier = node.partition(":")
        if mode == "actor":
            return self.names.actor_name(identifier)
        return self.words("worklist.quoted", name=self.names.initiative_name(identifier))
