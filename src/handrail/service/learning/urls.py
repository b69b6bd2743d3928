from django.urls import path

from handrail.service.learning.views import actions, before, briefings, findings, put, recommendation, reports, tracker

app_name = "learning"
FOLDER = "cases/<uuid:case_id>/learning"
RECOMMENDATION = f"{FOLDER}/recommendations/<uuid:recommendation_id>"
PUT = f"{FOLDER}/put/<uuid:addressee_id>"
urlpatterns = [
    path("actions/", actions.actions_everywhere, name="actions"),
    path("actions/tracker", tracker.send_in, name="tracker"),
    path("actions/tracker/preview", tracker.preview, name="tracker_preview"),
    path("actions/tracker/template", tracker.template, name="tracker_template"),
    path("learning/", findings.everywhere, name="recommendations"),
    path("learning/ours", findings.of_us, name="of_us"),
    path(f"{FOLDER}/", actions.actions_of_folder, name="folder_actions"),
    path(f"{FOLDER}/add", actions.add, name="add"),
    path(f"{FOLDER}/<uuid:action_id>", actions.action, name="action"),
    path(f"{FOLDER}/<uuid:action_id>/progress", actions.progress, name="progress"),
    path(f"{FOLDER}/<uuid:action_id>/day", actions.change_day, name="change_day"),
    path(f"{FOLDER}/<uuid:action_id>/done", actions.done, name="done"),
    path(f"{FOLDER}/<uuid:action_id>/open-again", actions.open_again, name="open_again"),
    path(f"{FOLDER}/findings", findings.of_folder, name="folder_learning"),
    path(f"{FOLDER}/findings/add", findings.add_finding, name="add_finding"),
    path(f"{FOLDER}/findings/<uuid:finding_id>", findings.finding, name="finding"),
    path(f"{FOLDER}/findings/<uuid:finding_id>/aside", findings.set_finding_aside, name="set_finding_aside"),
    path(f"{FOLDER}/recommendations/add", findings.add_recommendation, name="add_recommendation"),
    path(RECOMMENDATION, recommendation.recommendation, name="recommendation"),
    path(f"{RECOMMENDATION}/put", recommendation.put_to_more, name="put_to_more"),
    path(f"{RECOMMENDATION}/aside", recommendation.set_aside, name="set_aside"),
    path(f"{RECOMMENDATION}/same", recommendation.same_as, name="same_as"),
    path(f"{RECOMMENDATION}/same/<uuid:same_id>", recommendation.part, name="part"),
    path("briefings/", briefings.ours, name="briefings"),
    path("briefings/<uuid:copy_id>", briefings.read, name="briefing"),
    path("briefings/<uuid:copy_id>/<slug:slug>", briefings.download, name="briefing_file"),
    path(f"{FOLDER}/before", before.before, name="before"),
    path(f"{FOLDER}/briefings/write", briefings.begin, name="begin_briefing"),
    path(f"{FOLDER}/briefings/<uuid:briefing_id>", briefings.one, name="briefing_draft"),
    path(f"{FOLDER}/briefings/<uuid:briefing_id>/write", briefings.write, name="write_briefing"),
    path(f"{FOLDER}/briefings/<uuid:briefing_id>/send", briefings.send, name="send_briefing"),
    path(f"{FOLDER}/reports", reports.reports, name="reports"),
    path(f"{FOLDER}/reports/<uuid:report_id>", reports.report, name="report"),
    path(PUT, put.put, name="put"),
    path(f"{PUT}/answer", put.answer, name="answer"),
    path(f"{PUT}/day", put.move, name="move"),
    path(f"{PUT}/done", put.done_evidence, name="done_evidence"),
    path(f"{PUT}/difference", put.impact_evidence, name="impact_evidence"),
    path(f"{PUT}/carried-out", put.carried_out, name="carried_out"),
    path(f"{PUT}/open-again", put.take_up_again, name="take_up_again"),
    path(f"{PUT}/look-again", put.plan_re_audit, name="plan_re_audit"),
    path(f"{PUT}/look-again/<uuid:re_audit_id>", put.re_audit, name="re_audit"),
]
