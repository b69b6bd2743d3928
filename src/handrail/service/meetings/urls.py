from django.urls import path

from handrail.service.meetings.views import deciding, groups, holding, inviting, planning, reading

app_name = "meetings"
FOLDER = "cases/<uuid:case_id>/meetings/"
GROUP = f"{FOLDER}groups/<uuid:group_id>/"
ONE = f"{FOLDER}<uuid:meeting_id>/"
urlpatterns = [
    path("meetings/", reading.our_meetings, name="our_meetings"),
    path("meetings/groups/", groups.groups, name="groups"),
    path("meetings/groups/begin", groups.begin, name="begin_group"),
    path("meetings/groups/decisions", deciding.decisions, name="decisions"),
    path(GROUP, groups.group, name="group"),
    path(f"{GROUP}terms", groups.terms, name="group_terms"),
    path(f"{GROUP}expect", groups.expect, name="expect"),
    path(f"{GROUP}seats/<uuid:group_seat_id>/end", groups.end_seat, name="end_seat"),
    path(f"{GROUP}plan", groups.plan, name="plan_of_group"),
    path(f"{GROUP}end", groups.end, name="end_group"),
    path(FOLDER, reading.meetings, name="meetings"),
    path(f"{FOLDER}plan", planning.plan, name="plan"),
    path(ONE, reading.meeting_page, name="meeting"),
    path(f"{ONE}calendar.ics", reading.calendar, name="calendar"),
    path(f"{ONE}change", planning.change, name="change"),
    path(f"{ONE}cancel", planning.cancel, name="cancel"),
    path(f"{ONE}agenda", planning.agenda, name="agenda"),
    path(f"{ONE}agenda/bring", deciding.bring, name="bring"),
    path(f"{ONE}agenda/<int:agenda_item_id>", deciding.brought, name="brought"),
    path(f"{ONE}who-came", deciding.who_came, name="who_came"),
    path(f"{ONE}decided", deciding.decide, name="decide_together"),
    path(f"{ONE}decided/<int:group_decision_id>/aside", deciding.set_aside, name="set_decision_aside"),
    path(f"{ONE}invite", inviting.invite, name="invite"),
    path(f"{ONE}pack", inviting.pack, name="pack"),
    path(f"{ONE}pack/send", inviting.send_pack, name="send_pack"),
    path(f"{ONE}pack/summary/<uuid:request_id>", reading.pack_summary, name="pack_summary"),
    path(f"{ONE}pack/document/<uuid:document_id>", reading.pack_document, name="pack_document"),
    path(f"{ONE}held", holding.held, name="held"),
    path(f"{ONE}attendance", holding.attendance, name="attendance"),
    path(f"{ONE}minutes/begin", holding.begin_minutes, name="begin_minutes"),
    path(f"{ONE}minutes/agree", holding.agree_minutes, name="agree_minutes"),
    path(f"{ONE}minutes/check", holding.check_minutes, name="check_minutes"),
    path(f"{ONE}minutes/<slug:slug>", holding.minutes, name="minutes"),
    path(f"{ONE}decide", holding.decide, name="decide"),
    path(f"{ONE}done/<int:action_id>", holding.done, name="done"),
]
