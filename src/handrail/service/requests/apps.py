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
    ways_on = (("Requests to agencies", "requests:requests", ""),)
