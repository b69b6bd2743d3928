from handrail.service import room


class InsightRoom(room.Room):
    name = "handrail.service.insight"
    label = "insight"
    title = "Insight"
    sentence = "What the records tell when they are added up: so far, who reads far outside their work."
