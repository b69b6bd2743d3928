from handrail.service import room


class MeetingsRoom(room.Room):
    name = "handrail.service.meetings"
    label = "meetings"
    title = "Meetings"
    sentence = "Agenda, pack, attendance, minutes and decisions."
    filing = "handrail.service.meetings.facts.filing_of"
    papers = ("Meeting",)
    beside = {"Meeting": ("decisions__owner",)}
    ways_on = (("Meetings", "meetings:meetings", ""),)
