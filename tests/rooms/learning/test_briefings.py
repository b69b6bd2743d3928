"""A briefing is made from findings and recommendations, goes out on one page, and who has read it is counted."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.learning.actions.briefings import begin_briefing, mark_read, send_briefing, write_briefing
from handrail.service.learning.actions.recommending import Found, Whence, recommend, record_finding
from handrail.service.learning.briefing import PARTS
from handrail.service.learning.models import Briefing, BriefingCopy, BriefingRead
from handrail.service.one_text import as_read
from handrail.service.outbox.models import Message
from tests.rooms.cast import Cast, open_folder_for

today = timezone.localdate


@pytest.fixture
def case(cast: Cast) -> Case:
    opened = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return opened


def drafted(cast: Cast, case: Case) -> Briefing:
    by, whence = cast["coordinator"], Whence("A review")
    found = Found(
        "improvement", "Calls went unanswered", "A call was missed.", "One line.", "It is so still.", "", today()
    )
    finding = record_finding(case, found, whence=whence, by=by)
    made = recommend(case, text="Ring back within the day.", made_on=today(), whence=whence, by=by)
    return begin_briefing(case, title="Ringing back", findings=[finding], recommendations=[made], by=by)


def sent(cast: Cast, case: Case) -> BriefingCopy:
    (copy,) = send_briefing(drafted(cast, case), [cast.school], by=cast["coordinator"])
    return copy


def page(copy: BriefingCopy) -> str:
    return reverse("learning:briefing", kwargs={"copy_id": copy.pk})


def test_a_draft_says_what_its_findings_and_recommendations_say(cast: Cast, case: Case) -> None:
    briefing = drafted(cast, case)
    assert briefing.why_it_matters == "Calls went unanswered."
    assert briefing.learnt == "One line. It is so still."
    assert briefing.asked == "- Ring back within the day."
    with pytest.raises(NotDone, match="at least one"):
        begin_briefing(case, title="Nothing", findings=[], recommendations=[], by=cast["coordinator"])


def test_it_goes_only_on_one_page_and_its_words_then_stand(cast: Cast, case: Case) -> None:
    briefing, by = drafted(cast, case), cast["coordinator"]
    write_briefing(briefing, {"learnt": "Ring back. " * 600}, by=by)
    with pytest.raises(NotDone, match="Shorten it to one"):
        send_briefing(briefing, [cast.school], by=by)
    write_briefing(briefing, {"learnt": "Ring back."}, by=by)
    send_briefing(briefing, [cast.school], by=by)
    with pytest.raises(NotDone, match="its words stand"):
        write_briefing(briefing, {"learnt": "Something else."}, by=by)
    with pytest.raises(NotDone, match="not been sent to"):
        send_briefing(briefing, [cast.school], by=by)


def test_of_two_who_write_at_one_briefing_neither_loses_a_word(cast: Cast, case: Case, client: Client) -> None:
    briefing, by = drafted(cast, case), cast["coordinator"]
    page = reverse("learning:write_briefing", kwargs={"case_id": case.pk, "briefing_id": briefing.pk})
    before = {name: getattr(briefing, name) or "Words." for name, _ in PARTS}
    write_briefing(briefing, before, by=by)
    write_briefing(briefing, {"learnt": "Ring back within the hour."}, by=by)
    client.force_login(by)
    mine = {**before, "happened": "Nobody rang.", "as_read": as_read(before)}
    shown = client.post(page, mine).content.decode()
    assert "Ring back within the hour." in shown
    assert "Nobody rang." in shown
    name_actor(by)
    assert Briefing.objects.get(pk=briefing.pk).learnt == "Ring back within the hour."
    with pytest.raises(NotDone, match="Somebody changed its words after you opened this page"):
        send_briefing(briefing, [cast.school], by=by, read=as_read(before))
    with pytest.raises(NotDone, match="Somebody saved this text after you opened the page"):
        write_briefing(briefing, before, over=as_read(before), by=by)
    stands = {**before, "learnt": "Ring back within the hour."}
    assert client.post(page, {**mine, "learnt": stands["learnt"], "as_read": as_read(stands)}).status_code == 302
    name_actor(by)
    kept = Briefing.objects.get(pk=briefing.pk)
    assert (kept.happened, kept.learnt) == ("Nobody rang.", "Ring back within the hour.")


def test_the_message_names_no_folder_and_leads_to_the_page(cast: Cast, case: Case) -> None:
    copy = sent(cast, case)
    message = Message.objects.filter(kind="briefing").first()
    assert message is not None
    assert page(copy) in message.text
    assert case.reference not in message.subject + message.text


def test_whoever_works_there_reads_it_and_nothing_of_the_folder_and_is_counted_once(
    client: Client, cast: Cast, case: Case
) -> None:
    copy = sent(cast, case)
    client.force_login(cast["school lead"])
    assert "Ringing back" in client.get(reverse("learning:briefings")).content.decode()
    told = client.get(page(copy)).content.decode()
    assert "Ring back within the day." in told
    assert case.reference not in told
    for _ in range(2):
        client.post(page(copy))
    assert [mark.person for mark in BriefingRead.objects.all()] == [cast["school lead"]]
    draft = reverse("learning:briefing_draft", kwargs={"case_id": case.pk, "briefing_id": copy.briefing_id})
    assert client.get(draft).status_code == 404
    client.force_login(cast["coordinator"])
    assert "1 person says they have read it" in client.get(draft).content.decode()


def test_nobody_elsewhere_reads_it(client: Client, cast: Cast, case: Case) -> None:
    copy = sent(cast, case)
    for nobody in ("hospital lead", "stranger"):
        client.force_login(cast[nobody])
        assert client.get(page(copy)).status_code == 404
        assert client.post(page(copy)).status_code == 404
    assert not BriefingRead.objects.exists()


def test_word_and_pdf_say_what_the_page_says(client: Client, cast: Cast, case: Case) -> None:
    copy = sent(cast, case)
    client.force_login(cast["school lead"])
    word, pdf = (
        client.get(reverse("learning:briefing_file", kwargs={"copy_id": copy.pk, "slug": kind})).content
        for kind in ("word", "pdf")
    )
    assert "Ring back within the day." in [each.text for each in Document(BytesIO(word)).paragraphs]
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 1
    assert "Ring back within the day." in reader.pages[0].extract_text()


def test_reading_it_twice_keeps_the_first_day(cast: Cast, case: Case) -> None:
    copy = sent(cast, case)
    name_actor(cast["school lead"])
    mark_read(copy, by=cast["school lead"])
    first = BriefingRead.objects.get().read_at
    mark_read(copy, by=cast["school lead"])
    assert BriefingRead.objects.get().read_at == first


def test_a_word_that_may_tell_keeps_it_back_until_it_is_changed_or_somebody_says_why_it_may_stay(
    client: Client, cast: Cast, case: Case
) -> None:
    Child.objects.create(folder=case.folder, given_names="Jasper", family_name="Fairlight")
    briefing, by = drafted(cast, case), cast["coordinator"]
    write_briefing(briefing, {"happened": "Jasper rang, and rang again."}, by=by)
    with pytest.raises(NotDone, match="“Jasper”"):
        send_briefing(briefing, [cast.school], by=by)
    assert not Message.objects.filter(kind="briefing").exists()
    client.force_login(by)
    keys = {"case_id": case.pk, "briefing_id": briefing.pk}
    assert "May tell whom it is about" in client.get(reverse("learning:briefing_draft", kwargs=keys)).content.decode()
    page = reverse("learning:send_briefing", kwargs=keys)
    read = as_read({name: getattr(Briefing.objects.get(pk=briefing.pk), name) for name, _ in PARTS})
    typed = {"bodies": [str(cast.school.pk)], "checked": ["yes"], "as_read": read}
    assert "Say why “Jasper” may stay" in client.post(page, typed).content.decode()
    assert client.post(page, {**typed, "stays_1": "The name of the telephone line."}).status_code == 302
    (kept,) = Briefing.objects.get(pk=briefing.pk).let_stand
    assert (kept["words"], kept["because"], kept["by"]) == ("Jasper", "The name of the telephone line.", by.name)
    assert Message.objects.filter(kind="briefing").exists()


def test_what_the_folder_learns_later_is_held_against_it_before_it_goes_to_more(cast: Cast, case: Case) -> None:
    copy = sent(cast, case)
    Child.objects.create(folder=case.folder, given_names="Ring", family_name="Back")
    with pytest.raises(NotDone, match="may tell"):
        send_briefing(copy.briefing, [cast.trust], by=cast["coordinator"])
