from handrail.service import room

JOURNEY = "reporting form"
"""What is asked for, and the journey on which it is filled in."""


class ReportingFormsRoom(room.Room):
    name = "handrail.service.reporting_forms"
    label = "reporting_forms"
    title = "Reporting forms"
    sentence = "What each agency knew of a child who died: asked for on a versioned form, side by side, and sent on."
    filing = "handrail.service.reporting_forms.facts.filing_of"
    papers = ("ReportingForms",)
    sheets = {JOURNEY: "handrail.service.reporting_forms.pages.sheet_put"}
    ways_on = (
        room.Way(
            "Reporting forms", "reporting_forms:of_folder",
            offered="handrail.service.reporting_forms.doors.has_a_death",
        ),
    )  # fmt: skip
    work = (room.Work(frozenset({"child_death_forms_sent_out"}), "reporting_forms:forms"),)
    writing = {
        JOURNEY: room.Writing(
            "Reporting form", "requests:check_summary", {"case_id": "case_id", "request_id": "paper_id"},
            may="send contributions", what="own contribution",
        ),
    }  # fmt: skip
