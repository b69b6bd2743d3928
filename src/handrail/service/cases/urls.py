from django.urls import path

from handrail.service.cases.views import acts, clock, due, folder, folders, glass, keys, looked, notes, shut_out

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
    path("break-the-glass", glass.break_glass, name="break_glass"),
    path("cases/<uuid:case_id>/glass/<uuid:glass_id>", glass.review, name="glass"),
    path("cases/<uuid:case_id>/glass/<uuid:glass_id>/end", glass.end_glass, name="end_glass"),
    path("cases/<uuid:case_id>/shut-out", shut_out.listed, name="shut_out"),
    path("cases/<uuid:case_id>/shut-out/new", shut_out.shut, name="shut_someone_out"),
    path("cases/<uuid:case_id>/shut-out/<uuid:exclusion_id>/names", shut_out.add, name="add_names"),
    path("cases/<uuid:case_id>/shut-out/<uuid:exclusion_id>/end", shut_out.end, name="end_exclusion"),
    path("cases/<uuid:case_id>/shut-out/<uuid:exclusion_id>/accounts/<uuid:account_id>", shut_out.lift, name="lift"),
    path("cases/<uuid:case_id>/keys", keys.keys, name="keys"),
    path("cases/<uuid:case_id>/keys/give", keys.give, name="give_key"),
    path("cases/<uuid:case_id>/keys/<int:grant_id>/end", keys.end, name="end_key"),
    path("cases/<uuid:case_id>/keys/<int:grant_id>/give-again", keys.give_again, name="give_key_again"),
]
