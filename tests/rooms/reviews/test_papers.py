"""The Word and the PDF say what the record says, both the same, and both can be read by a screen reader."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as WordDocument
from docx.oxml.ns import qn
from pypdf import PdfReader

from handrail.service.cases.actions import NotDone
from handrail.service.documents.models import Document
from handrail.service.requests.models import Request
from handrail.service.reviews import actions
from handrail.service.reviews.models import RapidReview
from handrail.service.reviews.pdf import NOT_ALL_SHOWN, pdf_of
from handrail.service.reviews.whole import Naming, names_still_written, whole_of
from handrail.service.reviews.word import word_of
from tests.rooms.cast import Cast
from tests.rooms.reviews.reviewing import COMPLETED, TEXT, at, completed, filled, sent


def made(review: RapidReview, cast: Cast, naming: Naming = Naming.NAMES) -> tuple[Any, PdfReader]:
    word, pdf = actions.make_documents(review, naming=naming, by=cast["coordinator"])
    return WordDocument(BytesIO(held(word))), PdfReader(BytesIO(held(pdf)))


def held(document: Document) -> bytes:
    return bytes(document.content.held)


def words_of_word(paper: Any) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(paragraph.text for paragraph in paper.paragraphs), *cells]).split())


def words_of_pdf(paper: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def letters(text: str) -> str:
    """Without spaces, hyphens at line ends and ligatures, which layout puts in."""
    for joined, apart in (("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi")):
        text = text.replace(joined, apart)
    return re.sub(r"[\s\u00ad\-‐]", "", text)


def without_footers(paper: PdfReader) -> str:
    footer = re.compile(r"WV-\d{4}-\d{4}, rapid review, page \d+$")
    return letters(" ".join(footer.sub("", page.extract_text().strip()) for page in paper.pages))


def test_both_hold_every_word_of_the_description_in_its_order(cast: Cast) -> None:
    review = completed(cast)
    word, pdf = made(review, cast)
    texts = [letters(text) for text in whole_of(review, Naming.NAMES).every_text()]
    in_pdf, place = without_footers(pdf), 0
    for text in texts:
        found = in_pdf.find(text, place)
        assert found >= 0, text
        place = found + len(text)
    in_word = letters(words_of_word(word))
    assert not [text for text in texts if text not in in_word]


def test_they_hold_what_was_recorded(cast: Cast) -> None:
    review = completed(cast)
    Request.objects.create(
        case=review.case, body=cast.school, about=str(review.incidents.get().pk), children_named="Jaz Fictionby",
        what="Your part", asked_at=at(3, 8), due_on=at(3, 20).date(), received_at=at(3, 19),
    )  # fmt: skip
    for words in (words_of_word(made(review, cast)[0]), words_of_pdf(made(review, cast)[1])):
        for told in (
            review.case.reference, "CSI-0001", "Jaz Fictionby", "28 March 2024", "27 March 2024 at 4:00pm",
            "Otter Lane Primary School", "Received on 19 March 2024", "regulation 11(a)", "Yes, or it may",
            "A local review is to be held.", "The two calls were never linked.", TEXT["improvements"],
            "15 working days, counted from 7 March 2024", "Not approved yet",
        ):  # fmt: skip
            assert letters(told) in letters(words), told


def test_a_line_end_stays_and_an_empty_line_begins_a_paragraph(cast: Cast) -> None:
    word, _ = made(completed(cast), cast)
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert "Jaz fell from a first-floor window." in texts
    assert "His school had told children's services twice.\nBoth calls were logged." in texts


def test_the_word_has_headings_header_rows_its_language_and_no_persons_name(cast: Cast) -> None:
    word, _ = made(completed(cast), cast)
    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Title", "Heading 1", "Heading 2"} <= styles
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in word.tables)
    languages = {language.get(qn("w:val")) for language in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    told = word.core_properties
    assert (told.author, told.last_modified_by, told.comments, told.language) == ("Handrail", "Handrail", "", "en-GB")


def test_the_pdf_is_tagged_says_its_language_and_is_pdf_ua(cast: Cast) -> None:
    _, pdf = made(completed(cast), cast)
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert pdf.metadata is not None
    assert pdf.metadata.author == "Handrail"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    kinds = set(kinds_of_tag(root["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L"} <= kinds


def kinds_of_tag(node: Any) -> list[str]:
    node = node.get_object()
    if isinstance(node, list):
        return [kind for part in node for kind in kinds_of_tag(part)]
    if not hasattr(node, "get"):
        return []
    below = kinds_of_tag(node["/K"]) if "/K" in node else []
    return [str(node["/S"]), *below] if "/S" in node else below


def test_by_initials_no_name_that_was_recorded_is_on_the_papers(cast: Cast) -> None:
    review = filled(cast)
    actions.write_page(review, "facts", {"facts_of_case": "He fell."}, by=cast["coordinator"])
    actions.complete_rapid_review(review, completed_at=COMPLETED, by=cast["coordinator"])
    word, pdf = made(RapidReview.objects.get(pk=review.pk), cast, Naming.INITIALS)
    for words in (words_of_word(word), words_of_pdf(pdf)):
        assert "JF" in words
        assert not [name for name in ("Jaz", "Fictionby", "JJ", "Example Row") if name in words]


def test_a_name_typed_in_the_text_is_pointed_out_where_initials_are_chosen(cast: Cast, client: Client) -> None:
    review = completed(cast)
    assert names_still_written(review) == [("Jaz", "The facts")]
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reviews:documents", args=[review.case_id, review.pk])).content.decode()
    assert "Jaz, in “The facts”" in page


@pytest.mark.parametrize(
    "typed",
    [
        '#panic("x") $1/0$ [*bold*] _under_ @label <label> \\ // /* ` ~ = - + "quotes"',
        '#eval("1") #include "secret" #read("secret")',
        "<w:p/> & <b>bold</b> {{ braces }} {% block %}",
    ],
)
def test_what_is_typed_is_never_read_as_markup(cast: Cast, typed: str) -> None:
    review = filled(cast)
    actions.write_page(review, "facts", {"facts_of_case": typed}, by=cast["coordinator"])
    whole = whole_of(review, Naming.NAMES)
    assert letters(typed) in letters(words_of_word(WordDocument(BytesIO(word_of(whole)))))
    assert letters(typed) in letters(words_of_pdf(PdfReader(BytesIO(pdf_of(whole)))))


def test_a_character_no_font_has_is_owned_up_to_and_stops_nothing(cast: Cast) -> None:
    review = filled(cast)
    actions.write_page(review, "facts", {"facts_of_case": "He drew 🙂 on it.\x0b\x02End."}, by=cast["coordinator"])
    whole = whole_of(review, Naming.NAMES)
    assert letters(NOT_ALL_SHOWN) in letters(words_of_pdf(PdfReader(BytesIO(pdf_of(whole)))))
    assert "He drew 🙂 on it.End." in words_of_word(WordDocument(BytesIO(word_of(whole))))


def test_nothing_is_made_of_a_review_still_being_written(cast: Cast) -> None:
    with pytest.raises(NotDone, match="Complete the rapid review first"):
        actions.make_documents(filled(cast), naming=Naming.NAMES, by=cast["coordinator"])


def test_after_sending_a_copy_with_the_dialogue_leaves_what_was_sent_alone(cast: Cast) -> None:
    review = sent(cast)
    before = (review.word_id, review.pdf_id)
    actions.record_panel_message(
        review, says="agrees", dated_on=at(4, 9).date(), text="We agree with you.", by=cast["coordinator"]
    )
    word, _ = actions.make_documents(review, naming=Naming.NAMES, by=cast["coordinator"])
    review = RapidReview.objects.get(pk=review.pk)
    assert (review.word_id, review.pdf_id) == before
    assert "We agree with you." in words_of_word(WordDocument(BytesIO(held(word))))


def test_the_page_on_screen_says_what_the_papers_say(cast: Cast, client: Client) -> None:
    review = completed(cast)
    client.force_login(cast["police partner"])
    page = client.get(reverse("reviews:whole", args=[review.case_id, review.pk])).content.decode()
    for words in ("The two calls were never linked.", "regulation 11(a)", "15 working days"):
        assert words in page


def test_from_the_page_both_are_made_and_can_be_fetched(cast: Cast, client: Client) -> None:
    review = completed(cast)
    client.force_login(cast["coordinator"])
    client.post(reverse("reviews:documents", args=[review.case_id, review.pk]), {"naming": "names"})
    review = RapidReview.objects.get(pk=review.pk)
    for document in (review.word, review.pdf):
        assert document is not None
        address = reverse("documents:download", kwargs={"case_id": review.case_id, "document_id": document.pk})
        assert client.get(address).content == held(document)
