from django.urls import path

from handrail.service.tellings.views import coming, taking, writing

app_name = "tellings"
OURS = "child-deaths/told"
ONE = f"{OURS}/<uuid:waiting_id>"
urlpatterns = [
    path("tell-of-a-death/", coming.tell, name="tell"),
    path("tell-of-a-death/again", coming.again, name="again"),
    path("tell-of-a-death/code", coming.code, name="code"),
    path("tell-of-a-death/leave", coming.leave, name="leave"),
    path("tell-of-a-death/open/", writing.begun, name="begun"),
    path("tell-of-a-death/open/check", writing.check_answers, name="check"),
    path("tell-of-a-death/open/pages/<slug:slug>", writing.page, name="page"),
    path(f"{OURS}/", taking.waiting, name="waiting"),
    path(f"{OURS}/open-page", taking.open_page, name="open_page"),
    path(ONE, taking.telling, name="telling"),
    path(f"{ONE}/take-in", taking.take_in, name="take_in"),
    path(f"{ONE}/refuse", taking.refuse, name="refuse"),
]
