from django.urls import path

from handrail.service.chronologies.doors import by_agency, by_practitioner
from handrail.service.chronologies.views import combining, contributing, looking

app_name = "chronologies"
FOLDER = "cases/<uuid:case_id>/chronologies/"
ONE = f"{FOLDER}<uuid:chronology_id>/"
LINE = f"{ONE}lines/<uuid:line_id>/"
OURS = f"{FOLDER}from/<uuid:request_id>/"
urlpatterns = [
    path("chronologies/template", contributing.template, name="template"),
    path(FOLDER, combining.chronologies, name="chronologies"),
    path(f"{FOLDER}begin", combining.begin, name="begin"),
    path(ONE, combining.chronology, name="chronology"),
    path(f"{ONE}change", combining.change, name="change"),
    path(f"{ONE}ask", combining.ask, name="ask"),
    path(f"{ONE}agencies", combining.agencies, name="agencies"),
    path(f"{ONE}picture", looking.picture, name="picture"),
    path(f"{ONE}gaps", looking.silences, name="gaps"),
    path(f"{ONE}together", looking.together, name="together"),
    path(f"{ONE}ties", looking.ties, name="ties"),
    path(f"{ONE}ties/<uuid:tie_id>", looking.tie, name="tie"),
    path(f"{ONE}excel", looking.excel, name="excel"),
    path(f"{ONE}word", looking.word, name="word"),
    path(LINE, looking.line, name="line"),
    path(f"{LINE}mark", looking.mark, name="mark"),
    path(f"{LINE}unmark", looking.unmark, name="unmark"),
    path(f"{LINE}hold-against", looking.hold_against, name="hold_against"),
]
PART = (
    ("", "ours", contributing.ours),
    ("file", "give_file", contributing.give_file),
    ("files/<uuid:delivery_id>", "file", contributing.file),
    ("files/<uuid:delivery_id>/stop", "stop", contributing.stop),
    ("to-mend", "to_mend", contributing.to_mend),
    ("rows/<uuid:unread_id>", "mend", contributing.mend),
    ("rows/<uuid:unread_id>/leave-out", "leave_out", contributing.leave_out),
    ("write", "write", contributing.write),
    ("lines/<uuid:line_id>", "change_line", contributing.change_line),
    ("lines/<uuid:line_id>/take-out", "take_out", contributing.take_out),
    ("copy", "copy", contributing.copy),
    ("send", "send", contributing.send),
)
"""The pages of an agency's part, each behind two doors: for who signs in, and for one practitioner by a code."""
urlpatterns += [path(f"{OURS}{at}", by_agency(page), name=name) for at, name, page in PART]
BY_CODE = "form/open/chronology/"
urlpatterns += [path(f"{BY_CODE}{at}", by_practitioner(page), name=f"form_{name}") for at, name, page in PART]
urlpatterns += [path(f"{BY_CODE}template", by_practitioner(contributing.template_by_code), name="form_template")]
