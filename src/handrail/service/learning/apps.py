from handrail.service import room


class LearningRoom(room.Room):
    name = "handrail.service.learning"
    label = "learning"
    title = "Learning"
    sentence = "Actions that reviews call for, and evidence that anything changed."
    filing = "handrail.service.learning.facts.filing_of"
    ways_on = (room.Way("Actions", "learning:folder_actions", may="read actions"),)
    papers = ("Action",)
    beside = {"Action": ("owner",)}
    rounds = ("handrail.service.learning.tracker.taking_in.empty_forgotten",)
