from handrail.service import room


class ChronologiesRoom(room.Room):
    name = "handrail.service.chronologies"
    label = "chronologies"
    title = "Chronologies"
    sentence = "What each agency did and saw, in one order, each line with its source."
    filing = "handrail.service.chronologies.facts.filing_of"
    papers = ("Chronology",)
    ways_on = (room.Way("Combined chronology", "chronologies:chronologies"),)
