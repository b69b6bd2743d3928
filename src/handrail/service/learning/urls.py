from django.urls import path

from handrail.service.learning.views import actions, tracker

app_name = "learning"
urlpatterns = [
    path("actions/", actions.actions_everywhere, name="actions"),
    path("actions/tracker", tracker.send_in, name="tracker"),
    path("actions/tracker/preview", tracker.preview, name="tracker_preview"),
    path("actions/tracker/template", tracker.template, name="tracker_template"),
    path("cases/<uuid:case_id>/learning/", actions.actions_of_folder, name="folder_actions"),
    path("cases/<uuid:case_id>/learning/add", actions.add, name="add"),
    path("cases/<uuid:case_id>/learning/<uuid:action_id>", actions.action, name="action"),
    path("cases/<uuid:case_id>/learning/<uuid:action_id>/progress", actions.progress, name="progress"),
    path("cases/<uuid:case_id>/learning/<uuid:action_id>/day", actions.change_day, name="change_day"),
    path("cases/<uuid:case_id>/learning/<uuid:action_id>/done", actions.done, name="done"),
    path("cases/<uuid:case_id>/learning/<uuid:action_id>/open-again", actions.open_again, name="open_again"),
]
