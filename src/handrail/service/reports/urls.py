from django.urls import path

from handrail.service.reports import views, views_of_handover

app_name = "reports"
INVENTORY = "reports/handover/<uuid:transition_id>/"
LINE = f"{INVENTORY}lines/<uuid:inventory_line_id>"

urlpatterns = [
    path(INVENTORY, views_of_handover.inventory, name="inventory"),
    path(f"{INVENTORY}count", views_of_handover.count, name="count_inventory"),
    path(f"{INVENTORY}sheet", views_of_handover.inventory_sheet, name="inventory_sheet"),
    path(f"{INVENTORY}all", views_of_handover.all_inventory_lines, name="all_inventory_lines"),
    path(f"{INVENTORY}add", views_of_handover.add_inventory_line, name="add_inventory_line"),
    path(LINE, views_of_handover.inventory_line, name="inventory_line"),
    path(f"{LINE}/aside", views_of_handover.inventory_line_aside, name="inventory_line_aside"),
    path(f"{LINE}/sign", views_of_handover.sign, name="sign_inventory_line"),
    path("reports/", views.reports, name="reports"),
    path("reports/area", views.area, name="area"),
    path("reports/staff-time", views.staff_time, name="staff_time"),
    path("reports/<uuid:yearly_id>/", views.report, name="report"),
    path("reports/<uuid:yearly_id>/write", views.write, name="write"),
    path("reports/<uuid:yearly_id>/count", views.count_anew, name="count_anew"),
    path("reports/<uuid:yearly_id>/approve", views.approve, name="approve"),
    path("reports/<uuid:yearly_id>/<slug:slug>", views.download, name="download"),
]
