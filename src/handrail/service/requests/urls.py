from django.urls import path

from handrail.service.requests.views import answering, asking, drafting

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
    path(f"{ONE}begin", drafting.begin_summary, name="begin_summary"),
    path(f"{ONE}summary/check", drafting.check_summary, name="check_summary"),
    path(f"{ONE}summary/<slug:slug>", drafting.summary, name="summary"),
]
