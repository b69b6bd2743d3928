from handrail.service import room


class MeetingsRoom(room.Room):
    name = "handrail.service.meetings"
    label = "meetings"
    title = "Meetings"
    sentence = "Agenda, pack, attendance, minutes and decisions."
    filing = "handrail.service.meetings.facts.filing_of"
    papers = ("Meeting", "Group")
    beside = {"Meeting": ("decisions__owner", "attendance")}
    ways_on = (room.Way("Meetings", "meetings:meetings"),)
    writing = {
        "minutes": room.Writing(
            "Minutes of a meeting", "meetings:check_minutes", {"case_id": "case_id", "meeting_id": "paper_id"},
            may="run meetings", what="all",
        ),
    }  # fmt: skip
    yearly = "handrail.service.meetings.yearly.told"
