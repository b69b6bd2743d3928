from django.urls import path

from handrail.service.publication.views import acting, reading, writing

app_name = "publication"
ONE = "cases/<uuid:case_id>/publication/<uuid:publication_id>"
urlpatterns = [
    path("cases/<uuid:case_id>/publication/", reading.publications, name="publications"),
    path("cases/<uuid:case_id>/publication/begin/<uuid:practice_id>", writing.begin, name="begin"),
    path(f"{ONE}/", reading.gate, name="gate"),
    path(f"{ONE}/read", reading.read, name="read"),
    path(f"{ONE}/text", writing.text, name="text"),
    path(f"{ONE}/text/<slug:part>", writing.part, name="part"),
    path(f"{ONE}/marks", writing.marks, name="marks"),
    path(f"{ONE}/marks/<uuid:mark_id>", writing.mark, name="mark"),
    path(f"{ONE}/check", writing.check, name="check"),
    path(f"{ONE}/known", writing.known, name="known"),
    path(f"{ONE}/known/<uuid:known_id>/remove", writing.remove_known, name="remove_known"),
    path(f"{ONE}/approve", acting.approve, name="approve"),
    path(f"{ONE}/take-back", acting.take_back, name="take_back"),
    path(f"{ONE}/family", acting.family, name="family"),
    path(f"{ONE}/hold", acting.hold, name="hold"),
    path(f"{ONE}/hold/<uuid:held_id>/lift", acting.lift, name="lift"),
    path(f"{ONE}/leave", acting.leave, name="leave"),
    path(f"{ONE}/stop", acting.stop, name="stop"),
    path(f"{ONE}/withdraw", acting.withdraw, name="withdraw"),
    path(f"{ONE}/withdraw/reason", acting.reason, name="reason"),
    path(f"{ONE}/give-up", acting.give_up, name="give_up"),
]
