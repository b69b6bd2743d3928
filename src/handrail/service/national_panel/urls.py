from django.urls import path

from handrail.service.national_panel.views import deciding, holding, meetings, members, times, told, years

app_name = "national_panel"
urlpatterns = [
    path("told/", told.told, name="told"),
    path("told/list.csv", told.told_csv, name="told_csv"),
    path("told/times/", times.times, name="times"),
    path("told/times/list.csv", times.times_csv, name="times_csv"),
    path("told/<uuid:told_id>/", told.told_one, name="told_one"),
    path("panel/", meetings.desk, name="desk"),
    path("panel/members/", members.members, name="members"),
    path("panel/members/appoint", members.appoint, name="appoint"),
    path("panel/members/<uuid:member_id>/", members.member, name="member"),
    path("panel/members/<uuid:member_id>/end", members.leave, name="leave"),
    path("panel/members/<uuid:member_id>/not-ended", members.not_ended, name="not_ended"),
    path("panel/members/<uuid:member_id>/declare", members.declare, name="declare"),
    path("panel/interests/<uuid:interest_id>/end", members.end_interest, name="end_interest"),
    path("panel/interests/<uuid:interest_id>/not-ended", members.interest_not_ended, name="interest_not_ended"),
    path("panel/meetings/plan", meetings.plan, name="plan"),
    path("panel/meetings/<uuid:panel_meeting_id>/", meetings.meeting, name="meeting"),
    path("panel/meetings/<uuid:panel_meeting_id>/move", meetings.move, name="move_meeting"),
    path("panel/meetings/<uuid:panel_meeting_id>/call-off", meetings.call_off, name="call_off"),
    path("panel/meetings/<uuid:panel_meeting_id>/present", meetings.correct_present, name="correct_present"),
    path("panel/meetings/<uuid:panel_meeting_id>/held", meetings.hold, name="hold"),
    path("panel/meetings/<uuid:panel_meeting_id>/put-on/<uuid:told_id>", meetings.put_on, name="put_on"),
    path("panel/items/<uuid:item_id>/", deciding.item, name="item"),
    path("panel/items/<uuid:item_id>/take-off", meetings.take_off, name="take_off"),
    path("panel/items/<uuid:item_id>/conflict", meetings.speak, name="speak"),
    path("panel/items/<uuid:item_id>/decide", deciding.decide, name="decide"),
    path("panel/items/<uuid:item_id>/give", deciding.release, name="release"),
    path("panel/items/<uuid:item_id>/again", deciding.take_up_again, name="take_up_again"),
    path("panel/items/<uuid:item_id>/steps", holding.record_step, name="record_step"),
    path(
        "panel/items/<uuid:item_id>/steps/<uuid:national_step_id>/aside", holding.set_step_aside, name="set_step_aside"
    ),
    path("panel/items/<uuid:item_id>/cases/add", holding.join_case, name="join_case"),
    path("panel/items/<uuid:item_id>/cases/<uuid:joined_id>/out", holding.take_case_out, name="take_case_out"),
    path("panel/items/<uuid:item_id>/give-again", deciding.give_again, name="give_again"),
    path("panel/years/<int:panel_year>/", years.year, name="year"),
    path("panel/years/<int:panel_year>/write", years.write_year, name="write_year"),
    path("panel/years/<int:panel_year>/approve", years.approve_year, name="approve_year"),
    path("panel/years/<int:panel_year>/take-back", years.take_approval_back, name="take_approval_back"),
    path("panel/years/<int:panel_year>/<slug:slug>", years.year_file, name="year_file"),
]
