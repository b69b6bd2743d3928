from handrail.service import room


class RequestsRoom(room.Room):
    name = "handrail.service.requests"
    label = "requests"
    title = "Requests"
    sentence = "Asking a body for something by a day: asked, chased, drafted, received, locked."
    filing = "handrail.service.requests.facts.filing_of"
    papers = ("Request",)
    beside = {"Request": ("body",)}
    rounds = ("handrail.service.requests.reminders.write_due_reminders",)
    each_minute = (
        "handrail.service.requests.in_their_place.ask_bodies_in_place",
        "handrail.service.requests.naming.look_for_asked_codes",
    )
    ways_on = (room.Way("Requests to agencies", "requests:requests"),)
    writing = {
        "agency summary": room.Writing(
            "Agency summary", "requests:check_summary", {"case_id": "case_id", "request_id": "paper_id"},
            may="send contributions", what="own contribution",
        ),
    }  # fmt: skip
