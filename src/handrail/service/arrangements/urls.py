from django.urls import path

from handrail.service.arrangements.views import money, money_writing, reading, schools, versions, writing

app_name = "arrangements"
ONE = "arrangements/<uuid:arrangements_id>/"
SCHOOLS = "arrangements/schools/"
MONEY = "arrangements/money/"
BUDGET = f"{MONEY}<uuid:budget_id>/"
ENTRY = f"{MONEY}entries/<slug:book>/<uuid:fund_entry_id>/"

urlpatterns = [
    path("arrangements/", versions.arrangements, name="arrangements"),
    path(SCHOOLS, schools.schools, name="schools"),
    path(f"{SCHOOLS}load", schools.load, name="load_schools"),
    path(f"{SCHOOLS}ways", schools.way, name="add_way"),
    path(f"{SCHOOLS}put", schools.put, name="put_in_way"),
    path(f"{SCHOOLS}<uuid:school_id>/", schools.school, name="school"),
    path(f"{SCHOOLS}<uuid:school_id>/tried", schools.attempt, name="tried"),
    path(f"{SCHOOLS}<uuid:school_id>/same/<uuid:other_school_id>", schools.same, name="same_school"),
    path(MONEY, money.money, name="money"),
    path(BUDGET, money.budget, name="budget"),
    path(f"{BUDGET}equity", money.equity, name="equity"),
    path(f"{BUDGET}shortfall", money.shortfall, name="shortfall"),
    path(f"{BUDGET}give", money_writing.contribute, name="contribute"),
    path(f"{BUDGET}agree", money_writing.agree_to_pay, name="agree_to_pay"),
    path(f"{BUDGET}plan", money_writing.plan_or_spend, name="plan_or_spend"),
    path(f"{BUDGET}children", money_writing.children_served, name="children_served"),
    path(f"{BUDGET}load", money_writing.load_money, name="load_money"),
    path(f"{BUDGET}money.csv", money_writing.money_csv, name="money_csv"),
    path(f"{ENTRY}correct", money_writing.correct_entry, name="correct_entry"),
    path(f"{ENTRY}set-aside", money_writing.set_entry_aside, name="set_entry_aside"),
    path(ONE, versions.version, name="version"),
    path(f"{ONE}first-day", writing.first_day, name="first_day"),
    path(f"{ONE}write/<slug:of_list>/<slug:item>", writing.section, name="section"),
    path(f"{ONE}add/<slug:sort>", writing.add, name="add"),
    path(f"{ONE}change/<slug:sort>/<uuid:said_id>", writing.change, name="change"),
    path(f"{ONE}take-out/<slug:sort>/<uuid:said_id>", writing.take_out, name="take_out"),
    path(f"{ONE}read", reading.read, name="read"),
    path(f"{ONE}changes", reading.changed, name="changes"),
    path(f"{ONE}take-in", writing.take_in, name="take_in"),
    path(f"{ONE}agree", versions.agree, name="agree"),
    path(f"{ONE}publish", versions.publish, name="publish"),
    path(f"{ONE}told", versions.told, name="told"),
    path(f"{ONE}give-up", versions.give_up, name="give_up"),
]
