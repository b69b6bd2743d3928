"""Words are kept exactly as they were typed, or refused with a sentence; wherever they come out, they are words."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from handrail.service.fields import (
    EARLIEST,
    LATEST,
    LINE,
    UNKEEPABLE,
    DayField,
    EmailField,
    TextField,
    TimeField,
    keepable,
    whole_number,
)  # fmt: skip
from handrail.service.learning.tracker.template import empty_tracker
from handrail.service.reviews.blocks import Paragraph, Table, Whole, fit_to_print
from handrail.service.reviews.word import word_of
from tests.house.torture import STRANGE
from tests.house.torture import UNKEEPABLE as CHARACTERS

CALM = settings(deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
ANY = st.text(st.characters(), max_size=60)  # also characters that stand for nothing by themselves
WORDS = st.one_of(st.sampled_from(STRANGE), ANY)


def kept(words: str) -> str | None:
    """What a field of several lines keeps, or None where it refuses."""
    try:
        return str(TextField(label="Words", rows=3).clean(words))
    except ValidationError:
        return None


@given(WORDS)
@CALM
def test_words_are_kept_exactly_or_refused(words: str) -> None:
    refused = UNKEEPABLE.search(words.strip()) is not None or len(words.strip()) > 100_000
    assert kept(words) == (None if refused else words.strip())


@pytest.mark.parametrize("words", CHARACTERS)
def test_what_cannot_be_kept_is_refused_by_every_field_of_words(words: str) -> None:
    for field in (TextField(label="Words"), TextField(label="Words", rows=3), EmailField(label="E-mail")):
        with pytest.raises(ValidationError, match="character that cannot be kept after “Wren rang"):
            field.clean(f"Wren rang {words} at nine")
    assert not keepable({"notes": ["words", f"a{words}"]})
    assert keepable({"notes": ["شكرا", "👨\u200d👩\u200d👧", "e\u0301"]})


def test_a_line_has_no_second_line_and_an_end() -> None:
    with pytest.raises(ValidationError, match="on one line"):
        TextField(label="Subject").clean("A word\r\nBcc: stranger@example.org")
    with pytest.raises(ValidationError, match=f"at most {LINE} characters. It has {LINE + 1}"):
        TextField(label="Subject").clean("x" * (LINE + 1))


@given(ANY)
@CALM
@pytest.mark.django_db
def test_whatever_a_field_keeps_the_database_keeps_exactly(words: str) -> None:
    held = kept(words)
    if held is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("select %s::text, (jsonb_build_object('words', %s::text) ->> 'words')", [held, held])
        assert cursor.fetchone() == (held, held)


@given(st.tuples(WORDS, WORDS, WORDS))
@CALM
def test_a_day_is_one_of_the_calendar_or_refused(parts: tuple[str, str, str]) -> None:
    try:
        day = DayField(label="Day", what="The day").clean(list(parts))
    except ValidationError:
        return
    assert day is None or date(EARLIEST, 1, 1) <= day <= date(LATEST, 12, 31)


@given(WORDS)
@CALM
def test_an_hour_is_one_of_the_clock_or_refused(words: str) -> None:
    try:
        hour = TimeField(label="At").clean(words)
    except ValidationError:
        return
    assert hour is None or isinstance(hour, time)


@given(WORDS)
@CALM
def test_a_number_in_a_request_is_one_that_a_database_holds(words: str) -> None:
    assert -1 <= whole_number(words, -1) < 2**31


def whole(words: str) -> Whole:
    table = Table(header=("Asked", "Answered"), rows=((words, words),), widths=(1, 1))
    return Whole("Rapid review", "Wend Valley", "WV-1", "Made.", (Paragraph(words), table))


@given(ANY)
@settings(CALM, max_examples=20)
def test_whatever_a_field_keeps_a_word_document_holds(words: str) -> None:
    held = kept(words)
    if not held:
        return
    paper = Document(BytesIO(word_of(whole(fit_to_print(held)))))
    assert fit_to_print(held) in {one.text for one in paper.paragraphs}


def test_a_spreadsheet_of_ours_holds_no_formula_nothing_hidden_and_no_name() -> None:
    book = load_workbook(BytesIO(empty_tracker()))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert not [
        one
        for sheet in book
        for one in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())
        if one.hidden
    ]
    assert not book.defined_names
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
