from django.urls import path

from handrail.service.records.views import folder, keeping, seeing

app_name = "records"
urlpatterns = [
    path("records/", keeping.records, name="records"),
    path("records/period", keeping.enter, name="enter_period"),
    path("records/hold", keeping.hold_all, name="hold_all"),
    path("records/hold/<uuid:hold_id>/lift", keeping.lift_all, name="lift_all"),
    path("records/asked/", seeing.requests, name="requests"),
    path("records/asked/new", seeing.new, name="new_request"),
    path("records/asked/<uuid:asked_id>/", seeing.request_page, name="request"),
    path("records/asked/<uuid:asked_id>/extend", seeing.extend, name="extend"),
    path("records/asked/<uuid:asked_id>/match", seeing.match, name="match"),
    path("records/asked/<uuid:asked_id>/gather", seeing.gather, name="gather"),
    path("records/asked/<uuid:asked_id>/texts/<uuid:extract_id>", seeing.decide, name="decide"),
    path("records/asked/<uuid:asked_id>/check", seeing.check, name="check"),
    path("records/asked/<uuid:asked_id>/answer.<slug:kind>", seeing.answer, name="answer"),
    path("records/asked/<uuid:asked_id>/answered", seeing.answered, name="answered"),
    path("cases/<uuid:case_id>/records/", folder.folder, name="folder"),
    path("cases/<uuid:case_id>/records/hold", folder.hold, name="hold"),
    path("cases/<uuid:case_id>/records/hold/<uuid:hold_id>/lift", folder.lift, name="lift"),
    path("cases/<uuid:case_id>/records/propose", folder.propose, name="propose"),
    path("cases/<uuid:case_id>/records/confirm", folder.confirm, name="confirm"),
    path("cases/<uuid:case_id>/records/object", folder.object_to, name="object_to"),
    path("cases/<uuid:case_id>/records/shares", folder.shares, name="shares"),
    path("cases/<uuid:case_id>/records/shares/<uuid:body_id>", folder.shares_with, name="shares_with"),
]
