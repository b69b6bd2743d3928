from django.urls import path

from handrail.service.reporting_forms.views import asking, looking, national

app_name = "reporting_forms"
FOLDER = "cases/<uuid:case_id>/reporting-forms/"
ONE = f"{FOLDER}<uuid:forms_id>/"
urlpatterns = [
    path(FOLDER, looking.of_folder, name="of_folder"),
    path(f"{FOLDER}ask/<uuid:death_id>", asking.ask, name="ask"),
    path(f"{FOLDER}national/<uuid:death_id>", national.report, name="report"),
    path(f"{FOLDER}national/<uuid:death_id>/<slug:slug>", national.take_out, name="take_out"),
    path(ONE, looking.forms, name="forms"),
    path(f"{ONE}change-version", asking.change_version, name="change_version"),
    path(f"{ONE}answers", looking.answers, name="answers"),
    path(f"{ONE}more/<uuid:request_id>", asking.more, name="more"),
    path("reporting-forms/versions", looking.versions, name="versions"),
    path("reporting-forms/versions/<slug:slug>", looking.version, name="version"),
    path("reporting-forms/national", national.period, name="period"),
    path("reporting-forms/national/<slug:slug>", national.take_out_period, name="take_out_period"),
]
