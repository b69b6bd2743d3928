from django.urls import path

from handrail.service.reviews.views import dialogue, practice, reading, reviewer, sending, serious_case, writing

app_name = "reviews"
REVIEW = "cases/<uuid:case_id>/reviews/<uuid:review_id>/"
MESSAGE = "cases/<uuid:case_id>/reviews/messages/<uuid:message_id>/"
DECISION = "cases/<uuid:case_id>/reviews/serious-case/<uuid:decision_id>/"
PRACTICE = "cases/<uuid:case_id>/reviews/practice/<uuid:practice_id>/"
urlpatterns = [
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
    path(PRACTICE, practice.practice_review, name="practice_review"),
    path(f"{PRACTICE}reviewer", reviewer.appoint, name="appoint_reviewer"),
    path(f"{PRACTICE}progress", reviewer.check, name="check_progress"),
    path(f"{PRACTICE}received", reviewer.receive, name="receive_report"),
    path(f"{PRACTICE}plan", practice.plan, name="plan_publication"),
    path(f"{PRACTICE}report", practice.report, name="give_report"),
    path(f"{PRACTICE}published", practice.published, name="published"),
    path(f"{PRACTICE}withholding-told", practice.withholding_told, name="withholding_told"),
    path(f"{PRACTICE}taken-down", practice.taken_down, name="taken_down"),
    path(f"{PRACTICE}steps/<uuid:step_id>/set-aside", practice.set_step_aside, name="set_step_aside"),
]
