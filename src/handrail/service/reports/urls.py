from django.urls import path

from handrail.service.reports import views

app_name = "reports"
urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/area", views.area, name="area"),
    path("reports/staff-time", views.staff_time, name="staff_time"),
    path("reports/<uuid:yearly_id>/", views.report, name="report"),
    path("reports/<uuid:yearly_id>/write", views.write, name="write"),
    path("reports/<uuid:yearly_id>/count", views.count_anew, name="count_anew"),
    path("reports/<uuid:yearly_id>/approve", views.approve, name="approve"),
    path("reports/<uuid:yearly_id>/<slug:slug>", views.download, name="download"),
]
