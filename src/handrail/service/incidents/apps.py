from handrail.service import room


class IncidentsRoom(room.Room):
    name = "handrail.service.incidents"
    label = "incidents"
    title = "Incidents"
    sentence = "Serious incidents known and notified."
    filing = "handrail.service.incidents.facts.filing_of"
    papers = ("Incident",)
    beside = {"Incident": ("involved__child", "corrections", "views__body", "notices__child", "outcomes")}
