"""The letters of a review as Word and as a tagged PDF, drawn from what is recorded, to print and to sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from handrail.service.access.models import Exclusion
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.children.models import Child
from handrail.service.reviews import actions
from handrail.service.reviews.blocks import Whole
from handrail.service.reviews.letters import whole_of
from handrail.service.reviews.models import (
    Delay,
    DelayTold,
    InformationRequest,
    PanelMessage,
    PracticeReview,
    ReportDraft,
    Step,
)
from tests.rooms.cast import Cast, employ
from tests.rooms.reviews.in_full import ON, draft, request, review_of, write, write_under
from tests.rooms.reviews.longer_reviews import called_for, going_in


def words_of(whole: Whole) -> str:
    return "\n".join(whole.every_text())


def of(cast: Cast, row: Delay | InformationRequest) -> tuple[str, Delay | InformationRequest, PracticeReview]:
    case, going = review_of(cast)
    kept = write(cast, case, going, row)
    review = PracticeReview.objects.get(pk=going.pk)
    review.case = case
    return words_of(whole_of(kept, review)), kept, review


def test_a_delay_says_since_when_until_when_and_why_to_whom_the_guidance_names(cast: Cast) -> None:
    delay = Delay(on=date(2024, 8, 1), expected_on=date(2024, 12, 2), reasons="The trial.\n\nTwo are not heard yet.")
    words, kept, review = of(cast, delay)
    for said in (
        "To The Secretary of State (Department for Education) and The Panel", "Since 1 August 2024 we know",
        "It is expected on 2 December 2024 instead.", "The trial.", "Two are not heard yet.",
        "Not recorded as sent yet.",
        f"Our reference: {review.case.reference}, local review",
    ):  # fmt: skip
        assert said in words
    assert isinstance(kept, Delay)
    told = DelayTold(delay=kept, to=DelayTold.To.PANEL, on=date(2024, 8, 5), how="by letter")
    write_under(cast, review.case, going_in(review.case), told, kept)
    assert "Told: The Panel, 5 August 2024." in words_of(whole_of(kept, review))


def test_a_request_for_information_says_by_what_power_what_for_and_by_when(cast: Cast) -> None:
    words, *_ = of(cast, request(cast))
    for said in (
        "section 16H of the Children Act 2004",
        "What is asked for",
        "What for",
        "legal professional privilege",
    ):
        assert said in words


def files(client: Client, address: str, args: list[object]) -> Iterator[bytes]:
    for slug in ("word", "pdf"):
        answer = client.get(reverse(address, args=[*args, slug]))
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
        yield answer.content


def test_each_letter_is_had_as_word_and_as_a_tagged_pdf_and_is_written_down(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    by = cast["coordinator"]
    actions.appoint_reviewer(case, going, reviewer="Imogen Farthing", appointed_by_name="All", on=ON, by=by)
    checked = actions.check_progress(case, going, found="Slow.", asked="The list of those heard.", on=ON, by=by)
    actions.receive_report(case, going, on=date(2024, 8, 1), by=by)
    actions.plan_publication(case, going, on=date(2024, 9, 16), by=by)
    (given,) = actions.give_report(
        case, going, to=[Step.To.SECRETARY_OF_STATE], on=date(2024, 9, 2), by=by, late_reason="So."
    )
    Child.objects.create(folder=case.folder, given_names="Wren", family_name="Oxbow")
    client.force_login(by)
    page = client.get(reverse("reviews:practice_review", args=[case.pk, going.pk])).content.decode()
    for step, said in ((checked, "The list of those heard."), (given, "It is to be published on 16 September 2024.")):
        assert reverse("reviews:letter_file", args=[case.pk, going.pk, step.pk, "pdf"]) in page
        word, pdf = files(client, "reviews:letter_file", [case.pk, going.pk, step.pk])
        text = "\n".join(one.text for one in docx.Document(BytesIO(word)).paragraphs)
        assert said in text
        assert "Imogen Farthing" in text
        assert "Oxbow" not in text
        read = PdfReader(BytesIO(pdf))
        assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
        assert read.trailer["/Root"]["/Lang"] == "en-GB"  # type: ignore[index]
        assert said.split()[-1] in "".join(one.extract_text() for one in read.pages)
    name_actor(by)
    assert Entry.objects.filter(did__contains="a letter of a review as pdf").count() == 2


def test_what_was_set_aside_or_is_no_letter_goes_nowhere(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    by = cast["coordinator"]
    checked = actions.check_progress(case, going, found="Slow.", on=ON, by=by)
    asked = actions.check_progress(case, going, found="Slow.", asked="The list.", on=ON + timedelta(7), by=by)
    kept: ReportDraft = write(cast, case, going, draft())
    client.force_login(by)

    def status(pk: object, slug: str = "pdf") -> int:
        return client.get(reverse("reviews:letter_file", args=[case.pk, going.pk, pk, slug])).status_code

    assert [status(checked.pk), status(kept.pk), status(asked.pk), status(asked.pk, "exe")] == [404, 404, 200, 404]
    actions.set_step_aside(asked, why="Not asked.", by=by)
    assert status(asked.pk) == 404


def test_the_reply_to_the_panel_is_had_on_paper_and_what_the_panel_wrote_is_not(cast: Cast, client: Client) -> None:
    review, _ = called_for(cast)
    by = cast["coordinator"]
    today = date(2024, 5, 20)
    asked = actions.record_panel_message(
        review, says=PanelMessage.Says.ASKS, dated_on=today, text="Please say more.", by=by
    )
    reply = actions.answer_panel(asked, dated_on=date(2024, 5, 24), text="We heard him.\n\nTwice.", by=by)
    client.force_login(by)
    page = client.get(reverse("reviews:message", args=[review.case_id, reply.pk])).content.decode()
    assert reverse("reviews:message_file", args=[review.case_id, reply.pk, "word"]) in page
    word, _ = files(client, "reviews:message_file", [review.case_id, reply.pk])
    text = "\n".join(one.text for one in docx.Document(BytesIO(word)).paragraphs)
    for said in ("In answer to your letter of 20 May 2024.", "We heard him.", "Dated 24 May 2024."):
        assert said in text
    assert client.get(reverse("reviews:message_file", args=[review.case_id, asked.pk, "word"])).status_code == 404
    assert "on paper" not in client.get(reverse("reviews:message", args=[review.case_id, asked.pk])).content.decode()


@pytest.mark.parametrize("part", ["school lead", "second"])
def test_who_may_not_open_the_review_has_none_of_its_letters(cast: Cast, client: Client, part: str) -> None:
    case, going = review_of(cast)
    by = cast["coordinator"]
    asked = actions.check_progress(case, going, found="Slow.", asked="The list.", on=ON, by=by)
    second = employ("Sid Otherway", "coordinator", cast.partnership, cast.partnership)
    address = reverse("reviews:letter_file", args=[case.pk, going.pk, asked.pk, "pdf"])
    client.force_login(second)
    assert client.get(address).status_code == 200
    name_actor(by)
    shut_out(case, Named((second.name,), (), Exclusion.Stands.RELATIVE), why="An uncle", by=by)
    client.force_login(second if part == "second" else cast[part])
    assert client.get(address).status_code == 404
