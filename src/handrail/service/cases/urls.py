from django.urls import path

from handrail.service.cases.views import acts, clock, due, folder, folders, keys, looked, notes

app_name = "cases"
urlpatterns = [
    path("", due.due, name="due"),
    path("calendar/", due.calendar, name="calendar"),
    path("calendar/<uuid:calendar_key>.ics", due.feed, name="feed"),
    path("search", folders.search, name="search"),
    path("cases/", folders.cases, name="cases"),
    path("cases/<uuid:case_id>/", folder.case, name="case"),
    path("cases/<uuid:case_id>/chronology", folder.chronology, name="chronology"),
    path("cases/<uuid:case_id>/looked", looked.looked, name="looked"),
    path("cases/<uuid:case_id>/looked.csv", looked.as_csv, name="looked_as_csv"),
    path("cases/<uuid:case_id>/clocks/<str:duty>/<str:about>", clock.clock, name="clock"),
    path("cases/<uuid:case_id>/notes/new", notes.write, name="write_note"),
    path("cases/<uuid:case_id>/notes/<uuid:note_id>", notes.note, name="note"),
    path("cases/<uuid:case_id>/close", acts.close, name="close"),
    path("cases/<uuid:case_id>/reopen", acts.reopen, name="reopen"),
    path("cases/<uuid:case_id>/join", acts.join, name="join"),
    path("cases/<uuid:case_id>/join/<int:join_id>/part", acts.part, name="part"),
    path("cases/<uuid:case_id>/details", acts.details, name="details"),
    path("cases/<uuid:case_id>/keys", keys.keys, name="keys"),
    path("cases/<uuid:case_id>/keys/give", keys.give, name="give_key"),
    path("cases/<uuid:case_id>/keys/<int:grant_id>/end", keys.end, name="end_key"),
    path("cases/<uuid:case_id>/keys/<int:grant_id>/give-again", keys.give_again, name="give_key_again"),
]
