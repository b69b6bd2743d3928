from django.urls import path

from handrail.service.reviews.views import dialogue, reading, sending, writing

app_name = "reviews"
REVIEW = "cases/<uuid:case_id>/reviews/<uuid:review_id>/"
MESSAGE = "cases/<uuid:case_id>/reviews/messages/<uuid:message_id>/"
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
]
