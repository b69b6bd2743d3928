from handrail.service import room


class LearningRoom(room.Room):
    name = "handrail.service.learning"
    label = "learning"
    title = "Learning"
    sentence = "Actions that reviews call for, and evidence that anything changed."
    filing = "handrail.service.learning.facts.filing_of"
    papers = ("Action",)
