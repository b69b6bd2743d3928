from django.urls import path

from handrail.service.requests.views import answering, asking, by_code, drafting, naming, opening

app_name = "requests"
FOLDER = "cases/<uuid:case_id>/requests/"
ONE = f"{FOLDER}<uuid:request_id>/"
urlpatterns = [
    path("requests/", answering.asked_of_us, name="asked_of_us"),
    path(FOLDER, asking.requests, name="requests"),
    path(f"{FOLDER}ask", asking.ask, name="ask"),
    path(ONE, answering.request_page, name="request"),
    path(f"{ONE}chase", asking.chase, name="chase"),
    path(f"{ONE}due-day", asking.move_due_day, name="move_due_day"),
    path(f"{ONE}no-longer-needed", asking.let_go, name="let_go"),
    path(f"{ONE}lock", asking.lock, name="lock"),
    path(f"{ONE}holds-nothing", answering.holds_nothing, name="holds_nothing"),
    path(f"{ONE}add", answering.add_word, name="add_word"),
    path(f"{ONE}practitioner", naming.practitioner, name="practitioner"),
    path(f"{ONE}practitioner/tell", naming.tell_practitioner, name="tell_practitioner"),
    path(f"{ONE}practitioner/withdraw", naming.withdraw_practitioner, name="withdraw_practitioner"),
    path(f"{ONE}begin", drafting.begin_summary, name="begin_summary"),
    path(f"{ONE}summary/check", drafting.check_summary, name="check_summary"),
    path(f"{ONE}summary/<slug:slug>", drafting.summary, name="summary"),
    path("form", opening.form, name="form"),
    path("form/code", opening.form_code, name="form_code"),
    path("form/leave", opening.form_leave, name="form_leave"),
    path("form/open/", by_code.form_asked, name="form_asked"),
    path("form/open/begin", by_code.form_begin, name="form_begin"),
    path("form/open/check", by_code.form_check, name="form_check"),
    path("form/open/nothing", by_code.form_nothing, name="form_nothing"),
    path("form/open/not-for-me", by_code.form_not_mine, name="form_not_mine"),
    path("form/open/answers", by_code.form_answers, name="form_answers"),
    path("form/open/answers/file", by_code.form_answers_file, name="form_answers_file"),
    path("form/open/document/file", by_code.form_document, name="form_document"),
    path("form/open/pages/<slug:slug>", by_code.form_page, name="form_page"),
]
