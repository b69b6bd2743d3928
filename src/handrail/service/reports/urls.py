from django.urls import path

from handrail.service.reports.views import deaths, earlier, handover, publishing, sharing, year_steps, years

app_name = "reports"
INVENTORY = "reports/handover/<uuid:transition_id>/"
LINE = f"{INVENTORY}lines/<uuid:inventory_line_id>"
YEAR = "reports/years/<uuid:year_report_id>/"

urlpatterns = [
    path("reports/", deaths.reports, name="reports"),
    path("reports/area", deaths.area, name="area"),
    path("reports/staff-time", deaths.staff_time, name="staff_time"),
    path("reports/years/", years.years, name="years"),
    path("reports/years/earlier", earlier.earlier_year, name="earlier_year"),
    path("reports/years/earlier/<uuid:earlier_year_id>/aside", earlier.earlier_year_aside, name="earlier_year_aside"),
    path(YEAR, years.year, name="year"),
    path(f"{YEAR}read", years.year_read, name="year_read"),
    path(f"{YEAR}gather", years.year_gather, name="year_gather"),
    path(f"{YEAR}write/<slug:year_item>", years.year_write, name="year_write"),
    path(f"{YEAR}writers", year_steps.year_writers, name="year_writers"),
    path(f"{YEAR}leave-out/<slug:year_part>", year_steps.year_leave_out, name="year_leave_out"),
    path(f"{YEAR}names", year_steps.year_let_stand, name="year_let_stand"),
    path(f"{YEAR}agree", year_steps.year_agree, name="year_agree"),
    path(f"{YEAR}publish", year_steps.year_publish, name="year_publish"),
    path(f"{YEAR}send", year_steps.year_send, name="year_send"),
    path(f"{YEAR}share", sharing.year_share, name="year_share"),
    path(f"{YEAR}share/back", sharing.year_unshare, name="year_unshare"),
    path(f"{YEAR}correct", year_steps.year_correct, name="year_correct"),
    path(f"{YEAR}withdraw", year_steps.year_withdraw, name="year_withdraw"),
    path(f"{YEAR}give-up", year_steps.year_give_up, name="year_give_up"),
    path(f"{YEAR}files/<slug:slug>", years.year_download, name="year_download"),
    path(INVENTORY, handover.inventory, name="inventory"),
    path(f"{INVENTORY}count", handover.count, name="count_inventory"),
    path(f"{INVENTORY}sheet", handover.inventory_sheet, name="inventory_sheet"),
    path(f"{INVENTORY}posts", handover.posts_sheet, name="posts_sheet"),
    path(f"{INVENTORY}all", handover.all_inventory_lines, name="all_inventory_lines"),
    path(f"{INVENTORY}add", handover.add_inventory_line, name="add_inventory_line"),
    path(LINE, handover.inventory_line, name="inventory_line"),
    path(f"{LINE}/aside", handover.inventory_line_aside, name="inventory_line_aside"),
    path(f"{LINE}/sign", handover.sign, name="sign_inventory_line"),
    path("reports/<uuid:yearly_id>/", deaths.report, name="report"),
    path("reports/<uuid:yearly_id>/write", deaths.write, name="write"),
    path("reports/<uuid:yearly_id>/count", deaths.count_anew, name="count_anew"),
    path("reports/<uuid:yearly_id>/approve", deaths.approve, name="approve"),
    path("reports/<uuid:yearly_id>/for-public", publishing.for_public, name="for_public"),
    path("reports/<uuid:yearly_id>/publish", publishing.publish, name="publish"),
    path("reports/<uuid:yearly_id>/send", publishing.send, name="send_deaths"),
    path("reports/<uuid:yearly_id>/sent/<uuid:death_report_sent_id>/aside", publishing.sent_aside, name="sent_aside"),
    path("reports/<uuid:yearly_id>/withdraw", publishing.withdraw, name="withdraw"),
    path("reports/<uuid:yearly_id>/<slug:slug>", deaths.download, name="download"),
]
