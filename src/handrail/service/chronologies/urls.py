from django.urls import path

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
    path(OURS, contributing.ours, name="ours"),
    path(f"{OURS}file", contributing.give_file, name="give_file"),
    path(f"{OURS}files/<uuid:delivery_id>", contributing.file, name="file"),
    path(f"{OURS}files/<uuid:delivery_id>/stop", contributing.stop, name="stop"),
    path(f"{OURS}to-mend", contributing.to_mend, name="to_mend"),
    path(f"{OURS}rows/<uuid:unread_id>", contributing.mend, name="mend"),
    path(f"{OURS}rows/<uuid:unread_id>/leave-out", contributing.leave_out, name="leave_out"),
    path(f"{OURS}write", contributing.write, name="write"),
    path(f"{OURS}lines/<uuid:line_id>", contributing.change_line, name="change_line"),
    path(f"{OURS}lines/<uuid:line_id>/take-out", contributing.take_out, name="take_out"),
    path(f"{OURS}send", contributing.send, name="send"),
]
