from handrail.service import room


class ReviewersRoom(room.Room):
    name = "handrail.service.reviewers"
    label = "reviewers"
    title = "Reviewers"
    sentence = (
        "Who can be commissioned to review, how they stand to the agencies in a case, their commissions and fees."
    )
    ways_on = (room.Way("Reviewers: commissions, supervision and fees", "reviewers:commissions", may="read reviewers"),)
    costs = "handrail.service.reviewers.costs.costs"
