from django.urls import path

from handrail.service.families.views import acting, reading, writing

app_name = "families"
FOLDER = "cases/<uuid:case_id>/families/"

urlpatterns = [
    path(FOLDER, reading.family, name="family"),
    path(f"{FOLDER}record/<uuid:family_id>/", reading.line, name="line"),
    path(f"{FOLDER}people/<uuid:relative_id>/", reading.relative, name="relative"),
    path(f"{FOLDER}add/<slug:slug>/", writing.add, name="add"),
    path(f"{FOLDER}people/<uuid:relative_id>/add/<slug:slug>/", writing.add_of, name="add_of"),
    path(f"{FOLDER}told/<uuid:telling_id>/look/", acting.look, name="look"),
    path(f"{FOLDER}questions/<uuid:question_id>/answer/", acting.answer, name="answer"),
    path(f"{FOLDER}questions/<uuid:question_id>/withdraw/", acting.withdraw, name="withdraw"),
    path(f"{FOLDER}answers/<uuid:answer_id>/told/", acting.tell_back, name="tell_back"),
    path(f"{FOLDER}questions/bring/", acting.bring, name="bring"),
    path(f"{FOLDER}rules/<uuid:rule_id>/end/", acting.end_rule, name="end_rule"),
    path(f"{FOLDER}key-workers/<uuid:key_worker_id>/end/", acting.end_key_worker, name="end_key_worker"),
    path(f"{FOLDER}aside/<slug:slug>/<uuid:kept_id>/", acting.set_aside, name="set_aside"),
]
