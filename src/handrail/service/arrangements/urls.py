from django.urls import path

from handrail.service.arrangements.views import (
    changing,
    commissioning,
    folder,
    money,
    money_writing,
    reading,
    schools,
    staff,
    trying,
    versions,
    writing,
)

app_name = "arrangements"
ONE = "arrangements/<uuid:arrangements_id>/"
SCHOOLS = "arrangements/schools/"
MONEY = "arrangements/money/"
BUDGET = f"{MONEY}<uuid:budget_id>/"
ENTRY = f"{MONEY}entries/<slug:book>/<uuid:fund_entry_id>/"
BOUGHT = "arrangements/commissioning/"
SERVICE = f"{BOUGHT}<uuid:commissioned_id>/"
CHANGES = "arrangements/changes-of-law/"
PLAN = f"{CHANGES}<uuid:transition_id>/"
FOLDER = "cases/<uuid:case_id>/arrangements/"

urlpatterns = [
    path("arrangements/", versions.arrangements, name="arrangements"),
    path(SCHOOLS, schools.schools, name="schools"),
    path(f"{SCHOOLS}load", schools.load, name="load_schools"),
    path(f"{SCHOOLS}ways", schools.way, name="add_way"),
    path(f"{SCHOOLS}put", schools.put, name="put_in_way"),
    path(f"{SCHOOLS}<uuid:school_id>/", schools.school, name="school"),
    path(f"{SCHOOLS}<uuid:school_id>/contact", schools.decide_contact, name="decide_contact"),
    path(f"{SCHOOLS}<uuid:school_id>/tried", schools.attempt, name="tried"),
    path(f"{SCHOOLS}<uuid:school_id>/tried/<uuid:attempt_id>/aside", schools.attempt_aside, name="attempt_aside"),
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
    path(BOUGHT, commissioning.commissioning, name="commissioning"),
    path(f"{BOUGHT}needs/add", commissioning.add_need, name="add_need"),
    path(f"{BOUGHT}needs/<uuid:need_id>/end", commissioning.end_need, name="end_need"),
    path(f"{BOUGHT}add", commissioning.commission, name="commission"),
    path(SERVICE, commissioning.commissioned, name="commissioned"),
    path(f"{SERVICE}change", commissioning.change_commissioned, name="change_commissioned"),
    path(f"{SERVICE}share", commissioning.bear_share, name="bear_share"),
    path(f"{SERVICE}share/<uuid:share_id>/out", commissioning.take_out_share, name="take_out_share"),
    path(f"{SERVICE}look", commissioning.look_at, name="look_at"),
    path(f"{SERVICE}set-aside", commissioning.commissioned_aside, name="commissioned_aside"),
    path(CHANGES, changing.changes_of_law, name="changes_of_law"),
    path(PLAN, changing.plan, name="plan"),
    path(f"{PLAN}passing", changing.add_passing, name="add_passing"),
    path(f"{PLAN}passing/<uuid:passing_id>/out", changing.take_out_passing, name="take_out_passing"),
    path(f"{PLAN}days/<uuid:area_id>", changing.give_days, name="give_days"),
    path(f"{PLAN}records", changing.plan_records, name="plan_records"),
    path(f"{PLAN}posts/add", staff.add_unit_post, name="add_unit_post"),
    path(f"{PLAN}posts/whole", staff.posts_whole, name="posts_whole"),
    path(f"{PLAN}posts/<uuid:unit_post_id>/", staff.unit_post, name="unit_post"),
    path(f"{PLAN}posts/<uuid:unit_post_id>/set-aside", staff.unit_post_aside, name="unit_post_aside"),
    path(f"{PLAN}try", trying.try_days, name="try_days"),
    path(f"{PLAN}done", changing.done, name="plan_done"),
    path(f"{PLAN}last-day", changing.move_last_day, name="move_last_day"),
    path(f"{PLAN}not-done", changing.not_done, name="plan_not_done"),
    path(f"{PLAN}give-up", changing.give_plan_up, name="give_plan_up"),
    path(f"{FOLDER}left-open/", folder.left_open, name="left_open"),
    path(f"{FOLDER}left-open/pass-on", folder.pass_on, name="pass_on"),
    path(f"{FOLDER}left-open/<uuid:passed_on_id>/", folder.passed_on, name="passed_on"),
    path(f"{FOLDER}left-open/<uuid:passed_on_id>/set-aside", folder.set_passed_on_aside, name="set_passed_on_aside"),
    path(f"{FOLDER}new-information/", folder.later_words, name="later_words"),
    path(f"{FOLDER}new-information/add", folder.add_later_word, name="add_later_word"),
    path(f"{FOLDER}new-information/<uuid:later_word_id>/", folder.later_word, name="later_word"),
    path(f"{FOLDER}new-information/<uuid:later_word_id>/answer", folder.answer_later_word, name="answer_later_word"),
    path(
        f"{FOLDER}new-information/<uuid:later_word_id>/set-aside",
        folder.set_later_word_aside,
        name="set_later_word_aside",
    ),
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
    path(f"{ONE}take-down", versions.take_down, name="take_down"),
]
