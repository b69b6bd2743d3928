from collections.abc import Iterator

from django.urls import URLPattern, path

from handrail.service.reviews.views import (
    calling,
    contents,
    dialogue,
    every_review,
    letters,
    parts,
    practice,
    reading,
    reviewer,
    sending,
    serious_case,
    writing,
)
from handrail.service.reviews.views.registry import PARTS, Part

app_name = "reviews"
REVIEW = "cases/<uuid:case_id>/reviews/<uuid:review_id>/"
MESSAGE = "cases/<uuid:case_id>/reviews/messages/<uuid:message_id>/"
DECISION = "cases/<uuid:case_id>/reviews/serious-case/<uuid:decision_id>/"
PRACTICE = "cases/<uuid:case_id>/reviews/practice/<uuid:practice_id>/"
CALLED = "cases/<uuid:case_id>/reviews/called/<uuid:called_id>/"


def of_part(part: Part) -> Iterator[URLPattern]:
    """The addresses of one part of a practice review: its list, one thing of it, and what is added or set aside."""
    said, here = {"key": part.key}, f"{PRACTICE}{part.slug}/"
    one = f"{here}<uuid:part_id>/"
    yield path(here, parts.part_list, said, name=part.key)
    yield path(f"{here}add", parts.add_part, said, name=f"add_{part.key}")
    yield path(one, parts.part_one, said, name=f"{part.key}_one")
    yield path(f"{one}set-aside", parts.set_part_aside, said, name=f"set_aside_{part.key}")
    if part.under is not None:
        key = part.under.key
        yield path(f"{one}add", parts.add_under, said, name=f"add_{key}")
        yield path(f"{one}<uuid:entry_id>/set-aside", parts.set_under_aside, said, name=f"set_aside_{key}")


urlpatterns = [
    path("reviews/", every_review.reviews, name="every_review"),
    path("cases/<uuid:case_id>/reviews/begin", writing.begin, name="begin"),
    path(REVIEW, reading.rapid_review, name="rapid_review"),
    path(f"{REVIEW}whole", reading.whole, name="whole"),
    path(f"{REVIEW}write/<slug:slug>", writing.section, name="section"),
    path(f"{REVIEW}approve", writing.approve, name="approve"),
    path(f"{REVIEW}take-in", writing.take_in, name="take_in"),
    path(f"{REVIEW}complete", writing.complete, name="complete"),
    path(f"{REVIEW}reopen", writing.reopen, name="reopen"),
    path(f"{REVIEW}documents", sending.documents, name="documents"),
    path(f"{REVIEW}sent", sending.sent, name="sent"),
    path(f"{REVIEW}addendum", sending.addendum, name="addendum"),
    path(f"{REVIEW}addendum/sent", sending.addendum_sent, name="addendum_sent"),
    path(f"{REVIEW}panel", dialogue.panel_message, name="panel_message"),
    path(f"{REVIEW}decide", dialogue.decide, name="decide"),
    path(f"{REVIEW}tell", dialogue.tell, name="tell"),
    path(MESSAGE, reading.message, name="message"),
    path(f"{MESSAGE}reply", dialogue.reply, name="reply"),
    path("cases/<uuid:case_id>/reviews/serious-case/", serious_case.serious_case, name="serious_case"),
    path(DECISION, serious_case.serious_case_decision, name="serious_case_decision"),
    path(f"{DECISION}told", serious_case.decision_told, name="decision_told"),
    path(f"{DECISION}set-aside", serious_case.set_decision_aside, name="set_decision_aside"),
    path("cases/<uuid:case_id>/reviews/practice/", practice.practice_reviews, name="practice_reviews"),
    path("cases/<uuid:case_id>/reviews/practice/call", calling.call_review, name="call_review"),
    path(CALLED, calling.review_called, name="review_called"),
    path(f"{CALLED}set-aside", calling.set_called_aside, name="set_called_aside"),
    path(PRACTICE, practice.practice_review, name="practice_review"),
    path(f"{PRACTICE}whole", practice.practice_review, name="other_review"),
    path(f"{PRACTICE}reviewer", reviewer.appoint, name="appoint_reviewer"),
    path(f"{PRACTICE}reviewer/<uuid:reviewer_id>", reviewer.appoint_from_register, name="appoint_from_register"),
    path(f"{PRACTICE}letters/<uuid:review_letter_id>/<slug:slug>", letters.letter, name="letter_file"),
    path(f"{MESSAGE}<slug:slug>", letters.to_panel, name="message_file"),
    path(f"{PRACTICE}progress", reviewer.check, name="check_progress"),
    path(f"{PRACTICE}received", reviewer.receive, name="receive_report"),
    path(f"{PRACTICE}plan", practice.plan, name="plan_publication"),
    path(f"{PRACTICE}report", practice.report, name="give_report"),
    path(f"{PRACTICE}published", practice.published, name="published"),
    path(f"{PRACTICE}withholding-told", practice.withholding_told, name="withholding_told"),
    path(f"{PRACTICE}taken-down", practice.taken_down, name="taken_down"),
    path(f"{PRACTICE}steps/<uuid:step_id>/set-aside", practice.set_step_aside, name="set_step_aside"),
    path(f"{PRACTICE}folders", calling.cover_folder, name="cover_folder"),
    path(f"{PRACTICE}folders/<uuid:covered_id>/let-go", calling.let_folder_go, name="let_folder_go"),
    path(f"{PRACTICE}meeting", calling.plan_panel_meeting, name="plan_panel_meeting"),
    path(f"{PRACTICE}drafts/<uuid:part_id>/contents", contents.contents, name="contents"),
    path(f"{PRACTICE}drafts/<uuid:part_id>/contents/set-aside", contents.set_contents_aside, name="set_contents_aside"),
    *(one for part in PARTS for one in of_part(part)),
]
