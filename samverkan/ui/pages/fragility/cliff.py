"""If nothing is renewed: what is lost by a day that a person chooses."""

from __future__ import annotations

from datetime import date

import streamlit as st

from samverkan.gaps.funding import LABEL_KINDS, FundingCliff, LabelKind, Loss, fragile_ties, funding_cliff
from samverkan.ui import cache
from samverkan.ui.components import markup
from samverkan.ui.context import Context
from samverkan.ui.state import key


def show_cliff(context: Context) -> None:
    """Show the slider, what the chosen day means for all, and whom it concerns."""
    words = context.words
    cliff = cache.once(funding_cliff, context.study)
    markup.show(
        markup.heading(words("page.fragility.cliff"), level=2),
        markup.paragraph(words("page.fragility.cliff_reading"), style="sv-note"),
    )
    losses = cliff.at(_chosen_day(context, cliff))
    if not losses.whole.known and not losses.whole.unknown:
        st.info(words("page.fragility.nothing_limited"))
        return
    markup.show(*(markup.paragraph(sentence) for sentence in _summary(context, cliff, losses.whole)))
    for kind in LABEL_KINDS:
        _show_losses(context, kind, losses.labels[kind])
    _show_fragile_ties(context)


def _chosen_day(context: Context, cliff: FundingCliff) -> date:
    """Ask for one of the days on which something ends; the last of them unless a link says otherwise."""
    days = sorted({*cliff.dates, cliff.as_of})
    wanted = context.view.horizon
    shown = max((day for day in days if wanted is None or day <= wanted), default=days[0])
    if len(days) == 1:
        return shown
    st.session_state[key("horizon")] = shown
    chosen: date = st.select_slider(
        context.words("field.horizon"), days, format_func=date.isoformat, key=key("horizon")
    )
    return chosen


def _summary(context: Context, cliff: FundingCliff, whole: Loss) -> list[str]:
    words = context.words
    sentences = [
        words(
            "page.fragility.whole",
            n=whole.n,
            known=whole.n_known,
            most=whole.n_known + whole.n_unknown,
            share=_share(context, whole),
        )
    ]
    if whole.known:
        sentences.append(words("page.fragility.known", names=_named(context, whole.known)))
    if whole.unknown:
        sentences.append(words("page.fragility.unknown", names=_named(context, whole.unknown)))
    if whole.partial:
        sentences.append(words("page.fragility.partial", names=_named(context, whole.partial)))
    drop = cliff.largest_drop
    if drop is None:
        sentences.append(words("page.fragility.no_drop"))
    else:
        names = _named(context, drop.initiatives)
        sentences.append(words("page.fragility.largest_drop", date=drop.date.isoformat(), names=names))
    return sentences


def _named(context: Context, initiatives: tuple[str, ...]) -> str:
    return context.words.listing([context.initiative_name(name) for name in initiatives])


def _show_losses(context: Context, kind: LabelKind, losses: tuple[Loss, ...]) -> None:
    if not losses:
        return
    words = context.words
    header = [
        words(f"page.fragility.column_{name}") for name in (kind, "share", "state", "initiatives", "all")
    ]
    rows = [
        (
            _label(context, kind, loss),
            _share(context, loss),
            words(f"page.fragility.state_{_state(loss)}"),
            _named(context, (*loss.known, *loss.unknown)),
            words.number(loss.n),
        )
        for loss in losses
    ]
    caption = words(f"page.fragility.caption_{kind}")
    markup.show(markup.heading(caption), markup.table(caption, header, rows, tall=True))


def _label(context: Context, kind: LabelKind, loss: Loss) -> str:
    name_of = {
        "target_group": context.group_name,
        "place": context.place_name,
        "actor": context.actor_name,
        "pair": context.actor_name,
    }[kind]
    return " – ".join(map(name_of, loss.label))


def _share(context: Context, loss: Loss) -> str:
    words, (low, high) = context.words, loss.interval
    if words.percent(low) == words.percent(high):
        return words.percent(low)
    return f"{words.number(low * 100)}–{words.percent(high)}"


def _state(loss: Loss) -> str:
    if loss.loses_last:
        return "last"
    return "maybe_last" if loss.may_lose_last else "some"


def _show_fragile_ties(context: Context) -> None:
    words = context.words
    ties = cache.once(fragile_ties, context.study)
    markup.show(markup.heading(words("page.fragility.ties"), level=2))
    if not ties:
        markup.show(markup.paragraph(words("page.fragility.no_ties")))
        return
    rows = [
        (context.actor_name(tie.actor), context.actor_name(tie.other), _named(context, tie.initiatives))
        for tie in ties
    ]
    header = [words(f"page.fragility.column_{name}") for name in ("actor", "other", "resting")]
    caption = words("page.fragility.ties_caption")
    markup.show(
        markup.paragraph(words("page.fragility.ties_reading"), style="sv-note"),
        markup.table(caption, header, rows, tall=True),
    )
