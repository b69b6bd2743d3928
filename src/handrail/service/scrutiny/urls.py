from django.urls import path

from handrail.service.scrutiny.views import activities, findings, home, outcomes, scrutineers

app_name = "scrutiny"
WHO = "scrutiny/scrutineers/<uuid:scrutineer_id>/"
PLAN = "scrutiny/plans/<uuid:scrutiny_plan_id>/"
ONE = "scrutiny/activities/<uuid:activity_id>/"
FOUND = "scrutiny/findings/<uuid:found_id>/"
INDICATOR = "outcomes/<uuid:indicator_id>/"

urlpatterns = [
    path("scrutiny/", home.scrutiny, name="scrutiny"),
    path("scrutiny/year/<int:scrutiny_year>", home.year, name="year"),
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
    path(f"{ONE}drop", activities.drop, name="drop_activity"),
    path(f"{ONE}finding", findings.add, name="add_finding"),
    path(FOUND, findings.finding, name="finding"),
    path(f"{FOUND}set-aside", findings.set_aside, name="set_finding_aside"),
    path(f"{FOUND}answer", findings.answer, name="answer"),
    path(f"{FOUND}follow-up", findings.follow_up, name="follow_up"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/choose", outcomes.choose, name="choose"),
    path("outcomes/england", outcomes.england, name="england"),
    path(INDICATOR, outcomes.indicator, name="indicator"),
    path(f"{INDICATOR}use", outcomes.use, name="use"),
    path(f"{INDICATOR}stop", outcomes.stop, name="stop_watching"),
]
