from handrail.service import room

RETURN = "return"
"""What is asked for, and the journey on which it is filled in."""


class ScrutinyRoom(room.Room):
    name = "handrail.service.scrutiny"
    label = "scrutiny"
    title = "Scrutiny"
    sentence = (
        "Independent scrutiny from plan to follow-up, what bodies say of themselves and are challenged on, "
        "indicators from published statistics and what they were used for."
    )
    filing = "handrail.service.scrutiny.facts.filing_of"
    papers = ("Round",)
    beside = {"Round": ("question_set",)}
    sheets = {RETURN: "handrail.service.scrutiny.pages.sheet_put"}
    answered = "handrail.service.scrutiny.actions.returning.return_came"
    writing = {
        RETURN: room.Writing(
            "Return", "requests:check_summary", {"case_id": "case_id", "request_id": "paper_id"},
            may="send contributions", what="own contribution",
        )
    }  # fmt: skip
    own_clocks = "handrail.service.scrutiny.own.own_clocks"
    waiting = "handrail.service.scrutiny.own.what_waits"
    rounds = ("handrail.service.scrutiny.reminders.write_due_reminders",)
    matters = "handrail.service.scrutiny.decided.matters"
    decided = "handrail.service.scrutiny.decided.decided"
    yearly = "handrail.service.scrutiny.yearly.told"
    indicators = "handrail.service.scrutiny.watched.indicators"
    projection = "handrail.service.scrutiny.telling.bring_up_to_date"
    goes_over = "handrail.service.scrutiny.goes_over.goes_with_the_folder"
    behind = (room.Behind("scrutiny.Reading", ("folder",)),)
    populations = "handrail.service.scrutiny.populations.populations"
