from __future__ import annotations

from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.domain.edits import (
    AddActor,
    AddInitiative,
    AddParticipation,
    Edit,
    EndFunding,
    RemoveActor,
    RemoveInitiative,
    RemoveParticipation,
    decode_edit,
    encode_edit,
)

WORDS = st.text(min_size=1)
LISTS = st.lists(WORDS, max_size=3).map(tuple)
EDITS = st.one_of(
    st.builds(AddActor, WORDS, WORDS, WORDS),
    st.builds(RemoveActor, WORDS),
    st.builds(AddInitiative, WORDS, WORDS, LISTS, LISTS),
    st.builds(RemoveInitiative, WORDS),
    st.builds(AddParticipation, WORDS, WORDS),
    st.builds(RemoveParticipation, WORDS, WORDS),
    st.builds(EndFunding, WORDS),
)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (AddParticipation("polisen", "torget"), "add:polisen@torget"),
        (RemoveParticipation("polisen", "torget"), "remove:polisen@torget"),
        (
            AddActor("ny", "Nya: kyrkan @ Öxnered ~", "other"),
            "add-actor:ny@Nya%3A kyrkan %40 Öxnered %7E@other",
        ),
        (RemoveActor("polisen"), "remove-actor:polisen"),
        (AddInitiative("ny", "Ny", ("unga", "barn"), ()), "add-initiative:ny@Ny@unga+barn@"),
        (RemoveInitiative("torget"), "remove-initiative:torget"),
        (EndFunding("torget"), "end-funding:torget"),
    ],
)
def test_an_edit_is_a_verb_and_its_parts(edit: Edit, expected: str) -> None:
    assert expected == encode_edit(edit)


@given(EDITS)
def test_reading_what_was_written_gives_the_edit_back(edit: Edit) -> None:
    assert decode_edit(encode_edit(edit)) == edit


@given(EDITS)
def test_an_edit_survives_a_link(edit: Edit) -> None:
    assert decode_edit(unquote(quote(encode_edit(edit)))) == edit


@given(st.lists(EDITS, min_size=1, max_size=3), st.sampled_from("~|,;&\n"))
def test_edits_may_be_joined_by_a_sign_of_their_own(edits: list[Edit], sign: str) -> None:
    joined = sign.join(map(encode_edit, edits))

    assert [decode_edit(text) for text in joined.split(sign)] == edits


@pytest.mark.parametrize(
    "text",
    [
        "",
        "add",
        "add:",
        "add:polisen",
        "add:polisen@",
        "add:@torget",
        "add:polisen@torget@igen",
        "flytta:a@b",
    ],
)
def test_what_says_too_little_or_too_much_is_no_edit(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        decode_edit(text)


@given(st.text())
def test_any_text_is_an_edit_or_refused(text: str) -> None:
    try:
        edit = decode_edit(text)
    except ValueError:
        return
    assert decode_edit(encode_edit(edit)) == edit
