"""The commands about gaps: the cards, what if, whom to invite, whom to ask."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from samverkan import workflows
from samverkan.cards.card import Card, Deck
from samverkan.cards.invitation import invitation_text
from samverkan.cards.what_if import (
    comparison_lines,
    edit_sentences,
    gap_lines,
    tried_names,
)
from samverkan.cards.worklist import worklist_notes, worklist_rows
from samverkan.cli.printing import chosen_study, limited, print_json, tell_day
from samverkan.cli.selecting import identifiers
from samverkan.domain.scenario import Sifted, decode_scenario
from samverkan.domain.study import Study
from samverkan.domain.vocabulary import GAP_KINDS
from samverkan.errors import DataError, ExportError, SamverkanError
from samverkan.gaps.invitation import invitation
from samverkan.gaps.what_if import Change, Comparison, scenario_study
from samverkan.gaps.what_if import what_if as compared
from samverkan.i18n import Translator
from samverkan.tables.judgement_file import write_judgements
from samverkan.tables.scenario_file import read_scenario
from samverkan.tables.worklist_answers import Answers, read_worklist
from samverkan.tables.worklist_file import worklist_csv, worklist_workbook


def gaps(options: argparse.Namespace, words: Translator) -> int:
    """List the cards of some kinds of gap, or of all."""
    chosen = chosen_study(options, words)
    kinds = options.kind or list(GAP_KINDS)
    decks = [workflows.deck(chosen, kind=kind, language=words.language) for kind in kinds]
    if options.json:
        print_json(
            {
                "as_of": chosen.as_of.isoformat(),
                "gaps": [_deck_content(deck, options.limit) for deck in decks],
            }
        )
        return 0
    for deck in decks:
        _print_deck(deck, options.limit, words)
    tell_day(chosen, words)
    return 0


def _print_deck(deck: Deck, limit: int, words: Translator) -> None:
    print(f"\n== {words(f'gap.{deck.kind}.question')}")
    _print_lines(deck.notes, "")
    if deck.silence:
        print(deck.silence)
    for place, card in enumerate(limited(deck.cards, limit), start=1):
        print(f"\n{place}. {card.claim}{f' [{card.band}]' if card.band else ''}")
        _print_lines((reason.text for reason in card.reasons), "   – ")
        _print_lines([card.dated] if card.dated else [], "   ")
    if 0 < limit < len(deck.cards):
        print(words("cli.more", n=len(deck.cards) - limit))


def _print_lines(lines: Iterable[str], start: str) -> None:
    for line in lines:
        print(f"{start}{line}")


def _deck_content(deck: Deck, limit: int) -> dict[str, object]:
    cards = zip(limited(deck.cards, limit), deck.findings, strict=False)
    return {
        "kind": deck.kind,
        "reading": deck.reading,
        "notes": deck.notes,
        "silence": deck.silence,
        "cards": [_card_content(card, finding) for card, finding in cards],
    }


def _card_content(card: Card, finding: object) -> dict[str, object]:
    is_record = dataclasses.is_dataclass(finding) and not isinstance(finding, type)
    return {
        "id": card.id,
        "claim": card.claim,
        "band": card.band,
        "reasons": [reason.text for reason in card.reasons],
        "limits": card.limits,
        "dated": card.dated,
        "finding": dataclasses.asdict(finding) if is_record else finding,  # type: ignore[call-overload]
    }


def what_if(options: argparse.Namespace, words: Translator) -> int:
    """Show what differs with some changes; the data stay as they are.

    Raises
    ------
    SamverkanError
        A change cannot be made, or there is none.
    """
    before = chosen_study(options, words)
    sifted = _scenario(options, before)
    if sifted.dropped:
        first = sifted.dropped[0]
        raise SamverkanError(first.code, **first.params)
    if not sifted.scenario.edits:
        raise SamverkanError("no_edits")
    after = scenario_study(before, sifted.scenario)
    comparison = compared(before, after)
    changes = workflows.gap_changes(before, after, words) if options.gaps else {}
    if options.json:
        print_json(
            {
                "as_of": before.as_of.isoformat(),
                "edits": edit_sentences(sifted.scenario, before.dataset, words),
                **_comparison_content(comparison),
                "gaps": {kind: dataclasses.asdict(change) for kind, change in changes.items()},
            }
        )
        return 0
    print(sifted.scenario.name or words("cli.trial"))
    _print_lines(edit_sentences(sifted.scenario, before.dataset, words), " • ")
    lines = comparison_lines(comparison, tried_names(before.dataset, after.dataset), words)
    _print_lines([line.text for line in lines] or [words("what_if.page.silence")], "– ")
    _print_lines((line.text for line in gap_lines(changes, words)), "– ")
    tell_day(before, words)
    return 0


def _scenario(options: argparse.Namespace, before: Study) -> Sifted:
    if options.scenario:
        read = read_scenario(options.scenario, before.dataset)
        return Sifted(read.scenario, read.dropped)
    return decode_scenario(options.name or "", options.edit, before.dataset)


def _comparison_content(comparison: Comparison) -> dict[str, object]:
    def plain(change: Change) -> dict[str, object]:
        return {**dataclasses.asdict(change), "within_noise": change.within_noise}

    return {
        "network": {name: plain(change) for name, change in comparison.summary.items()},
        "measures": [
            {"measure": item.measure, "actor": item.actor, **plain(item.change)}
            for item in comparison.measures
        ],
        "regrouped": comparison.regrouped,
        "shifts": {kind: dataclasses.asdict(shift) for kind, shift in comparison.shifts.items()},
    }


def invite(options: argparse.Namespace, words: Translator) -> int:
    """Name the fewest actors that reach some target groups in some places."""
    chosen = chosen_study(options, words)
    groups = identifiers(chosen.dataset, "target_groups", options.for_groups, "for")
    places = identifiers(chosen.dataset, "places", options.in_places, "in")
    found = invitation(chosen, groups, places)
    if options.json:
        print_json({"as_of": chosen.as_of.isoformat(), **dataclasses.asdict(found)})
        return 0
    text = invitation_text(found, chosen.dataset, words)
    print(text.heading)
    for place, invitee in enumerate(text.invitees, start=1):
        print(f"\n{place}. {invitee.claim}")
        _print_lines((reason.text for reason in (*invitee.reasons, invitee.reserve)), "   – ")
    _print_lines((reason.text for reason in text.unreached), "\n")
    tell_day(chosen, words)
    return 0


def worklist(options: argparse.Namespace, words: Translator) -> int:
    """Write the questions to a file; with answers given, write what they say as judgements.

    Raises
    ------
    ExportError
        The file cannot be written.
    """
    chosen = chosen_study(options, words)
    target = Path(options.out)
    if options.answers:
        return _take_answers(options, chosen, words)
    work = workflows.open_questions(chosen)
    rows = worklist_rows(chosen, work, words)
    make = worklist_csv if target.suffix.lower() == ".csv" else worklist_workbook
    _write(target, make(rows, words))
    if options.json:
        print_json(
            {"as_of": chosen.as_of.isoformat(), "written": [str(target)], "questions": len(work.questions)}
        )
        return 0
    _print_lines(worklist_notes(work, words), "")
    print(words("cli.wrote", name=str(target)))
    return 0


def _take_answers(options: argparse.Namespace, chosen: Study, words: Translator) -> int:
    source, target = Path(options.answers), Path(options.out)
    try:
        content = source.read_bytes()
    except OSError as fault:
        raise DataError("cannot_read", name=str(source)) from fault
    answers = read_worklist(content, chosen.dataset, on=datetime.now(UTC).date().isoformat())
    if answers.judgements:
        _write(target, write_judgements(answers.judgements))
    if options.json:
        print_json(_answers_content(answers, target, words))
    else:
        _print_answers(answers, target, words)
    return 1 if answers.report.findings or not answers.judgements else 0


def _print_answers(answers: Answers, target: Path, words: Translator) -> None:
    _print_lines((workflows.sentence(finding, words) for finding in answers.report.findings), "")
    _print_lines((f"{reply.question} {reply.text}" for reply in answers.replies), "")
    if not answers.judgements:
        print(words("cli.no_answers"))
        return
    print(words("worklist.page.read", n=len(answers.judgements), unanswered=answers.n_unanswered))
    print(words("cli.wrote", name=str(target)))


def _answers_content(answers: Answers, target: Path, words: Translator) -> dict[str, object]:
    return {
        "written": [str(target)] if answers.judgements else [],
        "judgements": [dataclasses.asdict(said) for said in answers.judgements],
        "replies": [dataclasses.asdict(reply) for reply in answers.replies],
        "unanswered": answers.n_unanswered,
        "findings": [
            {**dataclasses.asdict(finding), "sentence": workflows.sentence(finding, words)}
            for finding in answers.report.findings
        ],
    }


def _write(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as fault:
        raise ExportError("cannot_write", name=str(target)) from fault
