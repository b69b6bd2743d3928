from handrail.service import room


class ChildDeathsRoom(room.Room):
    name = "handrail.service.child_deaths"
    label = "child_deaths"
    title = "Child deaths"
    sentence = "A child's death: notified, responded to together, and reviewed by those who cared for the child."
    filing = "handrail.service.child_deaths.facts.filing_of"
    papers = ("Death",)
    beside = {
        "Death": (
            "child", "corrections", "notifications", "scope_decisions", "events", "joint_decisions",
            "review_meetings__accounts",
        )
    }  # fmt: skip
