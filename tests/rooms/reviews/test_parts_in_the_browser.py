"""The pages of the parts: who reads and who writes; prompts; a practitioner's name is seen before it is kept."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.meetings.models import Attendance
from handrail.service.reviews.models import FamilyMember, ReportDraft, Terms
from handrail.service.reviews.naming import named_in
from handrail.service.reviews.views.registry import PARTS
from tests.rooms.cast import Cast
from tests.rooms.documents.files import handed_in, word_file
from tests.rooms.reviews.in_full import ON, draft, mother, review_of, reviewer_of, terms, write
from tests.rooms.reviews.longer_reviews import day

REVIEWERS = {"terms", "family", "good_faith", "drafts", "shown"}


def test_every_part_has_its_list_and_its_form_for_the_coordinator(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    client.force_login(cast["coordinator"])
    for part in PARTS:
        here = client.get(reverse(f"reviews:{part.key}", args=[case.pk, going.pk])).content.decode()
        assert part.title.replace("’", "&#x27;") in here or part.title in here
        assert part.add in here
        assert client.get(reverse(f"reviews:add_{part.key}", args=[case.pk, going.pk])).status_code == 200
        empty = client.post(
            reverse(f"reviews:add_{part.key}", args=[case.pk, going.pk]), {"on_day": ""}
        ).content.decode()
        assert "There is a problem" in empty


def test_the_reviewer_writes_what_the_commission_needs_and_reads_the_rest(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    client.force_login(reviewer_of(cast, case))
    assert client.get(reverse("reviews:practice_review", args=[case.pk, going.pk])).status_code == 200
    for part in PARTS:
        args = [case.pk, going.pk]
        assert client.get(reverse(f"reviews:{part.key}", args=args)).status_code == 200
        wanted = 200 if part.key in REVIEWERS else 404
        assert client.get(reverse(f"reviews:add_{part.key}", args=args)).status_code == wanted, part.key
    form = {"purpose": "To learn.", "questions": "Why did it make sense to them?"}
    assert client.post(reverse("reviews:add_terms", args=[case.pk, going.pk]), form).status_code == 302
    assert Terms.objects.get().recorded_by.name == "Imogen Farthing"


def test_a_safeguarding_partner_reads_and_does_not_write(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    kept = write(cast, case, going, terms())
    client.force_login(cast["police partner"])
    assert "To learn." in client.get(reverse("reviews:terms_one", args=[case.pk, going.pk, kept.pk])).content.decode()
    assert client.get(reverse("reviews:add_terms", args=[case.pk, going.pk])).status_code == 404
    assert client.get(reverse("reviews:set_aside_terms", args=[case.pk, going.pk, kept.pk])).status_code == 404


def test_prompts_stand_beside_the_fields_in_which_a_review_judges(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reviews:add_drafts", args=[case.pk, going.pk])).content.decode()
    assert "Before you write" in page
    assert "Nobody is blamed" in page


def test_a_practitioners_name_is_seen_before_it_is_kept_and_may_stay_if_it_is_someone_else(
    cast: Cast, client: Client
) -> None:
    case, going = review_of(cast)
    client.force_login(cast["coordinator"])
    meeting = reverse("meetings:plan", args=[case.pk])
    client.post(meeting, {**day("day", ON.replace(year=2026, month=12)), "hour": "9am", "lasts": "60", "place": "Here"})
    Attendance.objects.create(meeting=case.meeting_papers.get(), body=cast.trust, name="Dr Desdemona Quill")
    page = reverse("reviews:add_drafts", args=[case.pk, going.pk])
    form = {**day("dated_on", ON), "text": "Dr Quill did not ring."}
    asked = client.post(page, form).content.decode()
    assert "“Dr Quill” may name a practitioner. Write the role instead." in asked
    assert "Dr Quill did not ring." in asked, "what was typed is not lost"
    assert not ReportDraft.objects.exists()
    assert client.post(page, form | {"names_seen": "yes"}).status_code == 302
    assert ReportDraft.objects.get().text == "Dr Quill did not ring."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Desdemona Quill rang.", ["Desdemona Quill"]),
        ("desdemona  quill rang", ["desdemona quill"]),
        ("Quill rang.", ["Quill"]),
        ("Dr Quil-\nler rang.", ["Quiller"]),
        ("He wrote with a quill.", []),
        ("Quillon rang.", []),
        ("Fictionby rang.", []),
        ("The doctor rang.", []),
        ("Young people rang. In May they rang again.", []),
        ("Young said so, as did PC May.", ["PC May", "Young"]),
        ("They told Young.", ["Young"]),
    ],
)
def test_names_are_found_whole_or_by_the_last_name(text: str, found: list[str]) -> None:
    known = ["Dr Desdemona Quill", "Ada Quiller", "Ned Fictionby", "Thea Young", "Orla May"]
    assert named_in(text, known, family={"Mara Fictionby"}) == found


def test_what_was_set_aside_can_be_read_with_the_reason(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    one = write(cast, case, going, mother())
    client.force_login(cast["coordinator"])
    args = [case.pk, going.pk, one.pk]
    assert client.post(reverse("reviews:set_aside_family", args=args), {"why": ""}).status_code == 200
    assert client.post(reverse("reviews:set_aside_family", args=args), {"why": "Recorded twice."}).status_code == 302
    assert FamilyMember.objects.get().set_aside_why == "Recorded twice."
    assert "Recorded twice." in client.get(reverse("reviews:family", args=args[:2])).content.decode()
    assert client.get(reverse("reviews:add_family_contact", args=args)).status_code == 200


def test_a_version_is_gone_through_on_its_own_page(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    kept = write(cast, case, going, draft())
    client.force_login(cast["coordinator"])
    page = reverse("reviews:contents", args=[case.pk, going.pk, kept.pk])
    asked = client.get(page).content.decode()
    assert "regulation 15(b)" in asked
    assert "Not checked against the published text" in asked
    answers = {f"item_{n}": "yes" for n in range(1, asked.count('name="where_') + 1)}
    missing = client.post(page, answers | {"item_1": "no"}).content.decode()
    assert "Say what is missing, for 1" in missing
    assert client.post(page, answers).status_code == 302
    one = client.get(reverse("reviews:drafts_one", args=[case.pk, going.pk, kept.pk])).content.decode()
    assert "regulation 15(b)" in one
    assert client.get(page).status_code == 302


def test_the_reviewer_adds_a_draft_as_a_file_and_reads_it_again(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    client.force_login(reviewer_of(cast, case))
    form = {**day("dated_on", ON), "document": handed_in("draft.docx", word_file("What was learnt."))}
    assert client.post(reverse("reviews:add_drafts", args=[case.pk, going.pk]), form).status_code == 302
    kept = ReportDraft.objects.get()
    assert kept.document is not None
    one = client.get(reverse("reviews:drafts_one", args=[case.pk, going.pk, kept.pk])).content.decode()
    link = reverse("documents:download", kwargs={"case_id": case.pk, "document_id": kept.document.pk})
    assert link in one
    assert client.get(link).status_code == 200


def test_another_reviews_parts_are_not_there(cast: Cast, client: Client) -> None:
    here, going = review_of(cast)
    kept = write(cast, here, going, terms())
    there, other = review_of(cast)
    client.force_login(cast["coordinator"])
    assert client.get(reverse("reviews:terms_one", args=[there.pk, other.pk, kept.pk])).status_code == 404
    assert client.get(reverse("reviews:terms", args=[there.pk, going.pk])).status_code == 404
