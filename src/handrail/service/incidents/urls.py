from django.urls import path

from handrail.service.incidents.views import deciding, incident, lists, notifying, recording, sharing

app_name = "incidents"
FOLDER = "cases/<uuid:case_id>/incidents/<uuid:incident_id>"
urlpatterns = [
    path("incidents/", lists.incidents, name="incidents"),
    path("incidents/considered/", lists.considered, name="considered"),
    path("incidents/record/", recording.start, name="start"),
    path("incidents/record/<uuid:draft_id>/", recording.check_answers, name="check"),
    path("incidents/record/<uuid:draft_id>/discard", recording.discard_draft, name="discard"),
    path("incidents/record/<uuid:draft_id>/restore", recording.restore_draft, name="restore"),
    path("incidents/record/<uuid:draft_id>/<slug:slug>", recording.record_page, name="record_page"),
    path(f"{FOLDER}/", incident.incident, name="incident"),
    path(f"{FOLDER}/raised", incident.raised, name="raised"),
    path(f"{FOLDER}/take-up", deciding.take_up, name="take_up"),
    path(f"{FOLDER}/view", deciding.give_view, name="give_view"),
    path(f"{FOLDER}/decision", deciding.decide, name="decide"),
    path(f"{FOLDER}/sign-off", deciding.sign_off, name="sign_off"),
    path(f"{FOLDER}/correct/<slug:slug>", deciding.correct, name="correct"),
    path(f"{FOLDER}/children/<int:involved_id>", deciding.correct_child, name="correct_child"),
    path(f"{FOLDER}/children/<int:involved_id>/names", deciding.child_names, name="child_names"),
    path(f"{FOLDER}/notify", notifying.notify, name="notify"),
    path(f"{FOLDER}/notices/<slug:slug>", notifying.record_notice, name="record_notice"),
    path(
        f"{FOLDER}/notices/<slug:slug>/<int:involved_id>",
        notifying.record_notice_of_child,
        name="record_notice_of_child",
    ),
    path(f"{FOLDER}/notices/<uuid:notice_id>/set-aside", notifying.set_aside, name="set_aside"),
    path(f"{FOLDER}/share", sharing.share, name="share"),
    path(f"{FOLDER}/share/<uuid:body_id>/end", sharing.end_sharing, name="end_sharing"),
]
