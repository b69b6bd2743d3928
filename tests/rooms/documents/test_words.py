"""What can be read of a file is read, wherever in it the words stand; and of what cannot it is said so."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from handrail.service.documents import words as reading
from handrail.service.documents.words import words_in
from tests.rooms.documents.files import pdf_file, scan, word_file
from tests.rooms.documents.test_dangers import TYPES, WORD, packed, png


def test_the_words_of_a_word_file_are_read_in_its_header_and_where_they_are_struck_out_too() -> None:
    read = words_in(word_file("Ada Quiller rang", "twice.", header="For Ned Marsh", struck_out="Orla Finch"))
    assert read.whole
    for words in ("Ada Quiller rang\n", "twice.", "For Ned Marsh", "Orla Finch"):
        assert words in read.words


def test_the_words_of_every_page_of_a_pdf_are_read() -> None:
    read = words_in(pdf_file("Ada Quiller rang.", "Ned Marsh came."))
    assert read.whole
    assert "Ada Quiller rang." in read.words
    assert "Ned Marsh came." in read.words


def test_a_text_file_is_read() -> None:
    assert words_in("Ada Quiller rang.\n".encode("cp1252")).words == "Ada Quiller rang.\n"


def test_a_page_that_is_only_a_picture_is_not_taken_for_read() -> None:
    read = words_in(pdf_file("Ada Quiller rang.", scan()))
    assert "Ada Quiller rang." in read.words
    assert not read.whole
    assert words_in(pdf_file(f"Ada Quiller rang. {scan()}")).whole, "a picture beside words is no scan"


def test_what_is_locked_damaged_too_long_or_no_text_is_not_taken_for_read(monkeypatch: pytest.MonkeyPatch) -> None:
    locked, held = PdfWriter(clone_from=PdfReader(BytesIO(pdf_file("Ada Quiller rang.")))), BytesIO()
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(held)
    word = {TYPES: b"<Types/>", WORD: b"<w"}
    for one in (held.getvalue(), b"%PDF-1.4\n%%EOF\n", png(10, 10), packed(word), b"", word_file("")):
        assert not words_in(one).whole
    long = pdf_file("One.", "Two.")
    assert words_in(long).whole
    monkeypatch.setattr(reading, "MOST_PAGES", 1)
    assert not words_in(long).whole
    monkeypatch.setattr(reading, "LARGEST_PART", 10)
    assert not words_in(word_file("Ada Quiller rang.")).whole


def test_an_entity_in_a_word_file_is_not_unfolded() -> None:
    xml = (
        b'<!DOCTYPE w [<!ENTITY a "Ada Quiller">]><w:document xmlns:w="http://schemas.openxmlformats.org/'
        b'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    )
    assert not words_in(packed({TYPES: b"<Types/>", WORD: xml})).whole
