"""No text of a review names a practitioner unseen: whom the folder knows as one, in which words, and in which files."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Exclusion
from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.documents.words import words_in
from handrail.service.families import actions as families
from handrail.service.publication.knowing import known_of
from handrail.service.reviews.forms.gentle import NamesNoPractitioner, PartForm, Told
from handrail.service.reviews.forms.hindrances import CallReview
from handrail.service.reviews.forms.practice import Checked
from handrail.service.reviews.models import DraftAnswer, FinalReport, ReportDraft, ReviewCalled, Step
from handrail.service.reviews.naming import Practitioners, practitioners_known, practitioners_of
from handrail.service.reviews.under_way import UnderWay
from handrail.service.reviews.views.registry import PARTS
from tests.rooms.cast import Cast, employ
from tests.rooms.documents.files import handed_in, pdf_file, scan, word_file
from tests.rooms.families.people import worker
from tests.rooms.publication.publishing import begun
from tests.rooms.reviews.in_full import ON, draft, review_of, reviewer_of, shown_to, write
from tests.rooms.reviews.longer_reviews import day

ACCUSED, KEY_WORKER, AT_THE_COUNCIL = "Barnaby Thistlewick", "Olive Strandling", "Gideon Marlpit"


@pytest.fixture
def going(cast: Cast) -> tuple[Case, UnderWay]:
    """A review whose folder knows three practitioners who came to no meeting and sent nothing."""
    case, found = review_of(cast)
    know(cast, case)
    return case, found


def know(cast: Cast, case: Case) -> None:
    employ(AT_THE_COUNCIL, "notifier", cast.council, cast.partnership)
    name_actor(cast["coordinator"])
    families.write(case, worker(cast, KEY_WORKER), by=cast["coordinator"])
    accused = Named((ACCUSED,), (), Exclusion.Stands.PROFESSIONAL)
    shut_out(case, accused, why="Something is alleged against him.", by=cast["coordinator"])


def test_publication_and_the_review_know_the_same_practitioners(cast: Cast) -> None:
    publication, _ = begun(cast)
    know(cast, publication.case)
    known = practitioners_of([publication.case])
    assert {ACCUSED, KEY_WORKER, AT_THE_COUNCIL} <= known
    assert {ACCUSED, KEY_WORKER, AT_THE_COUNCIL} <= practitioners_known([publication.case]).names
    checked = {one.name for one in known_of(publication).people if one.role.name == "PRACTITIONER"}
    assert known <= checked


@pytest.mark.parametrize("who", [ACCUSED, KEY_WORKER, AT_THE_COUNCIL])
def test_whom_the_reviewer_may_not_read_of_is_seen_all_the_same_and_no_more_is_told(
    cast: Cast, going: tuple[Case, UnderWay], client: Client, who: str
) -> None:
    case, review = going
    client.force_login(reviewer_of(cast, case))
    page = reverse("reviews:add_drafts", args=[case.pk, review.pk])
    first, last = who.split()
    asked = client.post(page, {**day("dated_on", ON), "text": f"{last} did not ring."}).content.decode()
    assert f"“{last}” may name a practitioner. Write the role instead." in asked
    assert first not in asked
    assert not ReportDraft.objects.exists()


WATCHED = {
    "terms": ("purpose", "questions", "method", "changed"), "family_contact": ("told", "said", "wishes"),
    "good_faith": ("role", "text", "used"), "information": ("what", "purpose"), "information_answer": ("text",),
    "proceedings": ("holds_up",), "proceeding_news": ("text", "holds_up"), "delays": ("reasons",),
    "drafts": ("changed", "text"), "shown": ("how", "send"), "draft_answer": ("response", "changed", "not_changed"),
    "final": ("quality", "lacks"), "media": ("lines",),
}  # fmt: skip


def forms() -> dict[str, type[PartForm]]:
    return {part.key: part.form for part in PARTS} | {
        part.under.key: part.under.form for part in PARTS if part.under is not None
    }


@pytest.mark.parametrize(("key", "field"), [(key, field) for key, fields in WATCHED.items() for field in fields])
def test_every_field_that_tells_of_the_work_is_looked_through(key: str, field: str) -> None:
    told = Told(None, practitioners=Practitioners(frozenset({KEY_WORKER})))
    assert seen(forms()[key](said({field: f"{KEY_WORKER} was late."}), told=told), field)


@pytest.mark.parametrize("field", ["reasons", "together"])
def test_the_reasons_of_a_review_that_is_called_are_looked_through(field: str) -> None:
    known = Practitioners(frozenset({KEY_WORKER}))
    assert seen(CallReview(said({field: f"{KEY_WORKER} was late."}), practitioners=known), field)


@pytest.mark.parametrize("field", ["found", "asked"])
def test_what_is_found_of_its_progress_and_asked_of_the_reviewer_is_looked_through(field: str) -> None:
    known = Practitioners(frozenset({KEY_WORKER}))
    assert seen(Checked(said({field: f"{KEY_WORKER} was late."}), practitioners=known), field)


def said(words: dict[str, str]) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(words)
    return data


def seen(form: NamesNoPractitioner, field: str) -> bool:
    form.is_valid()
    return any("may name a practitioner" in error for error in form.errors.get(field, []))


def test_progress_a_reply_and_a_review_that_is_called_are_asked_about_once(
    cast: Cast, going: tuple[Case, UnderWay], client: Client
) -> None:
    case, review = going
    shown = write(cast, case, review, shown_to(write(cast, case, review, draft()), to_body=cast.trust))
    client.force_login(cast["coordinator"])
    of = [case.pk, review.pk]
    naming = f"{KEY_WORKER} was late."
    found = Step.objects.filter(found=naming)
    reply = {**day("on", ON), "response": "It is wrong.", "changed": naming}
    for page, form, kept in (
        (reverse("reviews:check_progress", args=of), {**day("on", ON), "found": naming}, found),
        (reverse("reviews:add_draft_answer", args=[*of, shown.pk]), reply, DraftAnswer.objects.all()),
        (
            reverse("reviews:call_review", args=[case.pk]),
            {**day("decided_on", ON), "kind": "near miss", "decided_by_name": "The partners", "reasons": naming},
            ReviewCalled.objects.all(),
        ),
    ):  # fmt: skip
        asked = client.post(page, form).content.decode()
        assert f"“{KEY_WORKER}” may name a practitioner" in asked, page
        assert not kept.exists(), page
        assert client.post(page, form | {"names_seen": "yes"}).status_code == 302, page
        assert kept.exists(), page


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("report.docx", lambda words: word_file("What was learnt.", words)),
        ("report.pdf", lambda words: pdf_file("What was learnt.", words)),
        ("report.txt", lambda words: f"What was learnt.\n{words}".encode()),
    ],
)
def test_a_draft_given_as_a_file_is_looked_through(
    cast: Cast, going: tuple[Case, UnderWay], client: Client, name: str, held: Any
) -> None:
    case, review = going
    client.force_login(reviewer_of(cast, case))
    page = reverse("reviews:add_drafts", args=[case.pk, review.pk])
    assert "are looked through for practitioners’ names" in client.get(page).content.decode()

    def post(words: str, **more: str) -> Any:
        return client.post(page, {**day("dated_on", ON), "document": handed_in(name, held(words)), **more})

    asked = post(f"{KEY_WORKER} was late.").content.decode()
    assert f"“{KEY_WORKER}” may name a practitioner. Write the role there instead, and choose the file again." in asked
    assert not ReportDraft.objects.exists()
    assert post("The key worker was late.").status_code == 302
    kept = ReportDraft.objects.get()
    assert kept.document is not None
    assert words_in(bytes(kept.document.content.held)).words == words_in(held("The key worker was late.")).words
    assert post(f"{KEY_WORKER} was late.", names_seen="yes", changed="A word.").status_code == 302


def test_a_file_that_cannot_be_looked_through_is_kept_once_somebody_says_that_they_read_it(
    cast: Cast, going: tuple[Case, UnderWay], client: Client
) -> None:
    case, review = going
    client.force_login(reviewer_of(cast, case))
    page = reverse("reviews:add_drafts", args=[case.pk, review.pk])

    def post(**more: str) -> Any:
        return client.post(page, {**day("dated_on", ON), "document": handed_in("scan.pdf", pdf_file(scan())), **more})

    asked = post().content.decode()
    assert "This file cannot be looked through for practitioners’ names." in asked
    assert "No: I read it through, and it names none" in asked
    assert not ReportDraft.objects.exists()
    assert post(names_seen="yes").status_code == 200, "that is another question"
    assert post(file_seen="yes").status_code == 302


def test_a_version_is_looked_through_again_where_it_is_agreed_as_the_report(
    cast: Cast, going: tuple[Case, UnderWay], client: Client
) -> None:
    case, review = going
    client.force_login(cast["coordinator"])
    page, naming = reverse("reviews:add_drafts", args=[case.pk, review.pk]), f"{KEY_WORKER} was late."
    file = handed_in("report.docx", word_file(naming))
    assert client.post(page, {**day("dated_on", ON), "document": file, "names_seen": "yes"}).status_code == 302
    in_file = ReportDraft.objects.get()
    in_words = write(cast, case, review, draft(text=naming, changed="A word."))
    harmless = write(cast, case, review, draft(changed="The role."))
    final = reverse("reviews:add_final", args=[case.pk, review.pk])
    for version, refused in ((in_file, True), (in_words, True), (harmless, False)):
        form = {**day("agreed_on", ON), "draft": str(version.pk), "agreed_by_name": "All", "quality": "Good."}
        answer = client.post(final, form).content.decode()
        assert (f"“{KEY_WORKER}” may name a practitioner. Keep a version" in answer) is refused, version
        assert not FinalReport.objects.exists()
