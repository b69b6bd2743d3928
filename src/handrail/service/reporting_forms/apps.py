from handrail.service import room

JOURNEY = "reporting form"
"""What is asked for, and the journey on which it is filled in."""
SUPPLEMENT = "supplementary form"
"""The same, of a supplementary form that is asked for once the agency's form has come."""


class ReportingFormsRoom(room.Room):
    name = "handrail.service.reporting_forms"
    label = "reporting_forms"
    title = "Reporting forms"
    sentence = "What each agency knew of a child who died: asked for on a versioned form, side by side, and sent on."
    filing = "handrail.service.reporting_forms.facts.filing_of"
    papers = ("ReportingForms",)
    sheets = dict.fromkeys((JOURNEY, SUPPLEMENT), "handrail.service.reporting_forms.pages.sheet_put")
    ways_on = (
        room.Way(
            "Reporting forms", "reporting_forms:of_folder",
            offered="handrail.service.reporting_forms.doors.has_a_death",
        ),
    )  # fmt: skip
    work = (room.Work(frozenset({"child_death_forms_sent_out"}), "reporting_forms:forms"),)
    writing = {
        journey: room.Writing(
            words, "requests:check_summary", {"case_id": "case_id", "request_id": "paper_id"},
            may="send contributions", what="own contribution",
        )
        for journey, words in ((JOURNEY, "Reporting form"), (SUPPLEMENT, "Supplementary form"))
    }  # fmt: skip
