from django.urls import path

from handrail.service.national_panel.views import times, told

app_name = "national_panel"
urlpatterns = [
    path("told/", told.told, name="told"),
    path("told/list.csv", told.told_csv, name="told_csv"),
    path("told/times/", times.times, name="times"),
    path("told/times/list.csv", times.times_csv, name="times_csv"),
    path("told/<uuid:told_id>/", told.told_one, name="told_one"),
]
