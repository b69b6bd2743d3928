from django.urls import path

from handrail.service.child_deaths.views import bringing, death, lists, notifying, recording, reviewing, special

app_name = "child_deaths"
ONE = "cases/<uuid:case_id>/child-deaths/<uuid:death_id>"
BROUGHT = "child-deaths/bring-in/<uuid:brought_id>"
MEETING = f"{ONE}/meetings/<uuid:review_meeting_id>"
SITUATION = f"{ONE}/situations/<uuid:situation_id>"
urlpatterns = [
    path("child-deaths/", lists.deaths, name="deaths"),
    path("child-deaths/waiting", lists.waiting, name="waiting"),
    path("child-deaths/time", lists.time_totals, name="time_totals"),
    path("child-deaths/alike", lists.alike, name="alike"),
    path("child-deaths/alike/<uuid:likeness_id>", lists.decide_alike, name="decide_alike"),
    path("child-deaths/bring-in", bringing.bring_in, name="bring_in"),
    path("child-deaths/bring-in/template.csv", bringing.template, name="template"),
    path("child-deaths/bring-in/kept/<uuid:matching_id>", bringing.change_kept, name="change_kept"),
    path("child-deaths/bring-in/kept/<uuid:matching_id>/forget", bringing.forget_kept, name="forget_kept"),
    path(BROUGHT, bringing.look_over, name="look_over"),
    path(f"{BROUGHT}/columns", bringing.match_columns, name="match_columns"),
    path(f"{BROUGHT}/line", bringing.name_in_line, name="name_in_line"),
    path(f"{BROUGHT}/words", bringing.match_words, name="match_words"),
    path(f"{BROUGHT}/throw-away", bringing.throw_away, name="throw_away"),
    path("child-deaths/notify", notifying.start, name="start"),
    path("child-deaths/drafts/<uuid:draft_id>/check", notifying.check_answers, name="check"),
    path("child-deaths/drafts/<uuid:draft_id>/same-death", notifying.add_mine, name="add_mine"),
    path("child-deaths/drafts/<uuid:draft_id>/discard", notifying.discard_draft, name="discard"),
    path("child-deaths/drafts/<uuid:draft_id>/restore", notifying.restore_draft, name="restore"),
    path("child-deaths/drafts/<uuid:draft_id>/<slug:slug>", notifying.notify_page, name="notify_page"),
    path(ONE, death.death, name="death"),
    path(f"{ONE}/sent", death.sent, name="sent"),
    path(f"{ONE}/correct/<slug:slug>", recording.correct, name="correct"),
    path(f"{ONE}/child", recording.child_names, name="child_names"),
    path(f"{ONE}/scope", recording.decide_scope, name="decide_scope"),
    path(f"{ONE}/notifications", recording.add_notification, name="add_notification"),
    path(
        f"{ONE}/notifications/<uuid:notification_id>/set-aside",
        recording.set_notification_aside,
        name="set_notification_aside",
    ),
    path(f"{ONE}/known", recording.add_known, name="add_known"),
    path(f"{ONE}/known/<int:known_to_id>/drop", recording.drop_known, name="drop_known"),
    path(f"{ONE}/suspicion", recording.suspicion, name="suspicion"),
    path(f"{ONE}/dates", recording.dates, name="dates"),
    path(f"{ONE}/dates/<slug:happening>", recording.record_event, name="record_event"),
    path(f"{ONE}/events/<uuid:event_id>/set-aside", recording.set_event_aside, name="set_event_aside"),
    path(f"{ONE}/joint-response", reviewing.decide_together, name="decide_together"),
    path(f"{ONE}/meetings/plan", reviewing.plan_review_meeting, name="plan_review_meeting"),
    path(f"{MEETING}/report", reviewing.report, name="report"),
    path(f"{MEETING}/absent", reviewing.add_absent, name="add_absent"),
    path(f"{ONE}/accounts/<uuid:absentee_id>", reviewing.account, name="account"),
    path(f"{ONE}/analysis/<slug:domain>", reviewing.note_analysis, name="note_analysis"),
    path(f"{ONE}/time", reviewing.time_spent, name="time_spent"),
    path(f"{ONE}/time/<uuid:time_id>/take-back", reviewing.take_time_back, name="take_time_back"),
    path(f"{ONE}/situations", special.situations, name="situations"),
    path(SITUATION, special.situation, name="situation"),
    path(f"{SITUATION}/tell/<slug:slug>", special.tell, name="tell"),
    path(f"{SITUATION}/set-aside", special.set_situation_aside, name="set_situation_aside"),
    path(f"{ONE}/joinings/<uuid:joining_id>/undo", lists.undo_joining, name="undo_joining"),
]
