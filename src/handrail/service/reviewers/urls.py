from django.urls import path

from handrail.service.reviewers.views import commissions, fees, mine, register

app_name = "reviewers"
ONE = "reviewers/<uuid:reviewer_id>/"
COMMISSION = "cases/<uuid:case_id>/reviewers/<uuid:commission_id>/"

urlpatterns = [
    path("reviewers/", register.register, name="register"),
    path("reviewers/add", register.add, name="add"),
    path("reviewers/mine", mine.mine, name="mine"),
    path(ONE, register.reviewer, name="reviewer"),
    path(f"{ONE}change", register.change, name="change"),
    path(f"{ONE}declare", register.declare, name="declare"),
    path(f"{ONE}nothing-more", register.nothing_more, name="nothing_more"),
    path(f"{ONE}interests/<uuid:interest_id>/set-aside", register.set_interest_aside, name="set_interest_aside"),
    path(f"{ONE}off", register.take_off, name="take_off"),
    path("cases/<uuid:case_id>/reviewers/", commissions.commissions, name="commissions"),
    path(COMMISSION, commissions.commission, name="commission"),
    path(f"{COMMISSION}last-day", commissions.move, name="move_last_day"),
    path(f"{COMMISSION}supervision", commissions.supervision, name="supervise"),
    path(f"{COMMISSION}weigh", commissions.weigh, name="weigh"),
    path(f"{COMMISSION}end", commissions.end, name="end"),
    path(f"{COMMISSION}remove", commissions.remove, name="remove"),
    path(f"{COMMISSION}fees/agree", fees.agree, name="agree_fee"),
    path(f"{COMMISSION}fees/invoice", fees.invoice, name="record_invoice"),
    path(f"{COMMISSION}fees/payment", fees.payment, name="record_payment"),
    path(f"{COMMISSION}fees/<uuid:entry_id>/set-aside", fees.set_aside, name="set_entry_aside"),
]
