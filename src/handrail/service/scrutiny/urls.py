from django.urls import path

from handrail.service.scrutiny.views import (
    activities,
    findings,
    home,
    inspections,
    outcomes,
    question_sets,
    readings,
    returns,
    rounds,
    scrutineers,
)

app_name = "scrutiny"
WHO = "scrutiny/scrutineers/<uuid:scrutineer_id>/"
PLAN = "scrutiny/plans/<uuid:scrutiny_plan_id>/"
ONE = "scrutiny/activities/<uuid:activity_id>/"
FOUND = "scrutiny/findings/<uuid:found_id>/"
INDICATOR = "outcomes/<uuid:indicator_id>/"
SET = "self-assessment/sets/<slug:set_slug>/<int:set_version>"
ROUND = "cases/<uuid:case_id>/rounds/<uuid:round_id>/"
RETURN = "cases/<uuid:case_id>/returns/<uuid:return_id>/"
PROMISE = "cases/<uuid:case_id>/promises/<uuid:promise_id>/"

urlpatterns = [
    path("scrutiny/", home.scrutiny, name="scrutiny"),
    path("scrutiny/year/<int:scrutiny_year>", home.year, name="year"),
    path("scrutiny/reading/", readings.readings, name="readings"),
    path("scrutiny/reading/<uuid:reading_id>/", readings.reading, name="reading"),
    path("scrutiny/appoint", scrutineers.appoint, name="appoint"),
    path(WHO, scrutineers.scrutineer, name="scrutineer"),
    path(f"{WHO}declare", scrutineers.declare, name="declare"),
    path(f"{WHO}weigh", scrutineers.weigh, name="weigh"),
    path(f"{WHO}end", scrutineers.end, name="end"),
    path("scrutiny/plans/write", activities.write, name="write_plan"),
    path(f"{PLAN}change", activities.change, name="change_plan"),
    path(f"{PLAN}agree", activities.agree, name="agree_plan"),
    path(f"{PLAN}add", activities.add, name="add_activity"),
    path(ONE, activities.activity, name="activity"),
    path(f"{ONE}done", activities.done, name="activity_done"),
    path(f"{ONE}move", activities.move, name="move_activity"),
    path(f"{ONE}drop", activities.drop, name="drop_activity"),
    path(f"{ONE}finding", findings.add, name="add_finding"),
    path(FOUND, findings.finding, name="finding"),
    path(f"{FOUND}set-aside", findings.set_aside, name="set_finding_aside"),
    path(f"{FOUND}answer", findings.answer, name="answer"),
    path(f"{FOUND}follow-up", findings.follow_up, name="follow_up"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/choose", outcomes.choose, name="choose"),
    path("outcomes/england", outcomes.england, name="england"),
    path("outcomes/england/<slug:area_code>", outcomes.area, name="area"),
    path(INDICATOR, outcomes.indicator, name="indicator"),
    path(f"{INDICATOR}use", outcomes.use, name="use"),
    path("outcomes/uses/<int:use_id>/set-aside", outcomes.set_use_aside, name="set_use_aside"),
    path(f"{INDICATOR}stop", outcomes.stop, name="stop_watching"),
    path("inspections/", inspections.inspections, name="inspections"),
    path("inspections/record", inspections.record, name="record_inspection"),
    path("inspections/<uuid:inspection_id>/", inspections.inspection, name="inspection"),
    path("inspections/<uuid:inspection_id>/report", inspections.report, name="inspection_report"),
    path("inspections/<uuid:inspection_id>/answered", inspections.answered, name="inspection_answered"),
    path("inspections/<uuid:inspection_id>/add", inspections.add_remedy, name="add_remedy"),
    path("inspections/<uuid:inspection_id>/set-aside", inspections.set_aside, name="set_inspection_aside"),
    path("inspections/remedies/<uuid:remedy_id>/move", inspections.move_remedy, name="move_remedy"),
    path("inspections/remedies/<uuid:remedy_id>/drop", inspections.drop_remedy, name="drop_remedy"),
    path("inspections/remedies/<uuid:remedy_id>/done", inspections.remedy_done, name="remedy_done"),
    path("self-assessment/", rounds.rounds, name="rounds"),
    path("self-assessment/ours", returns.ours, name="ours"),
    path("self-assessment/begin", rounds.begin, name="begin_round"),
    path("self-assessment/years/<slug:set_slug>", rounds.across, name="across"),
    path("self-assessment/sets/load", question_sets.load, name="load_set"),
    path(SET, question_sets.question_set, name="question_set"),
    path(f"{SET}/sheet", question_sets.as_sheet, name="set_as_sheet"),
    path(ROUND, rounds.round_page, name="round"),
    path(f"{ROUND}ask", rounds.ask_bodies, name="ask_bodies"),
    path(f"{ROUND}chase", rounds.chase, name="chase_all"),
    path(f"{ROUND}tell", rounds.tell_schools, name="tell_schools"),
    path(f"{ROUND}found", rounds.found, name="round_found"),
    path(f"{ROUND}sample", rounds.sample, name="sample"),
    path(f"{ROUND}sample/<uuid:sampled_id>/out", rounds.take_out, name="take_out"),
    path(f"{ROUND}promise", returns.promise, name="promise"),
    path(f"{ROUND}file/<slug:ending>", rounds.as_file, name="round_as_file"),
    path(RETURN, returns.return_page, name="return"),
    path(f"{RETURN}again", returns.open_again, name="open_again"),
    path(f"{RETURN}peer", returns.ask_peer, name="ask_peer"),
    path(f"{RETURN}read", returns.finish, name="challenge_done"),
    path(f"{RETURN}challenge/<uuid:judgement_id>", returns.challenge, name="challenge"),
    path(f"{RETURN}answer/<uuid:challenge_id>", returns.answer, name="answer_challenge"),
    path(f"{RETURN}settle/<uuid:challenge_id>", returns.settle, name="settle"),
    path(f"{PROMISE}done", returns.promise_done, name="promise_done"),
    path(f"{PROMISE}not-done", returns.give_up, name="give_up"),
]
